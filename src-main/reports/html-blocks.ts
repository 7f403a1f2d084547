import type { Block, ReportTable } from './blocks.ts';
import { lineChart } from './line-chart.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';
import { count } from './numbers.ts';

/** The blocks of a section as they stand on a page; items that follow each other are one list. */
export function htmlBlocks(blocks: readonly Block[]): Markup[] {
  const parts: Markup[] = [];
  let items: string[] = [];
  const closeList = (): void => {
    if (items.length > 0)
      parts.push(
        html`<ul>
          ${items.map((text) => html`<li>${text}</li>`)}
        </ul>`,
      );
    items = [];
  };
  for (const block of blocks) {
    if (block.kind === 'paragraph' && block.tone === 'item') {
      items.push(block.text);
      continue;
    }
    closeList();
    parts.push(htmlBlock(block));
  }
  closeList();
  return parts;
}

function htmlBlock(block: Block): Markup {
  switch (block.kind) {
    case 'paragraph':
      return block.tone === 'plain'
        ? html`<p>${block.text}</p>`
        : html`<p class="${block.tone}">${block.text}</p>`;
    case 'facts':
      return html`<table class="facts">
        <tbody>
          ${block.rows.map(
            ([name, value]) =>
              html`<tr>
                <td>${name}</td>
                <td>${value}</td>
              </tr>`,
          )}
        </tbody>
      </table>`;
    case 'table':
      return htmlTable(block);
    case 'chart':
      return lineChart(block.chart);
    case 'picture':
      return html`<figure>
        ${block.svg}
        <figcaption>${block.caption}</figcaption>
      </figure>`;
  }
}

function htmlTable({ title, columns, rows, printed }: ReportTable): Markup {
  const part = printed < rows.length ? ` (${count(printed)} of ${count(rows.length)})` : '';
  return html`${title === '' ? null : html`<h3>${title}${part}</h3>`}
    <table>
      <thead>
        <tr>
          ${columns.map(
            (column) =>
              html`<th class="${column.align}">
                ${column.title}${column.unit === '' ? null : html`<br />${column.unit}`}
              </th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${rows.slice(0, printed).map(
          (cells) =>
            html`<tr>
              ${cells.map((cell, k) => html`<td class="${columns[k]?.align ?? 'text'}">${cell.text}</td>`)}
            </tr> `,
        )}
      </tbody>
    </table>`;
}
