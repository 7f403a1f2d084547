import type { BarPlot, HistogramPlot, HeatPlot, XYPlot } from '../charts/plot.ts';
import { commaSeparated } from './table-text.ts';

type Cell = string | number | null;

/** The figures behind a chart as comma separated values, unrounded. */
export function plotTable(plot: XYPlot | BarPlot | HistogramPlot | HeatPlot): string {
  if ('series' in plot) return curves(plot);
  if ('categories' in plot) return bars(plot);
  return 'edges' in plot ? bins(plot) : heat(plot);
}

/** One row a point: series that do not share their x need no common one. */
const curves = ({ x, series }: XYPlot): string =>
  text(
    ['Series', x.title, 'Value', 'Unit', 'Low', 'High'],
    series.flatMap(({ label, unit, x: at, y, low, high }) =>
      Array.from(at, (place, k): Cell[] => [
        label,
        place,
        y[k] ?? null,
        unit,
        low?.[k] ?? null,
        high?.[k] ?? null,
      ]),
    ),
  );

const bars = ({ categories, categoryTitle, groups }: BarPlot): string =>
  text(
    [categoryTitle, ...groups.map(({ label, unit }) => named(label, unit))],
    categories.map((category, k): Cell[] => [
      category,
      ...groups.map(({ values }) => values[k] ?? null),
    ]),
  );

const bins = ({ edges, groups }: HistogramPlot): string =>
  text(
    ['From', 'To', ...groups.map(({ label }) => label)],
    Array.from({ length: edges.length - 1 }, (_, k): Cell[] => [
      edges[k] ?? null,
      edges[k + 1] ?? null,
      ...groups.map(({ counts }) => counts[k] ?? null),
    ]),
  );

const heat = ({ rows, columns, rowTitle, values }: HeatPlot): string =>
  text(
    [rowTitle, ...columns],
    rows.map((row, i): Cell[] => [
      row,
      ...columns.map((_, j) => values[i * columns.length + j] ?? null),
    ]),
  );

const named = (label: string, unit: string): string => (unit === '' ? label : `${label}, ${unit}`);

function text(heads: readonly string[], rows: readonly Cell[][]): string {
  const columns = heads.map((title, k) => ({ title, field: String(k) }));
  return commaSeparated(
    columns,
    rows.map((cells) => Object.fromEntries(cells.map((value, k) => [String(k), value]))),
  );
}
