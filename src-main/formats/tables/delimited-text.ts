import { isBlankRow, MOST_CELLS } from './sheet.ts';
import type { Sheet, SheetRow } from './sheet.ts';

export type Delimiter = ',' | ';' | '\t';

/**
 * The delimiter of a text: what Excel says in a first line `sep=;`, else the one of tab, semicolon
 * and comma that stands first in a line that has any. A text without one has a single column.
 */
export function delimiterOf(text: string): Delimiter {
  const stated = /^\s*"?sep=([,;\t])/i.exec(text)?.[1];
  if (stated !== undefined) return stated as Delimiter;
  const head = text.slice(0, 65_536).replace(/"[^"]*"/g, '');
  if (head.includes('\t')) return '\t';
  const line = head.split(/\r\n|\r|\n/).find((candidate) => /[,;]/.test(candidate)) ?? '';
  return line.split(';').length > 1 ? ';' : ',';
}

/** The rows of a text between two offsets (RFC 4180; a line ends by CR, LF or both). */
export function* delimitedRows(
  text: string,
  delimiter: Delimiter,
  start: TextPlace = TEXT_START,
  end = text.length,
): Generator<SheetRow & { readonly next: TextPlace }> {
  const delimiterCode = delimiter.charCodeAt(0);
  let { offset, line } = start;
  while (offset < end) {
    const row = readRow(text, offset, line, delimiterCode);
    offset = row.next.offset;
    line = row.next.line;
    if (row.fault !== null || !isBlankRow(row.cells)) yield row;
  }
}

export interface TextPlace {
  readonly offset: number;
  readonly line: number;
}

export const TEXT_START: TextPlace = { offset: 0, line: 1 };

const [QUOTE, LF, CR] = [0x22, 0x0a, 0x0d];

function readRow(
  text: string,
  offset: number,
  firstLine: number,
  delimiter: number,
): SheetRow & { readonly next: TextPlace } {
  const cells: string[] = [];
  let line = firstLine;
  let at = offset;
  let fault: string | null = null;
  for (;;) {
    let cell = '';
    if (text.charCodeAt(at) === QUOTE) {
      const quoted = readQuoted(text, at);
      cell = quoted.cell;
      at = quoted.end;
      line += quoted.lines;
      if (!quoted.closed) fault = 'a quotation mark that is opened here is not closed';
    }
    const rest = at;
    let code = text.charCodeAt(at);
    while (code !== delimiter && code !== LF && code !== CR && at < text.length) {
      code = text.charCodeAt(++at);
    }
    if (at > rest) cell += text.slice(rest, at);
    if (cells.length < MOST_CELLS) cells.push(cell);
    if (code === delimiter && at < text.length) {
      at++;
      continue;
    }
    if (code === CR && text.charCodeAt(at + 1) === LF) at++;
    return { line: firstLine, cells, fault, next: { offset: at + 1, line: line + 1 } };
  }
}

/** A cell in quotation marks, in which `""` stands for one; `end` is behind the closing one. */
function readQuoted(
  text: string,
  offset: number,
): { cell: string; end: number; lines: number; closed: boolean } {
  let close = text.indexOf('"', offset + 1);
  while (close >= 0 && text.charCodeAt(close + 1) === QUOTE) close = text.indexOf('"', close + 2);
  const closed = close >= 0;
  const cell = text.slice(offset + 1, closed ? close : text.length).replaceAll('""', '"');
  const lines = cell.split(/\r\n|\r|\n/).length - 1;
  return { cell, end: closed ? close + 1 : text.length, lines, closed };
}

/** A row that only says which table follows: `# bus`. */
const TITLE = /^#\s*([A-Za-z][\w ]{0,39}?)\s*$/;

/**
 * The tables of a text. A row `# bus` begins the table of that name; what stands before the first
 * one is a table without a name. Other rows that begin with `#` are remarks.
 */
export function delimitedSheets(text: string, delimiter = delimiterOf(text)): Sheet[] {
  const parts: { name: string; start: TextPlace; end: number }[] = [];
  let current = { name: '', start: TEXT_START, end: 0 };
  let rows = 0;
  const close = (end: number): void => {
    if (current.name !== '' || rows > 0) parts.push({ ...current, end });
    rows = 0;
  };
  let before: TextPlace = TEXT_START;
  for (const { cells, next } of delimitedRows(text, delimiter)) {
    const [first = '', ...others] = cells;
    const title = isBlankRow(others) ? TITLE.exec(first)?.[1] : undefined;
    if (title !== undefined) {
      close(before.offset);
      current = { name: title, start: next, end: 0 };
    } else if (!isRemark(cells)) rows++;
    before = next;
  }
  close(text.length);
  return parts.map(({ name, start, end }) => ({
    name,
    rows: () => withoutRemarks(delimitedRows(text, delimiter, start, end)),
  }));
}

function* withoutRemarks(rows: Iterable<SheetRow>): Generator<SheetRow> {
  for (const row of rows) {
    if (!isRemark(row.cells)) yield { ...row, cells: row.cells.map(unguarded) };
  }
}

const isRemark = ([first = '', ...others]: readonly string[]): boolean =>
  first.startsWith('#') || (/^sep=[,;\t]?$/i.test(first) && isBlankRow(others));

/**
 * Text that a spreadsheet would take for a formula (or this reader for a remark) gets an
 * apostrophe, and so does one that already stands behind apostrophes: `unguarded` gives back
 * exactly what was written.
 */
const guarded = (text: string): string => (/^'*[=+\-@\t\r#]/.test(text) ? `'${text}` : text);

const unguarded = (text: string): string => (/^'+[=+\-@\t\r#]/.test(text) ? text.slice(1) : text);

/** A line of comma separated values; numbers are passed as they are, texts guarded. */
export function delimitedLine(cells: readonly (string | number)[]): string {
  const written = cells.map((cell) => (typeof cell === 'number' ? String(cell) : quoted(cell)));
  return `${written.join(',')}\r\n`;
}

function quoted(cell: string): string {
  const text = guarded(cell);
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
