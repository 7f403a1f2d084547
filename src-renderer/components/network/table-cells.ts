import type { CellComponent, ColumnDefinition, Editor } from 'tabulator-tables';

import { estimateRule } from '../../../src-shared/grid/machine-estimates.ts';
import { decimals, plain } from '../../composables/format.ts';
import { cellText } from './element-columns.ts';
import type { ElementColumn } from './element-columns.ts';
import { columnTitle } from './element-fields.ts';
import type { ElementField } from './element-fields.ts';
import { entryText, parseEntry } from './field-entry.ts';
import { passesFilter } from './filter-text.ts';
import type { ElementRow } from './table-rows.ts';
import { totalOf, totalWords } from './table-totals.ts';
import type { Total } from './table-totals.ts';

/** What the cells of a table report to the panel that holds it. */
export interface CellEvents {
  /** Why the network cannot take a value; null where it can. */
  readonly check: (row: ElementRow, field: ElementField, value: unknown) => string | null;
  readonly apply: (row: ElementRow, field: ElementField, value: unknown) => void;
  /** Said while a cell holds what cannot be right; null once that is over. */
  readonly refuse: (text: string | null) => void;
}

const rowOf = (cell: CellComponent): ElementRow => cell.getData() as ElementRow;

/**
 * The columns as the grid component takes them. `total` is asked for whenever totals are made; null
 * where none are.
 */
export function gridColumns(
  columns: readonly ElementColumn[],
  events: CellEvents,
  total: (() => Total) | null,
): ColumnDefinition[] {
  const [first] = columns;
  return columns.map((column) => ({
    ...gridColumn(column, events),
    ...(total && (column === first ? countRow(total) : totalRow(column, total))),
  }));
}

function gridColumn(column: ElementColumn, events: CellEvents): ColumnDefinition {
  const { name, title, help, isNumber, field, source } = column;
  const isFlag = field?.entry.type === 'flag';
  const base: ColumnDefinition = {
    title,
    field: name,
    headerTooltip: help,
    frozen: source === 'name',
    cssClass: cellClasses(column),
    sorter: isNumber ? numberSorter(column.bySize) : 'alphanum',
    formatter: (cell) => formatted(column, cell),
    ...(name === 'basis' ? { tooltip: basisTooltip } : {}),
    headerFilter: 'input',
    headerFilterPlaceholder: 'filter',
    headerFilterFunc: (wanted: unknown, value: unknown) =>
      passesFilter(typeof wanted === 'string' ? wanted : '', filterValue(column, value)),
    ...(isNumber ? { hozAlign: 'right', headerHozAlign: 'right' } : {}),
    ...(isFlag ? { hozAlign: 'center' } : {}),
  };
  return field && !isFlag ? { ...base, editor: fieldEditor(field, events) } : base;
}

/** Where an estimate comes from, on the badge that says that it is one. */
const basisTooltip = (_event: unknown, cell: CellComponent): string => {
  const { basis, source } = rowOf(cell);
  return basis === 'estimated' ? `Estimated: ${estimateRule}` : `Given: ${String(source)}`;
};

/** What a value is must be seen without colour as well: the head says so by its mark. */
function cellClasses({ isNumber, field, source }: ElementColumn): string {
  const meaning = field?.entry.type === 'flag' ? 'is-switch' : field ? 'is-entry' : 'is-computed';
  const editable = field ? ' is-editable' : '';
  return `${meaning}${editable} of-${source}${isNumber ? ' is-number' : ''}`;
}

/** Words are filtered as they are shown, numbers by their value. */
const filterValue = (column: ElementColumn, value: unknown): unknown =>
  column.isNumber || typeof value === 'boolean' ? value : cellText(column, value);

function formatted(column: ElementColumn, cell: CellComponent): string {
  const value: unknown = cell.getValue();
  const over = column.over(rowOf(cell));
  cell.getElement().classList.toggle('is-over', over);
  const text = escaped(cellText(column, value));
  if (column.field?.entry.type === 'flag') return `${value === true ? '☑' : '☐'} ${text}`;
  if (value === 'estimated') return '<span class="estimated">estimated</span>';
  return over ? `▲ ${text}` : text;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Values that are not there come last, largest last otherwise. */
function numberSorter(bySize: boolean) {
  const rank = (value: unknown): number => {
    if (typeof value !== 'number' || Number.isNaN(value)) return -Infinity;
    return bySize ? Math.abs(value) : value;
  };
  return (a: unknown, b: unknown): number => {
    const [left, right] = [rank(a), rank(b)];
    return left === right ? 0 : left - right;
  };
}

const totalRow = (column: ElementColumn, total: () => Total): Partial<ColumnDefinition> =>
  column.isNumber && column.source !== 'name' && !isLabel(column.name)
    ? {
        bottomCalc: (values: unknown[]) => totalOf(total(), values, column.adds),
        bottomCalcFormatter: (cell) => {
          const value = cell.getValue() as number | null | undefined;
          if (value === null || value === undefined) return '';
          return column.field ? plain(value, 7) : decimals(value, column.digits);
        },
      }
    : {};

/** Numbers that only name: neither their mean nor their largest says anything. */
const isLabel = (name: string): boolean => name === 'area' || name === 'zone';

const countRow = (total: () => Total): Partial<ColumnDefinition> => ({
  bottomCalc: (values: unknown[]) => `${totalWords[total()]} of ${values.length}`,
  bottomCalcFormatter: (cell) => escaped(String(cell.getValue())),
});

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

    const finish = (send: () => void = () => undefined): void => {
      if (done) return;
      done = true;
      events.refuse(null);
      // On its way before the field is put away, which lays the table out.
      send();
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
      finish(() => {
        if (parsed.ok) events.apply(row, field, parsed.value);
      });
      return true;
    };
    input.addEventListener('keydown', (event) => {
      event.stopPropagation();
      if (event.key === 'Enter') apply();
      else if (event.key === 'Escape') finish();
    });
    // Rows from a spreadsheet are no value of a cell: text goes in as it is typed.
    for (const kind of ['paste', 'copy', 'cut'] as const) {
      input.addEventListener(kind, (event) => event.stopPropagation());
    }
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
