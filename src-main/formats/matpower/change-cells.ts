import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import type { CaseTable } from './columns.ts';
import { numberText } from './matrix-text.ts';
import type { MappedCase } from './read-case.ts';
import type { TextEdits } from './text-edits.ts';
import { caseRows } from './write-case.ts';

/** A cell that must come to mean another value. */
export interface CellChange {
  readonly table: CaseTable;
  readonly row: number;
  readonly column: number;
  readonly value: number;
}

/** Which element of the file each element of the network is; -1: none. */
export type Kept = Readonly<Record<CaseTable, Int32Array>>;

export const CASE_TABLES = ['bus', 'gen', 'branch'] as const satisfies readonly CaseTable[];

/**
 * The cells in which a case differs from a network. What is compared is the meaning, so a cell that
 * spells the same in another way (an angle limit of 0 to 0 for none) stays as it is.
 *
 * @param kept left out where the elements of both stand in the same order
 */
export function differingCells(file: MappedCase, grid: GridCase, kept?: Kept): CellChange[] {
  const theirs = caseRows(file.grid);
  const wanted = caseRows(grid);
  const changes: CellChange[] = [];
  for (const table of CASE_TABLES) {
    wanted[table].forEach((cells, i) => {
      const element = kept ? (kept[table][i] ?? -1) : i;
      const before = theirs[table][element];
      const row = file.rows[table][element];
      if (!before || row === undefined) return;
      cells.forEach((value, column) => {
        if (value !== before[column]) changes.push({ table, row, column, value });
      });
    });
  }
  return changes;
}

/** Writes one cell. False where no figure in the cell can bring it to that value. */
export function writeCell(file: MappedCase, change: CellChange, edits: TextEdits): boolean {
  const layout = file.layout.tables.get(change.table);
  const text = cellText(file, change);
  if (!layout || text === null) return false;
  const cell = change.row * layout.columns + change.column;
  const [start, end] = [layout.starts[cell], layout.ends[cell]];
  if (start === undefined || end === undefined) return false;
  edits.replace({ start, end }, text);
  return true;
}

/**
 * What to write for a value. Where code of the file converts the cell, as from kilowatts, the
 * figure is converted back by the factor between what was written and what came of it.
 */
function cellText({ document, layout }: MappedCase, change: CellChange): string | null {
  const { row, column, value } = change;
  const { columns = 0, values = [] } = document.tables.get(change.table) ?? {};
  if (column >= columns) return null;
  const cell = row * columns + column;
  const written = layout.tables.get(change.table)?.written[cell] ?? NaN;
  const meant = values[cell] ?? NaN;
  if (written === meant) return numberText(value);
  const back = (value * written) / meant;
  if (!Number.isFinite(back)) return null;
  if (back !== written) return numberText(back);
  // The same figure would come to mean the same again: a neighbour of it may round to the value.
  const towards = Math.sign(value - meant) * Math.sign(meant);
  return numberText(written * (1 + towards * 2 ** -52));
}

/** Gives a table the columns that it lacks, in every row. */
export function widen(
  file: MappedCase,
  table: CaseTable,
  columns: number,
  grid: GridCase,
  edits: TextEdits,
): void {
  const layout = file.layout.tables.get(table);
  if (!layout) return;
  const cells = caseRows(grid)[table];
  const elementOf = new Map(file.rows[table].map((row, element) => [row, element]));
  for (let row = 0; row < layout.rows; row++) {
    const values = cells[elementOf.get(row) ?? -1] ?? [];
    const added = Array.from({ length: columns - layout.columns }, (_, i) =>
      numberText(values[layout.columns + i] ?? 0),
    );
    edits.insert(layout.ends[(row + 1) * layout.columns - 1] ?? 0, `\t${added.join('\t')}`);
  }
}
