import type { ChartConfiguration } from 'chart.js';

import { lineLook } from './palette.ts';
import type { ChartPalette } from './palette.ts';
import type { BarPlot, HistogramPlot } from './plot.ts';
import {
  horizontalAxis,
  leastRoom,
  markLines,
  rightPadding,
  verticalAxis,
} from './scale-options.ts';

/** Groups of bars; where there are several, they differ by their outline as well. */
export function barChartConfig(plot: BarPlot, palette: ChartPalette): ChartConfiguration<'bar'> {
  const { categories, categoryTitle, value, groups, horizontal = false, across = [] } = plot;
  // Bars begin at zero.
  const room = leastRoom(value, [{ unit: '', values: [0] }, ...groups]);
  const names = {
    type: 'category' as const,
    grid: { display: false },
    border: { color: palette.muted },
    ticks: { color: palette.muted, maxRotation: 60, autoSkip: true },
    title: { display: categoryTitle !== '', text: categoryTitle, color: palette.muted },
  };
  return {
    type: 'bar',
    data: {
      labels: [...categories],
      datasets: groups.map(({ label, values, look }) => ({
        label,
        data: Array.from(values),
        ...barLook(look, palette),
      })),
    },
    options: {
      ...still,
      indexAxis: horizontal ? 'y' : 'x',
      scales: horizontal
        ? { x: { ...horizontalAxis(value, palette), ...room }, y: names }
        : { x: names, y: { ...verticalAxis(value, palette), ...room } },
      plugins: {
        ...bare,
        annotation: {
          annotations: markLines([], across, palette, { x: 'x', y: horizontal ? 'x' : 'y' }),
        },
      },
    },
  };
}

/** Bars from edge to edge on an axis of numbers. */
export function histogramConfig(
  { value, count, edges, groups, upright = [] }: HistogramPlot,
  palette: ChartPalette,
): ChartConfiguration<'bar', { x: number; y: number }[]> {
  const last = edges.length - 1;
  return {
    type: 'bar',
    data: {
      datasets: groups.map(({ label, counts, look }) => ({
        label,
        data: Array.from(counts, (y, k) => ({ x: ((edges[k] ?? 0) + (edges[k + 1] ?? 0)) / 2, y })),
        ...barLook(look, palette),
        barPercentage: 1,
        categoryPercentage: 1,
        grouped: false,
      })),
    },
    options: {
      ...still,
      parsing: false,
      scales: {
        x: {
          ...horizontalAxis({ from: edges[0] ?? 0, to: edges[last] ?? 1, ...value }, palette),
          offset: false,
        },
        y: verticalAxis({ from: 0, ...count }, palette),
      },
      plugins: { ...bare, annotation: { annotations: markLines(upright, [], palette) } },
    },
  };
}

const still: NonNullable<ChartConfiguration<'bar'>['options']> = {
  animation: false,
  responsive: true,
  maintainAspectRatio: false,
  events: [],
  layout: { padding: { right: rightPadding, top: 4 } },
};

const bare = {
  legend: { display: false },
  tooltip: { enabled: false },
  zoom: {},
} as const;

function barLook(look: number | 'emphasis', palette: ChartPalette) {
  const { colour } = lineLook(look, palette);
  return { backgroundColor: `${colour}b0`, borderColor: colour, borderWidth: 1 };
}
