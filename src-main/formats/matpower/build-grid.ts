import type { ImportReport } from '../../../src-shared/contract/import-documents.ts';
import { emptyGrid } from '../../../src-shared/grid/grid-case.ts';
import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import { noteSlackBuses, typesChecked } from '../bus-types.ts';
import type { MessageList } from '../message-list.ts';
import { buildBranches } from './build-branches.ts';
import { buildBuses, buildLoads, buildShunts, busRows } from './build-buses.ts';
import { buildGenerators } from './build-generators.ts';
import { BUS, FEWEST_COLUMNS, GEN } from './columns.ts';
import type { CaseTable } from './columns.ts';
import { LineIndex } from '../line-index.ts';
import { OWN_FIELD, isOwnField } from './matpower-document.ts';
import type { MatpowerDocument, MatpowerTable } from './matpower-document.ts';
import { withOwnBlock } from './read-own-block.ts';
import { readTable } from './table-reader.ts';
import type { TableReader } from './table-reader.ts';

export interface BuiltGrid {
  readonly grid: GridCase;
  readonly lines: LineIndex;
  /** Sums over all rows, to be held against the network. */
  readonly totals: ImportReport['totals'];
}

/**
 * The network that a MATPOWER case means (caseformat, MATPOWER User's Manual, appendix B). Null
 * where the case has errors, which are then in `messages`.
 */
export function buildGrid(
  document: MatpowerDocument,
  fileName: string,
  messages: MessageList,
): BuiltGrid | null {
  if (!holdsCase(document) && !messages.hasErrors) {
    messages.error(
      'This is no MATPOWER case: it gives neither baseMVA nor a matrix bus, gen or branch. Choose the case itself; a table of changes (contab, scenarios) is no network of its own.',
    );
    return null;
  }
  const baseMva = requireBase(document, messages);
  const bus = requireTable(document, 'bus', messages);
  const gen = requireTable(document, 'gen', messages);
  const branch = requireTable(document, 'branch', messages);
  if (baseMva === null || !bus || !gen || !branch) return null;

  const lines = new LineIndex();
  const rows = readTable(bus);
  const busRowOf = busRows(rows, messages);
  const names = document.texts.get('bus_name') ?? [];
  const branches = buildBranches(readTable(branch), rows, busRowOf, lines, messages);
  const generators = buildGenerators(readTable(gen), busRowOf, baseMva, lines, messages);
  const buses = typesChecked(buildBuses(rows, names, lines, messages), generators, messages);
  if (messages.hasErrors) return null;
  const plain: GridCase = {
    ...emptyGrid,
    name: document.caseName === '' ? fileName.replace(/\.[^.]*$/, '') : document.caseName,
    description: document.comment,
    sources: [`MATPOWER case file ${fileName}`],
    baseMva,
    buses,
    branches,
    generators,
    loads: buildLoads(rows, lines),
    shunts: buildShunts(rows, lines),
  };
  const grid = withOwnBlock(document, plain, messages);
  if (grid.loads !== plain.loads) lines.forget('load');
  if (grid.shunts !== plain.shunts) lines.forget('shunt');
  noteSlackBuses(grid, messages);
  noteWhatIsLeftOut(document, messages);
  const machines = readTable(gen);
  const totals = {
    pgMw: columnSum(machines, GEN.pg),
    qgMvar: columnSum(machines, GEN.qg),
    pdMw: columnSum(rows, BUS.pd),
    qdMvar: columnSum(rows, BUS.qd),
  };
  return { grid, lines, totals };
}

const holdsCase = ({ scalars, tables }: MatpowerDocument): boolean =>
  scalars.has('baseMVA') || ['baseMVA', 'bus', 'gen', 'branch'].some((name) => tables.has(name));

function columnSum(rows: TableReader, column: number): number {
  let sum = 0;
  for (let row = 0; row < rows.table.rows; row++) sum += rows.at(row, column);
  return sum;
}

function requireBase({ scalars, tables }: MatpowerDocument, messages: MessageList): number | null {
  const base = scalars.get('baseMVA') ?? tables.get('baseMVA')?.values[0];
  if (base !== undefined && base > 0 && Number.isFinite(base)) return base;
  if (base !== undefined) {
    messages.error(`The system base baseMVA is ${base}: write a positive number of MVA.`);
  } else if (!messages.hasErrors) {
    messages.error('The case has no system base: add a line “mpc.baseMVA = 100;”.');
  }
  return null;
}

/** The table, or null with the reason in `messages`. */
function requireTable(
  { tables }: MatpowerDocument,
  name: CaseTable,
  messages: MessageList,
): MatpowerTable | null {
  const table = tables.get(name);
  if (!table) {
    if (messages.hasErrors) return null;
    messages.error(
      `The case has no matrix “${name}”: it needs “bus”, “gen” and “branch”. A file of changes or scenarios is no network of its own; a file that is cut off has to be fetched again.`,
    );
    return null;
  }
  if (name === 'bus' && table.rows === 0 && !messages.hasErrors) {
    messages.error('The matrix “bus” has no rows: a network needs buses.', table.line);
  }
  if (table.rows > 0 && table.columns < FEWEST_COLUMNS[name]) {
    messages.error(
      `The matrix “${name}” has ${table.columns} columns and needs at least ${FEWEST_COLUMNS[name]}: add what is missing, in the order of the MATPOWER case format.`,
      table.line,
    );
    return null;
  }
  return table;
}

/** Matrices that hold what Phaselock does not study; silence would look like they were read. */
function noteWhatIsLeftOut(
  { scalars, tables, texts }: MatpowerDocument,
  messages: MessageList,
): void {
  const dcLines = tables.get('dcline');
  if (dcLines && dcLines.rows > 0) {
    messages.warning(
      `${dcLines.rows} DC line${dcLines.rows === 1 ? ' is' : 's are'} left out: enter the transfer as a load at one end and a generator at the other.`,
      dcLines.line,
    );
  }
  const used = new Set(['version', 'baseMVA', 'bus', 'gen', 'branch', 'bus_name', 'dcline']);
  const unused = [...tables.keys(), ...texts.keys()].filter(
    (name) => !used.has(name) && !isOwnField(name),
  );
  if (unused.length > 0) {
    messages.note(`Not needed here and left out: ${unused.slice(0, 20).join(', ')}.`);
  }
  if (scalars.has(`${OWN_FIELD}.frequency`)) return;
  messages.note('The format holds no frequency: 60 Hz is assumed; change it in the properties.');
}
