import type {
  Branch,
  Bus,
  Generator,
  GridCase,
  Load,
  MachineDynamics,
  Shunt,
} from '../../../src-shared/grid/grid-case.ts';
import type { MessageList } from '../message-list.ts';
import { OWN_FIELD } from './matpower-document.ts';
import type { MatpowerDocument } from './matpower-document.ts';
import { readTable } from './table-reader.ts';
import type { TableReader } from './table-reader.ts';

/**
 * The network with what our own block of the file adds to it. A part that does not fit the case,
 * as after rows were deleted by hand, is left out with a warning.
 */
export function withOwnBlock(
  document: MatpowerDocument,
  grid: GridCase,
  messages: MessageList,
): GridCase {
  const block = new OwnBlock(document, messages);
  const [name = grid.name] = block.list('name', 1) ?? [];
  return {
    ...grid,
    name: name.slice(0, 200),
    description: document.texts.get(`${OWN_FIELD}.description`)?.join('\n') ?? grid.description,
    sources: document.texts.get(`${OWN_FIELD}.sources`) ?? grid.sources,
    frequencyHz: block.frequency() ?? grid.frequencyHz,
    buses: placed(named(grid.buses, document), block),
    branches: identified(grid.branches, block),
    generators: withDynamics(grid.generators, block),
    loads: block.powers('load')?.map(toLoad) ?? grid.loads,
    shunts: block.powers('shunt')?.map(toShunt) ?? grid.shunts,
  };
}

/** Power at a bus, as loads and shunts have it. */
interface Power {
  readonly bus: number;
  readonly id: string;
  readonly p: number;
  readonly q: number;
  readonly inService: boolean;
}

/** The parts of the block, each null where it is missing or does not fit. */
class OwnBlock {
  readonly #document: MatpowerDocument;
  readonly #messages: MessageList;

  constructor(document: MatpowerDocument, messages: MessageList) {
    this.#document = document;
    this.#messages = messages;
  }

  frequency(): number | null {
    const hertz = this.#document.scalars.get(`${OWN_FIELD}.frequency`) ?? 0;
    return hertz > 0 && Number.isFinite(hertz) ? hertz : null;
  }

  table(field: string, columns: number, rows?: number): TableReader | null {
    const table = this.#document.tables.get(`${OWN_FIELD}.${field}`);
    if (!table) return null;
    const fits =
      (table.rows === 0 || table.columns === columns) &&
      (rows === undefined || table.rows === rows) &&
      table.values.every((value) => Number.isFinite(value));
    if (!fits) this.#leaveOut(field, table.line);
    return fits ? readTable(table) : null;
  }

  list(field: string, length: number): readonly string[] | null {
    const texts = this.#document.texts.get(`${OWN_FIELD}.${field}`);
    if (!texts) return null;
    const fits = texts.length === length && texts.every((text) => text !== '');
    if (!fits) this.#leaveOut(field, null);
    return fits ? texts : null;
  }

  powers(field: 'load' | 'shunt'): Power[] | null {
    const table = this.table(field, 4);
    const ids = table && this.list(`${field}_id`, table.table.rows);
    return (
      ids?.map((id, row) => ({
        bus: table?.at(row, 0) ?? NaN,
        id: id.slice(0, 32),
        p: table?.at(row, 1) ?? NaN,
        q: table?.at(row, 2) ?? NaN,
        inService: table?.at(row, 3) !== 0,
      })) ?? null
    );
  }

  #leaveOut(field: string, line: number | null): void {
    this.#messages.warning(
      `“${OWN_FIELD}.${field}” does not fit the case and is left out: export the network again, or delete the field.`,
      line,
    );
  }
}

/** Names stand here where the case itself cannot have them, as in version 1. */
function named(buses: readonly Bus[], { texts }: MatpowerDocument): readonly Bus[] {
  const names = texts.get(`${OWN_FIELD}.bus_name`);
  if (names?.length !== buses.length) return buses;
  return buses.map((bus, i) => ({ ...bus, name: names[i]?.slice(0, 200) ?? bus.name }));
}

function placed(buses: readonly Bus[], block: OwnBlock): readonly Bus[] {
  const table = block.table('position', 3);
  if (!table) return buses;
  const rows = Array.from({ length: table.table.rows }, (_, row) => row);
  const places = new Map(
    rows.map((row) => [table.at(row, 0), { x: table.at(row, 1), y: table.at(row, 2) }]),
  );
  return buses.map((bus) => ({ ...bus, position: places.get(bus.number) ?? null }));
}

function identified(branches: readonly Branch[], block: OwnBlock): readonly Branch[] {
  const kinds = block.table('transformer', branches.length, 1);
  const circuits = block.list('branch_circuit', branches.length);
  if (!kinds && !circuits) return branches;
  return branches.map((branch, i) => ({
    ...branch,
    circuit: circuits?.[i]?.slice(0, 32) ?? branch.circuit,
    isTransformer: kinds ? kinds.at(0, i) !== 0 : branch.isTransformer,
  }));
}

function withDynamics(generators: readonly Generator[], block: OwnBlock): readonly Generator[] {
  const ids = block.list('generator_id', generators.length);
  const table = block.table('dynamics', 4);
  const sources = table && block.list('dynamics_source', table.table.rows);
  if (!ids && !sources) return generators;
  const known = new Map<number, MachineDynamics>();
  const droopOf = droops(block);
  for (const [row, source] of sources?.entries() ?? []) {
    if (!table) break;
    const [inertiaSeconds, dampingPu, transientReactancePu] = [1, 2, 3].map((column) =>
      Math.max(0, table.at(row, column)),
    ) as [number, number, number];
    const machine = table.at(row, 0);
    const figures = { inertiaSeconds, dampingPu, transientReactancePu, source };
    const droopPercent = droopOf.get(machine);
    known.set(machine, droopPercent === undefined ? figures : { ...figures, droopPercent });
  }
  return generators.map((generator, i) => ({
    ...generator,
    id: ids?.[i]?.slice(0, 32) ?? generator.id,
    dynamics: known.get(i + 1) ?? null,
  }));
}

/** Droop of the inverters, by row of the machine. */
function droops(block: OwnBlock): ReadonlyMap<number, number> {
  const table = block.table('dynamics_droop', 2);
  const rows = Array.from({ length: table?.table.rows ?? 0 }, (_, row) => row);
  return new Map(
    rows.flatMap((row): [number, number][] => {
      const droop = table?.at(row, 1) ?? 0;
      return droop > 0 && droop <= 100 ? [[table?.at(row, 0) ?? 0, droop]] : [];
    }),
  );
}

const toLoad = ({ p, q, ...load }: Power): Load => ({ ...load, pMw: p, qMvar: q });
const toShunt = ({ p, q, ...shunt }: Power): Shunt => ({ ...shunt, gMw: p, bMvar: q });
