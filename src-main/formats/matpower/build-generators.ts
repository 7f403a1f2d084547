import { refOf } from '../../../src-shared/grid/element-ref.ts';
import type { Generator } from '../../../src-shared/grid/grid-case.ts';
import type { LineIndex } from '../line-index.ts';
import type { MessageList } from '../message-list.ts';
import { GEN } from './columns.ts';
import { requireFinite } from './table-reader.ts';
import type { TableReader } from './table-reader.ts';

const LIMITS: readonly number[] = [GEN.qMax, GEN.qMin, GEN.pMax, GEN.pMin];

/** The machines in the file's order, which other tables share; those at one bus are '1', '2', … */
export function buildGenerators(
  rows: TableReader,
  buses: ReadonlyMap<number, unknown>,
  baseMva: number,
  lines: LineIndex,
  messages: MessageList,
): Generator[] {
  requireFinite(rows.table, Object.values(GEN), LIMITS, messages);
  const isShort = rows.table.columns <= GEN.pMin;
  messages.count('defaulted', 'generator', 0);
  const machinesAt = new Map<number, number>();
  const generators: Generator[] = [];
  for (let row = 0; row < rows.table.rows; row++) {
    const bus = rows.at(row, GEN.bus);
    const inService = rows.at(row, GEN.status) > 0;
    if (!buses.has(bus)) {
      messages.count('dropped', 'generator');
      reportMissingBus(bus, inService, rows.line(row), messages);
      continue;
    }
    if (isShort || !(rows.at(row, GEN.mBase) > 0)) messages.count('defaulted', 'generator');
    const ordinal = (machinesAt.get(bus) ?? 0) + 1;
    machinesAt.set(bus, ordinal);
    lines.add('generator', rows.line(row));
    generators.push(toGenerator(rows, row, String(ordinal), baseMva));
  }
  noteDispatchableLoads(generators, messages);
  return generators;
}

/** MATPOWER writes a load that can be cut as a generator of negative output. */
function noteDispatchableLoads(generators: readonly Generator[], messages: MessageList): void {
  const drawing = generators.filter(({ pMinMw, pMaxMw }) => pMinMw < 0 && pMaxMw === 0);
  const [first] = drawing;
  if (!first) return;
  messages.note(
    `Kept as generators: dispatchable loads (Pmin < 0, Pmax = 0), ${drawing.length}. They count with inertia like any machine: enter as loads those that have none.`,
    null,
    refOf('generator', first),
  );
}

function toGenerator(rows: TableReader, row: number, id: string, baseMva: number): Generator {
  const rating = rows.at(row, GEN.mBase);
  const pMw = rows.at(row, GEN.pg);
  return {
    bus: rows.at(row, GEN.bus),
    id,
    pMw,
    qMvar: rows.at(row, GEN.qg),
    pMinMw: rows.at(row, GEN.pMin, Math.min(0, pMw)),
    pMaxMw: rows.at(row, GEN.pMax, Math.max(0, pMw)),
    qMinMvar: rows.at(row, GEN.qMin),
    qMaxMvar: rows.at(row, GEN.qMax),
    vSetPu: rows.at(row, GEN.vg),
    ratingMva: rating > 0 ? rating : baseMva,
    inService: rows.at(row, GEN.status) > 0,
    dynamics: null,
  };
}

function reportMissingBus(
  bus: number,
  inService: boolean,
  line: number,
  messages: MessageList,
): void {
  if (inService) {
    messages.error(
      `A generator stands at bus ${bus}, which does not exist: add the bus or correct the number.`,
      line,
    );
  } else {
    messages.note(
      `A generator out of service stands at bus ${bus}, which does not exist: it is left out.`,
      line,
    );
  }
}
