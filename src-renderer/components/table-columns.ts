import type { CellComponent, ColumnDefinition } from 'tabulator-tables';

import { decimals } from '../composables/format.ts';
import type { Tone } from '../composables/margin-words.ts';

/** The kinds of columns that the tables of the application are made of. */

/** The grid takes texts for markup; the names of buses and scenarios are the user's. */
function plainText(text: string): HTMLElement {
  const element = document.createElement('span');
  element.textContent = text;
  return element;
}

/** A heading that may name a scenario, and the same in full where it is cut. */
export const headed = (
  title: string,
): Pick<ColumnDefinition, 'title'> & Partial<ColumnDefinition> => ({
  title,
  titleFormatter: () => plainText(title),
  headerTooltip: plainText(title).innerHTML,
});

/** The whole of a text; nothing where the screen was left before it came. */
function valueTip(_event: MouseEvent, cell: CellComponent): HTMLElement | string {
  const text = String(cell.getValue() ?? '');
  return text !== '' && cell.getElement().isConnected ? plainText(text) : '';
}

export function textColumn(
  title: string,
  field: string,
  more: Partial<ColumnDefinition> = {},
): ColumnDefinition {
  return { ...headed(title), field, tooltip: valueTip, ...more };
}

/** A number with a fixed count of decimals; where there is none, a dash that sorts last. */
export function numberColumn(
  title: string,
  field: string,
  digits: number,
  more: Partial<ColumnDefinition> = {},
): ColumnDefinition {
  return {
    ...headed(title),
    field,
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
    ...headed(title),
    field,
    tooltip: valueTip,
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
