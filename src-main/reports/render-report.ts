import { htmlBlocks } from './html-blocks.ts';
import { html, nothing, trusted } from './markup.ts';
import type { Markup } from './markup.ts';
import { instant } from './numbers.ts';
import type { ReportInput } from './report-input.ts';
import { reportSections } from './sections.ts';
import { reportStyle } from './style.ts';
import { verdict } from './verdict.ts';

/** What the report is called: as the user wished, else by its scenario. */
export const reportTitle = ({ options, scenario }: ReportInput): string =>
  options.title === '' ? scenario.name : options.title;

/**
 * The report of a scenario as one self-contained HTML page: no script, nothing fetched. The contents
 * name the page of each section, by its id, where that is known: the page is laid out the same.
 */
export function renderReport(
  input: ReportInput,
  pages: ReadonlyMap<string, number> = new Map(),
): string {
  const { scenario, options } = input;
  const sections = reportSections(input);
  const title = reportTitle(input);
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${title} – Phaselock report</title>
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"
        />
        <style>
          ${trusted(reportStyle)}
        </style>
      </head>
      <body>
        ${letterhead(input)}
        <h1>${title}</h1>
        <p class="lead">
          Synchronization study of
          ${input.grid.name}${title === scenario.name ? nothing : html`, scenario “${scenario.name}”`}
          ·
          ${instant(input.createdAt)}${options.author === '' ? nothing : html` · ${options.author}`}
        </p>
        <p class="verdict">${verdict(input)}</p>
        ${paragraphs(scenario.notes)}${paragraphs(options.notes)}
        <nav aria-label="Contents">
          <ol class="contents">
            ${sections.map(
              ({ id, title: name }, k) =>
                html`<li>
                  <a href="#${id}"
                    ><span class="number">${k + 1}</span> ${name}
                    <span class="page">${pages.get(id) ?? nothing}</span></a
                  >
                </li>`,
            )}
          </ol>
        </nav>
        ${sections.map(
          ({ id, title: name, blocks }, k) =>
            html`<h2 id="${id}">${k + 1} ${name}</h2>
              ${htmlBlocks(blocks)}`,
        )}
        <div class="signatures">
          <div>Prepared by, date</div>
          <div>Checked by, date</div>
          <div>Approved by, date</div>
        </div>
      </body>
    </html> `;
  return page.markup;
}

function letterhead({ options: { logo, organisation } }: ReportInput): Markup {
  if (!logo && organisation === '') return nothing;
  return html`<div class="letterhead">
    ${logo && html`<img src="data:${logo.mediaType};base64,${logo.base64}" alt="${organisation === '' ? 'Logo' : organisation}" />`}
    <span>${organisation}</span>
  </div>`;
}

const paragraphs = (text: string): Markup[] =>
  text
    .split(/\n\s*\n/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => html`<p class="notes">${paragraph.trim()}</p>`);
