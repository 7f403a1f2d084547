import type { ChartConfiguration, ChartDataset, PluginOptionsByType, Point } from 'chart.js';
// The options of the zoom plugin become known with its types.
import type {} from 'chartjs-plugin-zoom';

import { lineLook } from './palette.ts';
import type { ChartPalette } from './palette.ts';
import type { Series, Span, XYPlot } from './plot.ts';
import {
  horizontalAxis,
  leastRoom,
  markLines,
  rightPadding,
  valueAxisWidth,
  verticalAxis,
} from './scale-options.ts';

/** A chart of y over x, zoomed by dragging; without animation, since it answers the hand. */
export function xyChartConfig(
  plot: XYPlot,
  palette: ChartPalette,
  zoomed: (span: Span) => void,
): ChartConfiguration<'line', Point[]> {
  const { x, left, right, rightRoom = false, upright = [], across = [] } = plot;
  const room = rightRoom ? valueAxisWidth : rightPadding;
  const inside = upright.filter(
    ({ at }) => at >= (x.from ?? -Infinity) && at <= (x.to ?? Infinity),
  );
  const shown = plot.series.filter(({ id }) => !plot.hidden?.has(id));
  const drawn = (onRight: boolean) =>
    shown
      .filter(({ axis }) => (axis === 'right' && right !== undefined) === onRight)
      .map(({ unit, y }) => ({ unit, values: y }));
  return {
    type: 'line',
    data: { datasets: plot.series.map((series) => dataset(series, plot, palette)) },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      parsing: false,
      normalized: true,
      events: [],
      layout: { padding: { right: right ? 0 : room, top: 4 } },
      scales: {
        x: horizontalAxis(x, palette),
        y: { ...verticalAxis(left, palette), ...leastRoom(left, drawn(false)) },
        ...(right
          ? {
              right: { ...verticalAxis(right, palette, 'right'), ...leastRoom(right, drawn(true)) },
            }
          : {}),
      },
      plugins: {
        legend: { display: false },
        tooltip: { enabled: false },
        annotation: { annotations: markLines(inside, across, palette) },
        zoom: dragToZoom(palette, zoomed),
      },
    },
  };
}

function dataset(
  series: Series,
  { hidden, right }: XYPlot,
  palette: ChartPalette,
): ChartDataset<'line', Point[]> {
  const { id, label, look, drawn = 'line', axis = 'left' } = series;
  const { colour, dash, width } = lineLook(look, palette);
  return {
    label,
    data: Array.from(series.x, (x, k) => ({ x, y: series.y[k] ?? Number.NaN })),
    yAxisID: axis === 'right' && right ? 'right' : 'y',
    hidden: hidden?.has(id) ?? false,
    showLine: drawn !== 'points',
    borderColor: colour,
    backgroundColor: colour,
    borderWidth: width,
    borderDash: [...dash],
    pointRadius: drawn === 'line' ? 0 : 3,
    pointHitRadius: 0,
    spanGaps: false,
  };
}

const dragToZoom = (
  { accent }: ChartPalette,
  zoomed: (span: Span) => void,
): PluginOptionsByType<'line'>['zoom'] => ({
  zoom: {
    mode: 'x',
    drag: { enabled: true, backgroundColor: `${accent}33`, threshold: 6 },
    onZoomComplete: ({ chart: { scales } }) => {
      if (scales['x']) zoomed({ from: scales['x'].min, to: scales['x'].max });
    },
  },
});
