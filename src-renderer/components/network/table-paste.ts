import type { ElementRef } from '../../../src-shared/grid/element-ref.ts';
import type { ElementColumn } from './element-columns.ts';

/** What the main process needs to know of a text that is pasted into a table. */
export interface PasteRequest {
  readonly text: string;
  /** Of the shown columns from the chosen cell on. */
  readonly fields: string[];
  /** The shown rows from the chosen cell on; absent where pasted rows name their elements. */
  readonly onto?: ElementRef[];
}

interface NamedRow {
  readonly key: string;
  readonly ref: ElementRef;
}

/**
 * Where a pasted text goes. With the cursor in a column of values it goes there and downwards, as in
 * a spreadsheet, and one value goes into every selected row; elsewhere its rows have to name their
 * elements. Headings and key columns in the text itself come before all of this.
 */
export function pasteTarget(
  text: string,
  columns: readonly ElementColumn[],
  rows: readonly NamedRow[],
  selected: ReadonlySet<string>,
  at: { readonly key: string | null; readonly field: string | null },
): PasteRequest {
  const column = columns.findIndex(({ name }) => name === at.field);
  if (column < 0 || columns[column]?.source === 'name') {
    return { text, fields: columns.map(({ name }) => name) };
  }
  const fields = columns.slice(column).map(({ name }) => name);
  const chosen = rows.filter(({ key }) => selected.has(key));
  if (!/[\t\r\n]/.test(text.trim()) && chosen.length > 1) {
    const value = text.trim();
    return { text: chosen.map(() => value).join('\n'), fields, onto: refsOf(chosen) };
  }
  const firstChosen = rows.findIndex(({ key }) => selected.has(key));
  const start = firstChosen >= 0 ? firstChosen : rows.findIndex(({ key }) => key === at.key);
  return { text, fields, onto: refsOf(rows.slice(Math.max(0, start))) };
}

const refsOf = (rows: readonly NamedRow[]): ElementRef[] => rows.map(({ ref }) => ref);
