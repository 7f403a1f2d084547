import type { CellComponent, ColumnDefinition } from 'tabulator-tables';

import { decimals } from '../composables/format.ts';
import type { Tone } from '../composables/margin-words.ts';

/** The kinds of columns that the tables of the application are made of. */

export function textColumn(
  title: string,
  field: string,
  more: Partial<ColumnDefinition> = {},
): ColumnDefinition {
  return { title, field, headerTooltip: title, tooltip: true, ...more };
}

/** A number with a fixed count of decimals; where there is none, a dash that sorts last. */
export function numberColumn(
  title: string,
  field: string,
  digits: number,
  more: Partial<ColumnDefinition> = {},
): ColumnDefinition {
  return {
    title,
    field,
    headerTooltip: title,
    cssClass: 'is-number',
    sorter: 'number',
    sorterParams: { alignEmptyValues: 'bottom' },
    formatter: (cell: CellComponent) => decimals(cell.getValue() as number | null, digits),
    ...more,
  };
}

/** A state as sign and word. `words` gives the tone for each word of the field. */
export function statusColumn(
  title: string,
  field: string,
  toneOf: (row: never) => Tone,
  more: Partial<ColumnDefinition> = {},
): ColumnDefinition {
  return {
    title,
    field,
    headerTooltip: title,
    formatter: (cell: CellComponent) => {
      const element = document.createElement('span');
      element.className = 'cell-status';
      element.dataset['tone'] = toneOf(cell.getData() as never);
      element.textContent = String(cell.getValue());
      return element;
    },
    ...more,
  };
}
