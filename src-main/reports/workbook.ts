import writeXlsxFile from 'write-excel-file/node';

import type { Block, ReportSection } from './blocks.ts';
import type { LineChart } from './line-chart.ts';

type SheetCell = string | number | null | { readonly value: string; readonly fontWeight: 'bold' };
interface WrittenSheet {
  readonly name: string;
  readonly rows: SheetCell[][];
}

/** Rows that a worksheet can hold. */
const mostRows = 1_048_576;

/**
 * The report as an Excel workbook: a first sheet with every text, then a sheet for each table and
 * for each chart's curves, unrounded. Texts are written as text, whatever they begin with.
 */
export async function reportWorkbook(
  title: string,
  sections: readonly ReportSection[],
): Promise<Uint8Array> {
  const tables = sections.flatMap((section) =>
    section.blocks.flatMap((block) => sheetOf(section, block)),
  );
  const names = new Set<string>();
  const sheets = [textSheet(title, sections), ...tables].map(({ name, rows }) => ({
    sheet: freeName(name, names),
    data: rows.slice(0, mostRows),
    columns: (rows[0] ?? []).map(() => ({ width: 18 })),
  }));
  return new Uint8Array(await writeXlsxFile(sheets).toBuffer());
}

const bold = (value: string): SheetCell => ({ value, fontWeight: 'bold' });

function textSheet(title: string, sections: readonly ReportSection[]): WrittenSheet {
  const rows: SheetCell[][] = [[bold(title), null]];
  for (const section of sections) {
    rows.push([null, null], [bold(section.title), null]);
    for (const block of section.blocks) {
      if (block.kind === 'paragraph') rows.push([block.text, null]);
      if (block.kind === 'facts') rows.push(...block.rows.map(([name, value]) => [name, value]));
    }
  }
  return { name: 'Report', rows };
}

function sheetOf(section: ReportSection, block: Block): WrittenSheet[] {
  if (block.kind === 'table') {
    const heads = block.columns.map(({ title, unit }) =>
      bold(unit === '' ? title : `${title}, ${unit}`),
    );
    const rows = block.rows.map((cells) => cells.map(({ value }) => value));
    return [{ name: block.title === '' ? section.title : block.title, rows: [heads, ...rows] }];
  }
  return block.kind === 'chart' ? [{ name: block.chart.title, rows: curveRows(block.chart) }] : [];
}

/** The curves of a chart as columns; curves that share their x stand behind one column of it. */
export function curveColumns({ xLabel, curves }: LineChart): {
  readonly head: string;
  readonly values: ArrayLike<number>;
}[] {
  let x: ArrayLike<number> | null = null;
  return curves.flatMap((curve) => {
    const own = curve.x === x ? [] : [{ head: xLabel, values: curve.x }];
    x = curve.x;
    return [...own, { head: curve.label, values: curve.y }];
  });
}

function curveRows(chart: LineChart): SheetCell[][] {
  const columns = curveColumns(chart);
  const length = Math.max(0, ...columns.map(({ values }) => values.length));
  const heads = columns.map(({ head }) => bold(head));
  const rows = Array.from({ length }, (_, row): SheetCell[] =>
    columns.map(({ values }) => finite(values[row])),
  );
  return [heads, ...rows];
}

const finite = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null;

/** What Excel takes as the name of a sheet, and takes once. */
function freeName(wanted: string, taken: Set<string>): string {
  const clean =
    wanted
      .replace(/[\\/?*[\]:]/g, ' ')
      .replace(/^'+|'+$/g, '')
      .trim() || 'Sheet';
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? '' : ` ${number}`;
    const name = `${clean.slice(0, 31 - suffix.length)}${suffix}`;
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
}
