import type { CellComponent, ColumnDefinition, Editor } from 'tabulator-tables';

import type { ElementKind } from '../../../src-shared/grid/element-ref.ts';
import { decimals, missing, plain } from '../../composables/format.ts';
import { columnTitle, elementFields } from './element-fields.ts';
import type { ElementField } from './element-fields.ts';
import { entryText, parseEntry } from './field-entry.ts';
import { passesFilter } from './filter-text.ts';
import { branchComputed } from './table-rows.ts';
import type { ComputedColumn, ElementRow } from './table-rows.ts';

/** What the cells of a table report to the panel that holds it. */
export interface CellEvents {
  /** Why the network cannot take a value; null where it can. */
  readonly check: (row: ElementRow, field: ElementField, value: unknown) => string | null;
  readonly apply: (row: ElementRow, field: ElementField, value: unknown) => void;
  /** Said while a cell holds what cannot be right; null once that is over. */
  readonly refuse: (text: string | null) => void;
}

/** The columns of a kind of element: its fields, and for branches what the margin says of them. */
export function elementColumns(kind: ElementKind, events: CellEvents): ColumnDefinition[] {
  const fields = elementFields[kind].map((field) => fieldColumn(field, events));
  const computed = kind === 'branch' ? branchComputed.map(computedColumn) : [];
  // What the margin says comes right after the names: on narrow screens it is what one looks for.
  const names = kind === 'branch' ? 3 : 0;
  return [...fields.slice(0, names), ...computed, ...fields.slice(names)];
}

const filtered: Partial<ColumnDefinition> = {
  headerFilter: 'input',
  headerFilterPlaceholder: 'filter',
  headerFilterFunc: (wanted: unknown, value: unknown) =>
    passesFilter(typeof wanted === 'string' ? wanted : '', value),
};

const rightAligned: Partial<ColumnDefinition> = { hozAlign: 'right', headerHozAlign: 'right' };

function fieldColumn(field: ElementField, events: CellEvents): ColumnDefinition {
  const { name, entry } = field;
  const isNumber = entry.type === 'number' || entry.type === 'limit';
  const base: ColumnDefinition = {
    ...filtered,
    title: columnTitle(field),
    field: name,
    headerTooltip: `${field.label}. ${field.help}`,
    cssClass: isNumber ? 'is-number is-editable' : 'is-editable',
    sorter: isNumber ? 'number' : 'alphanum',
    formatter: (cell) => cellText(field, cell.getValue()),
    ...(isNumber ? rightAligned : {}),
  };
  if (entry.type === 'flag') return { ...base, hozAlign: 'center' };
  return { ...base, editor: fieldEditor(field, events) };
}

function cellText(field: ElementField, value: unknown): string {
  if (field.entry.type === 'limit' && (value === null || Math.abs(Number(value)) === Infinity)) {
    return '∞';
  }
  const isNumber = typeof value === 'number';
  const text = isNumber ? plain(value, 6) : entryText(field, value);
  return escaped(text);
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Flips a cell that holds yes or no; false where it holds something else. */
export function flipFlag(cell: CellComponent, kind: ElementKind, events: CellEvents): boolean {
  const field = elementFields[kind].find(({ name }) => name === cell.getField());
  if (field?.entry.type !== 'flag') return false;
  events.apply(rowOf(cell), field, cell.getValue() !== true);
  return true;
}

const rowOf = (cell: CellComponent): ElementRow => cell.getData() as ElementRow;

/** A text field in the cell. Enter or Tab applies, Esc gives up; what is wrong keeps it open. */
function fieldEditor(field: ElementField, events: CellEvents): Editor {
  return (cell, onRendered, _success, cancel) => {
    const row = rowOf(cell);
    const before = entryText(field, cell.getValue());
    const input = document.createElement('input');
    input.value = before;
    input.className = 'pl-input';
    input.setAttribute('aria-label', columnTitle(field));
    let done = false;

    const finish = (): void => {
      if (done) return;
      done = true;
      events.refuse(null);
      // The network is the model: the cell gets its new value from there.
      cancel(undefined);
    };
    const apply = (): boolean => {
      if (done || input.value === before) {
        finish();
        return true;
      }
      const parsed = parseEntry(field, input.value);
      const why = parsed.ok ? events.check(row, field, parsed.value) : parsed.why;
      if (why !== null) {
        input.setAttribute('aria-invalid', 'true');
        events.refuse(`${columnTitle(field)}: ${why}`);
        return false;
      }
      finish();
      if (parsed.ok) events.apply(row, field, parsed.value);
      return true;
    };
    input.addEventListener('keydown', (event) => {
      event.stopPropagation();
      if (event.key === 'Enter') apply();
      else if (event.key === 'Escape') finish();
    });
    input.addEventListener('blur', () => {
      if (!apply()) input.focus();
    });
    onRendered(() => {
      input.focus();
      input.select();
    });
    return input;
  };
}

function computedColumn({ name, title, digits, percent, help }: ComputedColumn): ColumnDefinition {
  return {
    ...filtered,
    title,
    field: name,
    headerTooltip: help,
    cssClass: 'is-number is-computed',
    ...rightAligned,
    sorter: percent || name === 'limitDegrees' ? emptyLast : byMagnitude,
    headerFilterFunc: (wanted: unknown, value: unknown) =>
      passesFilter(
        typeof wanted === 'string' ? wanted : '',
        percent && typeof value === 'number' ? 100 * value : value,
      ),
    formatter: (cell) => {
      const value = cell.getValue() as number | null;
      const over = percent && value !== null && value > 1;
      cell.getElement().classList.toggle('is-over', over);
      if (value === null) return missing;
      const text = decimals(percent ? 100 * value : value, digits);
      return over ? `▲ ${text}` : text;
    },
  };
}

/** Angles and flows sort by size, whichever way they point. */
const byMagnitude = (a: number | null, b: number | null): number =>
  emptyLast(a === null ? null : Math.abs(a), b === null ? null : Math.abs(b));

const emptyLast = (a: number | null, b: number | null): number => (a ?? -1) - (b ?? -1);
