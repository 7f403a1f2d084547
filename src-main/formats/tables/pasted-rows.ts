import type { ElementKind, ElementRef } from '../../../src-shared/grid/element-ref.ts';
import type { MessageList } from '../message-list.ts';
import type { CellValue } from './cell-value.ts';
import { columnNamed, COLUMNS } from './columns.ts';
import type { Column } from './columns.ts';
import { delimitedSheets } from './delimited-text.ts';
import { firstRow, namedOnce, numberStyle, readRows } from './read-rows.ts';
import type { ReadRow } from './read-rows.ts';

export type PastedTable = ElementKind | 'dynamics';

/** Where rows go that say less than a file does. */
export interface PasteTarget {
  /** Fields of the shown columns from the current one on: what columns without headings are taken for. */
  readonly fields?: readonly string[] | undefined;
  /** Elements of the shown rows from the current one on: rows that name none go onto them in order. */
  readonly onto?: readonly ElementRef[] | undefined;
}

export interface PastedRows {
  readonly rows: readonly ReadRow[];
  /** Headings that name no column of the table. */
  readonly unmatched: readonly string[];
}

/** The columns by which the rows of a table find their element. */
const keyFields: Readonly<Record<PastedTable, readonly string[]>> = {
  bus: ['number'],
  branch: ['from', 'to'],
  generator: ['bus'],
  load: ['bus'],
  shunt: ['bus'],
  dynamics: ['bus'],
};

/** Reads a text from the clipboard; what cannot be read becomes an error with its row. */
export function pastedRows(
  table: PastedTable,
  text: string,
  target: PasteTarget,
  messages: MessageList,
): PastedRows {
  const [sheet] = delimitedSheets(text, isSingleColumn(text, target) ? '\t' : undefined);
  const first = sheet && firstRow(sheet);
  if (!first) {
    messages.error('There is nothing to paste: copy rows of a table first.');
    return { rows: [], unmatched: [] };
  }
  const hasHeader = isPastedHeading(table, first.cells);
  const columns = hasHeader ? namedOnce(table, first.cells) : columnsOf(table, target.fields);
  const tableSheet = { table, sheet, columns, hasHeader };
  const needed = keyFields[table].flatMap((field) => columnOf(table, field) ?? []);
  const named = needed.every((key) => columns.includes(key));
  const style = numberStyle([tableSheet]);
  const rows = [...readRows(tableSheet, style, messages, named ? needed : [])];
  const unmatched = hasHeader ? first.cells.filter((cell, i) => cell.trim() && !columns[i]) : [];
  // An empty line stands for an empty cell, also at the beginning.
  const start = hasHeader ? first.line + 1 : 1;
  return {
    rows: named ? rows : placedRows(rows, start, keyFields[table], target, messages),
    unmatched,
  };
}

/**
 * Excel puts tabs between columns only: without one, a comma is a decimal sign where nothing but a
 * number is around it, and the text a single column.
 */
const isSingleColumn = (text: string, { onto }: PasteTarget): boolean =>
  onto !== undefined &&
  !text.includes('\t') &&
  text
    .split(/\r\n|\r|\n/)
    .every((line) => /^(?:[^,;]*|\s*[-+−]?\d*,\d+(?:e[-+]?\d+)?\s*)$/i.test(line));

/** Headings: not one number, and at least one name of a column. */
const isPastedHeading = (table: PastedTable, cells: readonly string[]): boolean =>
  cells.every((cell) => !/^\s*[-+−]?[\d.,]+(?:e[-+]?\d+)?\s*$/i.test(cell)) &&
  cells.some((cell) => columnNamed(table, cell) !== null);

const columnOf = (table: PastedTable, field: string): Column | null =>
  COLUMNS[table].find((column) => column.field === field) ?? null;

const columnsOf = (
  table: PastedTable,
  fields: readonly string[] | undefined,
): readonly (Column | null)[] => fields?.map((field) => columnOf(table, field)) ?? COLUMNS[table];

/** Rows that do not name their element go onto the shown ones, line by line. */
function placedRows(
  rows: readonly ReadRow[],
  start: number,
  keys: readonly string[],
  { onto }: PasteTarget,
  messages: MessageList,
): ReadRow[] {
  if (!onto) {
    messages.error(
      `The rows do not say which element they are about: copy the columns that name it as well (${keys.join(', ')}), or choose the cell to paste into first.`,
    );
    return [];
  }
  return rows.flatMap(({ line, values }) => {
    const element = onto[line - start];
    if (element) return [{ line, values: { ...values, ...keyValues(element) } }];
    messages.error(
      `Only ${onto.length} rows are shown from the chosen cell on: nothing is left for this one.`,
      line,
    );
    return [];
  });
}

function keyValues(element: ElementRef): Record<string, CellValue> {
  const { kind, ...key } = element;
  return key;
}
