import type { MessageList } from '../message-list.ts';
import { CellFault, cellValue, NumberStyleFinder } from './cell-value.ts';
import type { CellValue, NumberStyle } from './cell-value.ts';
import { columnNamed, COLUMNS, isHeading } from './columns.ts';
import type { Column, TableName } from './columns.ts';
import type { Sheet, SheetRow } from './sheet.ts';

/** A row whose cells are understood; a field without an entry was empty or has no column. */
export interface ReadRow {
  readonly line: number;
  readonly values: Readonly<Record<string, CellValue>>;
}

export interface TableSheet {
  readonly table: TableName;
  readonly sheet: Sheet;
  /** The column of each cell of a row; null where none is known. */
  readonly columns: readonly (Column | null)[];
  readonly hasHeader: boolean;
}

/**
 * Finds out which column each cell of a sheet belongs to: by the headings in its first row, or,
 * where there are none, by position in `order`. Null where the sheet has no rows.
 */
export function understandColumns(
  table: TableName,
  sheet: Sheet,
  order: readonly Column[] = COLUMNS[table],
): TableSheet | null {
  const first = firstRow(sheet);
  if (!first) return null;
  const hasHeader = isHeading(table, first.cells);
  const columns = hasHeader ? namedOnce(table, first.cells) : order;
  return { table, sheet, columns, hasHeader };
}

export function firstRow(sheet: Sheet): SheetRow | null {
  for (const row of sheet.rows()) return row;
  return null;
}

/** The columns of the headings; where two name the same one, the first counts. */
export function namedOnce(table: TableName, cells: readonly string[]): (Column | null)[] {
  const used = new Set<string>();
  return cells.map((cell) => {
    const column = columnNamed(table, cell);
    if (!column || used.has(column.field)) return null;
    used.add(column.field);
    return column;
  });
}

/** How the numbers of all these sheets are written. */
export function numberStyle(sheets: readonly TableSheet[]): NumberStyle {
  const finder = new NumberStyleFinder();
  for (const { sheet, columns, hasHeader } of sheets) {
    let isHeader = hasHeader;
    for (const { cells } of sheet.rows()) {
      const skipped = isHeader;
      isHeader = false;
      if (skipped) continue;
      cells.forEach((cell, i) => {
        const kind = columns[i]?.kind;
        if (kind !== undefined && kind !== 'text') finder.look(cell);
      });
    }
  }
  return finder.style;
}

/** A sheet with more faulty rows than this is not read to its end. */
const MOST_FAULTS = 10_000;
/** No network has as many buses or branches. */
const MOST_ROWS = 250_000;

/** The rows of a sheet below its headings; what cannot be read becomes an error with its line. */
export function* readRows(
  { table, sheet, columns, hasHeader }: TableSheet,
  style: NumberStyle,
  messages: MessageList,
  needed: readonly Column[] = COLUMNS[table].filter(({ required }) => required),
): Generator<ReadRow> {
  let headings: readonly string[] = columns.map((column) => column?.header ?? '');
  let isFirst = true;
  let faults = 0;
  let rows = 0;
  for (const row of sheet.rows()) {
    const skipped = isFirst && hasHeader;
    isFirst = false;
    if (skipped) {
      headings = row.cells.map((cell) => cell.trim());
      continue;
    }
    if (++rows > MOST_ROWS) {
      messages.error(
        `Table ${table} has more than ${MOST_ROWS} rows, more than any network: check the file.`,
        row.line,
      );
      return;
    }
    const values = readCells({ table, columns, headings }, needed, row, style, messages);
    if (values) yield { line: row.line, values };
    else if (++faults > MOST_FAULTS) return;
  }
}

interface Headings {
  /** As the sheet has them: a message names what its reader sees. */
  readonly headings: readonly string[];
}

function readCells(
  { table, columns, headings }: Pick<TableSheet, 'table' | 'columns'> & Headings,
  needed: readonly Column[],
  { cells, line, fault }: SheetRow,
  style: NumberStyle,
  messages: MessageList,
): Record<string, CellValue> | null {
  if (fault !== null) {
    messages.error(`Table ${table}: ${fault}: close it.`, line);
    return null;
  }
  const values: Record<string, CellValue> = {};
  let readable = true;
  for (const [i, cell] of cells.entries()) {
    const column = columns[i];
    if (!column || cell === '' || cell.trim() === '') continue;
    const value = cellValue(column.kind, cell, style);
    if (value instanceof CellFault) {
      readable = false;
      const shown = cell.trim().slice(0, 40);
      messages.error(
        `Table ${table}, column ${headings[i] ?? column.header}: “${shown}” ${value.text}. Correct the cell.`,
        line,
      );
    } else values[column.field] = value;
  }
  const missing = readable && needed.find(({ field }) => !(field in values));
  if (!missing) return readable ? values : null;
  const heading = headings[columns.indexOf(missing)] ?? missing.header;
  messages.error(`Table ${table}: the column ${heading} is empty. Fill it in.`, line);
  return null;
}
