import { elementKey, refOf } from '../../../src-shared/grid/element-ref.ts';
import type { Branch, Generator, GridCase } from '../../../src-shared/grid/grid-case.ts';
import type { MessageList } from '../message-list.ts';
import { alignRows } from './align-rows.ts';
import type { Alignment } from './align-rows.ts';
import type { TableLayout } from './case-layout.ts';
import { CASE_TABLES } from './change-cells.ts';
import type { Kept } from './change-cells.ts';
import type { CaseTable } from './columns.ts';
import { numberText, quotedText } from './matrix-text.ts';
import { rowsWithBuses } from './read-case.ts';
import { isOwnField } from './matpower-document.ts';
import type { MappedCase } from './read-case.ts';
import { cellTexts, changeRows } from './row-lines.ts';
import type { NewRow } from './row-lines.ts';
import type { TextEdits } from './text-edits.ts';
import { caseRows } from './write-case.ts';

/** Matrices and lists that have one row, or as gencost perhaps two, for each row of a table. */
const COUPLED = {
  bus: ['bus_name'],
  gen: ['gencost', 'gentype', 'genfuel', 'gen_name'],
  branch: ['branch_name'],
} as const satisfies Record<CaseTable, readonly string[]>;

const UNKNOWN: Readonly<Record<string, string>> = { gentype: "'UN'", genfuel: "'unknown'" };

/** What happens to the rows of a table; rows counted as in the file. */
interface RowPlan {
  readonly removed: ReadonlySet<number>;
  readonly added: readonly PlannedRow[];
}

interface PlannedRow {
  readonly behind: number;
  /** Row of the same element where it stood before; -1: a new element. */
  readonly model: number;
  readonly element: number;
}

export type RowPlans = Readonly<Record<CaseTable, RowPlan>>;

/**
 * Which rows have to go, which have to come, and which element of the file each element of the
 * network is.
 *
 * @param known the network of the file with the identifiers that its own block gives
 */
export function planRows(
  file: MappedCase,
  known: GridCase,
  grid: GridCase,
): { readonly plans: RowPlans; readonly kept: Kept } {
  const { bus, gen, branch } = alignElements(known, grid);
  return {
    plans: {
      bus: rowPlan(file, 'bus', bus, grid),
      gen: rowPlan(file, 'gen', gen, grid),
      branch: rowPlan(file, 'branch', branch, grid),
    },
    kept: { bus: bus.kept, gen: gen.kept, branch: branch.kept },
  };
}

/** The matrices and lists that get or lose rows. */
export const tablesToChange = (plans: RowPlans): string[] =>
  CASE_TABLES.flatMap((table) =>
    plans[table].removed.size + plans[table].added.length > 0 ? [table, ...COUPLED[table]] : [],
  );

/** The matrices that may name buses or count rows in ways that are not known here. */
export const otherTables = ({ layout }: MappedCase): string[] => {
  const known = new Set<string>([...CASE_TABLES, ...Object.values(COUPLED).flat()]);
  return [...layout.tables.keys()].filter((name) => !known.has(name) && !isOwnField(name));
};

/** Takes rows out and puts rows in, in all tables that count the elements. */
export function patchRows(
  file: MappedCase,
  plans: RowPlans,
  grid: GridCase,
  edits: TextEdits,
  messages: MessageList,
): void {
  for (const table of CASE_TABLES) {
    const plan = plans[table];
    if (plan.removed.size === 0 && plan.added.length === 0) continue;
    const layout = file.layout.tables.get(table);
    if (layout) changeTable(file, table, layout, plan, grid, edits);
    for (const name of COUPLED[table])
      changeCoupled(file, table, name, plan, grid, edits, messages);
    noteRows(table, plan, messages);
  }
}

function noteRows(table: CaseTable, { removed, added }: RowPlan, messages: MessageList): void {
  const counts = [
    ...(added.length > 0 ? [`${added.length} added`] : []),
    ...(removed.size > 0 ? [`${removed.size} taken out`] : []),
  ];
  messages.note(`Rows of “${table}”: ${counts.join(', ')}.`);
}

/** Buses first: where one was renumbered, what is joined to it is found under its new number. */
function alignElements(known: GridCase, grid: GridCase): Readonly<Record<CaseTable, Alignment>> {
  const keys = (elements: readonly { readonly number: number }[]): string[] =>
    elements.map(({ number }) => String(number));
  const bus = alignRows(keys(known.buses), keys(grid.buses), () => true);
  const renumbered = new Map<number, number>();
  grid.buses.forEach(({ number }, i) => {
    const before = known.buses[bus.kept[i] ?? -1];
    if (before && before.number !== number) renumbered.set(before.number, number);
  });
  const now = (number: number): number => renumbered.get(number) ?? number;
  const generators = known.generators.map((machine) => ({ ...machine, bus: now(machine.bus) }));
  const branches = known.branches.map((branch) => ({
    ...branch,
    from: now(branch.from),
    to: now(branch.to),
  }));
  return {
    bus,
    gen: alignRows(
      generators.map((machine) => elementKey(refOf('generator', machine))),
      grid.generators.map((machine) => elementKey(refOf('generator', machine))),
      (before, after) => sameMachine(generators[before], grid.generators[after]),
    ),
    branch: alignRows(
      branches.map((branch) => elementKey(refOf('branch', branch))),
      grid.branches.map((branch) => elementKey(refOf('branch', branch))),
      (before, after) => sameBranch(branches[before], grid.branches[after]),
    ),
  };
}

/** At the same bus under another identifier, or the same figures at another bus. */
function sameMachine(a: Generator | undefined, b: Generator | undefined): boolean {
  if (!a || !b) return false;
  return a.bus === b.bus || sameFigures({ ...a, bus: b.bus, id: b.id }, b);
}

function sameBranch(a: Branch | undefined, b: Branch | undefined): boolean {
  if (!a || !b) return false;
  const { from, to, circuit } = b;
  return (a.from === from && a.to === to) || sameFigures({ ...a, from, to, circuit }, b);
}

const sameFigures = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b);

function rowPlan(
  file: MappedCase,
  table: CaseTable,
  { kept, model }: Alignment,
  grid: GridCase,
): RowPlan {
  const rows = file.rows[table];
  const staying = new Set(kept);
  const read = new Set(rows);
  // A row that was left out for a missing bus would come to life where that bus is there now.
  const revived = rowsWithBuses(file.document, table, grid).filter((row) => !read.has(row));
  const removed = new Set([...rows.filter((_, element) => !staying.has(element)), ...revived]);
  const added: PlannedRow[] = [];
  let behind = -1;
  kept.forEach((element, i) => {
    if (element >= 0) behind = rows[element] ?? behind;
    else added.push({ behind, model: rows[model[i] ?? -1] ?? -1, element: i });
  });
  return { removed, added };
}

function changeTable(
  file: MappedCase,
  table: CaseTable,
  layout: TableLayout,
  { removed, added }: RowPlan,
  grid: GridCase,
  edits: TextEdits,
): void {
  const figures = caseRows(grid)[table];
  const columns = layout.rows === 0 ? (figures[0]?.length ?? 0) : layout.columns;
  const newRows = added.map(({ behind, model, element }): NewRow => {
    const values = figures[element] ?? [];
    const spelled = model < 0 ? [] : cellTexts(file.bytes, layout, model);
    const cells = Array.from({ length: columns }, (_, column) => {
      const value = values[column];
      return value === undefined || column >= KNOWN_COLUMNS[table]
        ? (spelled[column] ?? '0')
        : numberText(value);
    });
    return { behind, cells };
  });
  changeRows(file.bytes, layout, { removed, added: newRows }, edits);
}

/** Columns beyond these hold nothing of the network: a moved row takes them along. */
const KNOWN_COLUMNS = { bus: 13, gen: 10, branch: 13 } as const satisfies Record<CaseTable, number>;

/** Does to a matrix or list that counts the rows of a table what happens to those rows. */
function changeCoupled(
  file: MappedCase,
  table: CaseTable,
  name: string,
  { removed, added }: RowPlan,
  grid: GridCase,
  edits: TextEdits,
  messages: MessageList,
): void {
  const layout = file.layout.tables.get(name);
  const length = file.layout.tables.get(table)?.rows ?? 0;
  if (!layout || layout.rows === 0) return;
  const isDouble = name === 'gencost' && length > 0 && layout.rows === 2 * length;
  if (layout.rows !== length && !isDouble) {
    messages.warning(
      `“${name}” has ${layout.rows} rows for ${length} of “${table}”: it is kept as it stands and has to be brought in line by hand.`,
    );
    return;
  }
  const offsets = isDouble ? [0, length] : [0];
  const isCost = name === 'gencost';
  const cellsOf = (model: number, element: number): readonly string[] => {
    if (model >= 0) return cellTexts(file.bytes, layout, model);
    if (isCost) return freeOfCost(layout.columns);
    return [
      name === 'bus_name' ? quotedText(grid.buses[element]?.name ?? '') : (UNKNOWN[name] ?? "''"),
    ];
  };
  changeRows(
    file.bytes,
    layout,
    {
      removed: new Set(offsets.flatMap((offset) => [...removed].map((row) => row + offset))),
      added: offsets.flatMap((offset) =>
        added.map(({ behind, model, element }) => ({
          behind: behind + offset,
          cells: cellsOf(model < 0 ? -1 : model + offset, element),
        })),
      ),
    },
    edits,
  );
  const unpriced = added.filter(({ model }) => model < 0).length;
  if (isCost && unpriced > 0) {
    messages.note(`The cost of ${unpriced} new generators is written as zero in “gencost”.`);
  }
}

/** A polynomial cost of zero: model 2, start-up, shut-down, number of coefficients, coefficients. */
const freeOfCost = (columns: number): string[] =>
  Array.from({ length: columns }, (_, column) => {
    if (column === 0) return '2';
    return column === 3 ? String(Math.min(columns - 4, 3)) : '0';
  });
