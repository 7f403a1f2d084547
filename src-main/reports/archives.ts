import { strToU8, zipSync } from 'fflate/browser';

import type { ReportSection } from './blocks.ts';
import { chartSvg } from './line-chart.ts';
import type { Markup } from './markup.ts';
import { figureStyle } from './style.ts';
import { curveColumns } from './workbook.ts';

/** Every table and every chart's curves as comma separated values, a file each. */
export function csvArchive(sections: readonly ReportSection[]): Uint8Array {
  const files = new FileSet('csv');
  for (const { title: section, blocks } of sections) {
    for (const block of blocks) {
      if (block.kind === 'table') {
        const heads = block.columns.map(({ title, unit }) =>
          unit === '' ? title : `${title}, ${unit}`,
        );
        const rows = block.rows.map((cells) => cells.map(({ value }) => value));
        files.add(`${section} ${block.title}`, csv([heads, ...rows]));
      }
      if (block.kind === 'chart') {
        const columns = curveColumns(block.chart);
        const length = Math.max(0, ...columns.map(({ values }) => values.length));
        const rows = Array.from({ length }, (_, row) =>
          columns.map(({ values }) => values[row] ?? null),
        );
        files.add(
          `${section} ${block.chart.title}`,
          csv([columns.map(({ head }) => head), ...rows]),
        );
      }
    }
  }
  return files.zipped();
}

/** Every picture and chart as a vector graphic, a file each. */
export function figureArchive(sections: readonly ReportSection[]): Uint8Array {
  const files = new FileSet('svg');
  for (const { title: section, blocks } of sections) {
    for (const block of blocks) {
      const svg =
        block.kind === 'chart' ? chartSvg(block.chart) : 'svg' in block ? block.svg : null;
      const name = block.kind === 'chart' ? block.chart.title : 'svg' in block ? block.title : '';
      if (svg) files.add(`${section} ${name}`, standalone(svg));
    }
  }
  return files.zipped();
}

/** An SVG that carries its style, and is a file of its own. */
function standalone({ markup }: Markup): string {
  const opened = markup.replace(
    '<svg',
    '<svg xmlns="http://www.w3.org/2000/svg" font-family="Helvetica, Arial, sans-serif" font-size="10.5"',
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${opened.replace('>', `><style>${figureStyle}</style>`)}\n`;
}

class FileSet {
  readonly #extension: string;
  readonly #files = new Map<string, Uint8Array>();

  constructor(extension: string) {
    this.#extension = extension;
  }

  add(title: string, text: string): void {
    const clean = title
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, '')
      .toLowerCase();
    const number = String(this.#files.size + 1).padStart(2, '0');
    this.#files.set(`${number}-${clean.slice(0, 80)}.${this.#extension}`, strToU8(text));
  }

  zipped(): Uint8Array {
    return zipSync(Object.fromEntries(this.#files));
  }
}

type Value = string | number | null;

/** With the byte order mark that Excel takes UTF-8 by. */
const csv = (rows: readonly (readonly Value[])[]): string =>
  `\ufeff${rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`;

/** A text that a spreadsheet would take for a formula gets an apostrophe before it. */
function csvCell(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
