interface TableColumn {
  readonly title: string;
  /** A column without one shows no data. */
  readonly field?: string | undefined;
}

/** Rows as a spreadsheet takes them from the clipboard: headers first, tabs between, full precision. */
export function tabSeparated(columns: readonly TableColumn[], rows: readonly object[]): string {
  return cells(columns, rows)
    .map((line) => line.map((text) => text.replace(/[\t\r\n]+/g, ' ')).join('\t'))
    .join('\n');
}

/** The same as a CSV file (RFC 4180). */
export function commaSeparated(columns: readonly TableColumn[], rows: readonly object[]): string {
  return cells(columns, rows)
    .map((line) => line.map(quoted).join(',') + '\r\n')
    .join('');
}

/** A table of the page; of an HTMLTableElement what its text asks for. */
interface ShownTable {
  readonly rows: Iterable<{ readonly cells: Iterable<{ readonly textContent: string | null }> }>;
}

/** A table of the page as it is shown, as a CSV file. */
export const shownTable = ({ rows }: ShownTable): string =>
  [...rows]
    .map(({ cells: row }) => [...row].map((cell) => quoted(shownText(cell.textContent ?? ''))))
    .map((line) => `${line.join(',')}\r\n`)
    .join('');

function shownText(content: string): string {
  const text = content.replaceAll(/\s+/g, ' ').trim();
  return Number.isFinite(Number(text)) ? text : cellText(text);
}

const quoted = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

function cells(columns: readonly TableColumn[], rows: readonly object[]): string[][] {
  const shown = columns.filter(({ field }) => field !== undefined);
  const lines = rows.map((row) => {
    const values = new Map<string, unknown>(Object.entries(row));
    return shown.map(({ field = '' }) => cellText(values.get(field)));
  });
  return [shown.map(({ title }) => title), ...lines];
}

/** Text that a spreadsheet would take for a formula gets an apostrophe; numbers stay numbers. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return JSON.stringify(value);
  return /^[=+\-@]/.test(value) ? `'${value}` : value;
}
