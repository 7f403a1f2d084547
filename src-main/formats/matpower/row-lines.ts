import { decodeText } from '../file-text.ts';
import { ascii, endOfLine, isBlank, skipBlanks } from './byte-text.ts';
import type { Span, TableLayout } from './case-layout.ts';
import type { TextEdits } from './text-edits.ts';

/** A row that goes in behind another one; behind -1: before the first. */
export interface NewRow {
  readonly behind: number;
  readonly cells: readonly string[];
}

/** What becomes of the rows of a matrix or list. */
export interface RowChanges {
  readonly removed: ReadonlySet<number>;
  /** In the order in which they shall stand. */
  readonly added: readonly NewRow[];
}

/** Takes rows out of a table whose rows have lines of their own, and puts rows in. */
export function changeRows(
  bytes: Uint8Array,
  layout: TableLayout,
  { removed, added }: RowChanges,
  edits: TextEdits,
): void {
  const lines = rowLines(bytes, layout) ?? [];
  const style = rowStyle(bytes, layout);
  for (const row of removed) {
    const line = lines[row];
    if (line) edits.remove(line);
  }
  const [first] = lines;
  const begun = first || bytes[layout.close - 1] === 0x0a ? '' : '\n';
  added.forEach(({ behind, cells }, i) => {
    const at = behind < 0 ? first?.start : lines[behind]?.end;
    edits.insert(at ?? layout.close, `${i === 0 ? begun : ''}${rowText(cells, style)}`);
  });
}

/** Whether every row has a line, or more, of its own. */
export const hasLines = (bytes: Uint8Array, layout: TableLayout): boolean =>
  layout.rows === 0 || rowLines(bytes, layout) !== null;

/** Writes a table anew with one row a line; comments inside it are lost. */
export function spreadRows(bytes: Uint8Array, layout: TableLayout, edits: TextEdits): void {
  const style = rowStyle(bytes, layout);
  const rows = Array.from({ length: layout.rows }, (_, row) =>
    rowText(cellTexts(bytes, layout, row), style),
  );
  edits.replace({ start: layout.open, end: layout.close }, `\n${rows.join('')}`);
}

/** The cells of a row as they are spelled in the file. */
export function cellTexts(bytes: Uint8Array, layout: TableLayout, row: number): string[] {
  return Array.from({ length: layout.columns }, (_, column) => {
    const cell = row * layout.columns + column;
    return decodeText(bytes.subarray(layout.starts[cell], layout.ends[cell]));
  });
}

interface RowStyle {
  readonly indent: string;
  readonly separator: string;
}

const rowText = (cells: readonly string[], { indent, separator }: RowStyle): string =>
  `${indent}${cells.join(separator)};\n`;

/** Indentation and separator of the first row. */
function rowStyle(bytes: Uint8Array, { starts, ends, columns, rows }: TableLayout): RowStyle {
  const plain = { indent: '\t', separator: '\t' };
  const start = starts[0];
  if (rows === 0 || start === undefined) return plain;
  const indent = ascii(bytes, lineStart(bytes, start), start);
  const separator = columns > 1 ? ascii(bytes, ends[0] ?? 0, starts[1] ?? 0) : '\t';
  return {
    indent: /^[ \t]*$/.test(indent) ? indent : plain.indent,
    separator: /^[ \t]+$|^,[ \t]*$/.test(separator) ? separator : plain.separator,
  };
}

function lineStart(bytes: Uint8Array, at: number): number {
  let start = at;
  while (start > 0 && bytes[start - 1] !== 0x0a) start--;
  return start;
}

/** The lines of each row, comment behind it included; null where rows share lines. */
function rowLines(bytes: Uint8Array, layout: TableLayout): Span[] | null {
  const { rows, columns, starts, ends, open } = layout;
  if (rows === 0) return null;
  const lines: Span[] = [];
  for (let row = 0; row < rows; row++) {
    const first = starts[row * columns] ?? 0;
    const start = lineStart(bytes, first);
    const end = lineEnd(bytes, ends[(row + 1) * columns - 1] ?? 0);
    if (start < open || end === null || skipBlanks(bytes, start) !== first) return null;
    lines.push({ start, end });
  }
  return lines;
}

/** Behind the newline that ends the line of a row; null where something else stands before it. */
function lineEnd(bytes: Uint8Array, lastCell: number): number | null {
  let at = lastCell;
  while (isBlank(bytes[at])) at++;
  if (bytes[at] === 0x3b) at = skipBlanks(bytes, at + 1);
  if (bytes[at] !== 0x0a && bytes[at] !== 0x25) return null;
  return Math.min(endOfLine(bytes, at) + 1, bytes.length);
}
