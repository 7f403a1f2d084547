import { cssOf, mapColour } from './colour-scale.ts';
import type { HeatPlot } from './plot.ts';

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A picture of plain shapes: painted on a canvas or written as SVG, the same. */
export interface HeatScene {
  readonly area: Box;
  readonly cells: readonly (Box & { readonly fill: string })[];
  readonly texts: readonly {
    readonly text: string;
    readonly x: number;
    readonly y: number;
    readonly anchor: 'start' | 'middle' | 'end';
    /** Upright: read from below. */
    readonly upright?: boolean;
  }[];
}

const [marginLeft, marginBottom, marginTop, marginRight] = [58, 44, 6, 84];
const [legendGap, legendWidth, legendSteps] = [14, 12, 48];
const letter = 13;

/** Cells, names of rows and columns as far as there is room, titles, and the scale with its unit. */
export function heatScene(plot: HeatPlot, width: number, height: number): HeatScene {
  const { rows, columns, values, from, to, map } = plot;
  const area: Box = {
    left: marginLeft,
    top: marginTop,
    width: Math.max(10, width - marginLeft - marginRight),
    height: Math.max(10, height - marginTop - marginBottom),
  };
  const [cellWidth, cellHeight] = [area.width / columns.length, area.height / rows.length];
  const colour = (value: number): string =>
    cssOf(mapColour(map, (value - from) / (to - from || 1)));
  const cells = Array.from(values, (value, k) => ({
    left: area.left + (k % columns.length) * cellWidth,
    top: area.top + Math.floor(k / columns.length) * cellHeight,
    width: cellWidth,
    height: cellHeight,
    fill: colour(value),
    known: Number.isFinite(value),
  })).filter(({ known }) => known);

  const legendLeft = area.left + area.width + legendGap;
  const step = area.height / legendSteps;
  const legend = Array.from({ length: legendSteps }, (_, k) => ({
    left: legendLeft,
    top: area.top + k * step,
    width: legendWidth,
    height: step + 0.5,
    fill: cssOf(mapColour(map, 1 - (k + 0.5) / legendSteps)),
  }));
  return {
    area,
    cells: [...cells, ...legend],
    texts: [
      ...names(columns, cellWidth, 34).map(({ name, at }) => ({
        ...{ text: name, x: area.left + at, y: area.top + area.height + letter },
        anchor: 'middle' as const,
      })),
      ...names(rows, cellHeight, letter).map(({ name, at }) => ({
        ...{ text: name, x: area.left - 5, y: area.top + at + 4, anchor: 'end' as const },
      })),
      ...[0, 0.5, 1].map((share) => ({
        text: plainFigure(from + share * (to - from)),
        ...{ x: legendLeft + legendWidth + 4, anchor: 'start' as const },
        // The lowest figure hangs above the end of the scale, the highest below it.
        y: area.top + (1 - share) * area.height + 9 * share,
      })),
      {
        ...{ text: plot.columnTitle, x: area.left + area.width / 2, anchor: 'middle' },
        y: area.top + area.height + 2.6 * letter,
      },
      {
        ...{ text: plot.rowTitle, x: 11, y: area.top + area.height / 2, anchor: 'middle' },
        upright: true,
      },
      {
        text: plot.unit === '' ? plot.title : `${plot.title} / ${plot.unit}`,
        ...{ x: legendLeft + 62, y: area.top + area.height / 2, anchor: 'middle' },
        upright: true,
      },
    ],
  };
}

/** Every how manieth name there is room for, at the middle of its cell. */
function names(all: readonly string[], cell: number, room: number) {
  const every = Math.max(1, Math.ceil(room / cell));
  return all.flatMap((name, k) => (k % every === 0 ? [{ name, at: (k + 0.5) * cell }] : []));
}

const plainFigure = (value: number): string => String(Number(value.toPrecision(3)));

/** The cell under a point of the picture; null beside the cells. */
export function cellAt(
  plot: HeatPlot,
  { left, top, width, height }: Box,
  x: number,
  y: number,
): { readonly row: number; readonly column: number; readonly value: number } | null {
  const column = Math.floor(((x - left) / width) * plot.columns.length);
  const row = Math.floor(((y - top) / height) * plot.rows.length);
  if (column < 0 || row < 0 || column >= plot.columns.length || row >= plot.rows.length)
    return null;
  return { row, column, value: plot.values[row * plot.columns.length + column] ?? Number.NaN };
}

export function cellText(plot: HeatPlot, cell: NonNullable<ReturnType<typeof cellAt>>): string {
  const { digits = 3, unit, rows, columns } = plot;
  const value = Number.isFinite(cell.value) ? `${cell.value.toFixed(digits)} ${unit}` : 'no value';
  return `${rows[cell.row] ?? ''}, ${columns[cell.column] ?? ''}: ${value}`.trim();
}
