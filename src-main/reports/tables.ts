import { html } from './markup.ts';
import type { Markup } from './markup.ts';

export interface Column<Row> {
  readonly title: string;
  /** Units under the title; '' where there is none. */
  readonly unit: string;
  readonly text: (row: Row, index: number) => string;
  readonly align: 'text' | 'number';
}

export const textColumn = <Row>(title: string, text: Column<Row>['text']): Column<Row> => ({
  title,
  unit: '',
  text,
  align: 'text',
});

export const numberColumn = <Row>(
  title: string,
  unit: string,
  text: Column<Row>['text'],
): Column<Row> => ({
  title,
  unit,
  text,
  align: 'number',
});

export function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): Markup {
  return html`<table>
    <thead>
      <tr>
        ${columns.map(
          ({ title, unit, align }) =>
            html`<th class="${align}">${title}${unit === '' ? null : html`<br />${unit}`}</th>`,
        )}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row, index) =>
          html`<tr>
            ${columns.map(({ text, align }) => html`<td class="${align}">${text(row, index)}</td>`)}
          </tr> `,
      )}
    </tbody>
  </table>`;
}

/** Two columns, a word and its value. */
export const facts = (rows: readonly (readonly [string, string])[]): Markup =>
  html`<table class="facts">
    <tbody>
      ${rows.map(
        ([name, value]) =>
          html`<tr>
            <td>${name}</td>
            <td>${value}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
