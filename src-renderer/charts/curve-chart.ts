import type { ChartConfiguration, ChartDataset, PluginOptionsByType, Point } from 'chart.js';
import type { AnnotationPluginOptions } from 'chartjs-plugin-annotation';
// The options of the zoom plugin become known with its types.
import type {} from 'chartjs-plugin-zoom';

import type { Curve, DrawnCurve } from './curve.ts';
import { lineLook } from './palette.ts';
import type { ChartPalette } from './palette.ts';

export interface TimeMark {
  readonly time: number;
  readonly label: string;
}

export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

export interface CurveChart {
  /** Quantity and unit, at the value axis: 'Angle / °'. */
  readonly axisTitle: string;
  readonly curves: readonly DrawnCurve[];
  /** Signals that are switched off in the legend. */
  readonly hidden: ReadonlySet<string>;
  readonly window: TimeWindow;
  readonly marks: readonly TimeMark[];
  /** Dashed lines across, such as ±90°; drawn where they are near the curves. */
  readonly levels: readonly number[];
  /** Only the lowest of a stack of charts names the time axis. */
  readonly showsTime: boolean;
}

/** Widths that keep the plots of a stack exactly above each other. */
const valueAxisWidth = 74;
const rightPadding = 10;

export function curveData(
  chart: CurveChart,
  palette: ChartPalette,
): ChartDataset<'line', Point[]>[] {
  return chart.curves.map((curve) => {
    const { colour, dash, width } = lineLook(curve.look, palette);
    return {
      label: curve.label,
      data: points(curve),
      hidden: chart.hidden.has(curve.signal),
      borderColor: colour,
      backgroundColor: colour,
      borderWidth: width,
      borderDash: [...dash],
      pointRadius: 0,
      pointHitRadius: 0,
      spanGaps: false,
    };
  });
}

function points({ time, value }: Curve): Point[] {
  const drawn: Point[] = [];
  time.forEach((x, index) => drawn.push({ x, y: value[index] ?? Number.NaN }));
  return drawn;
}

/** A chart of curves over time, zoomed by dragging; without animation, since it answers the hand. */
export function curveChartConfig(
  chart: CurveChart,
  palette: ChartPalette,
  zoomed: (window: TimeWindow) => void,
): ChartConfiguration<'line', Point[]> {
  return {
    type: 'line',
    data: { datasets: curveData(chart, palette) },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      parsing: false,
      normalized: true,
      events: [],
      layout: { padding: { right: rightPadding, top: 4 } },
      scales: { x: timeAxis(chart, palette), y: valueAxis(chart, palette) },
      plugins: {
        legend: { display: false },
        tooltip: { enabled: false },
        annotation: { annotations: annotations(chart, palette) },
        zoom: dragToZoom(palette, zoomed),
      },
    },
  };
}

const dragToZoom = (
  { accent }: ChartPalette,
  zoomed: (window: TimeWindow) => void,
): PluginOptionsByType<'line'>['zoom'] => ({
  zoom: {
    mode: 'x',
    drag: { enabled: true, backgroundColor: `${accent}33`, threshold: 6 },
    onZoomComplete: ({ chart: { scales } }) => {
      if (scales['x']) zoomed({ from: scales['x'].min, to: scales['x'].max });
    },
  },
});

type Scales = NonNullable<NonNullable<ChartConfiguration<'line'>['options']>['scales']>;
type Axis = Scales[string];

function timeAxis({ window, showsTime }: CurveChart, palette: ChartPalette): Axis {
  return {
    type: 'linear',
    min: window.from,
    max: window.to,
    grid: { color: palette.gridLine, drawTicks: showsTime },
    border: { color: palette.muted },
    ticks: { display: showsTime, color: palette.muted, maxRotation: 0, autoSkipPadding: 24 },
    title: { display: showsTime, text: 'Time / s', color: palette.muted, padding: 0 },
  };
}

function valueAxis({ axisTitle }: CurveChart, palette: ChartPalette): Axis {
  return {
    type: 'linear',
    grid: { color: palette.gridLine },
    border: { color: palette.muted },
    ticks: { color: palette.muted, maxTicksLimit: 6 },
    title: { display: true, text: axisTitle, color: palette.muted, padding: 0 },
    afterFit: (axis) => {
      axis.width = valueAxisWidth;
    },
  };
}

type Annotations = NonNullable<AnnotationPluginOptions['annotations']>;

/** Events as upright lines, levels as lines across. Marks at one instant share one line. */
function annotations({ marks, levels, window }: CurveChart, palette: ChartPalette): Annotations {
  const inside = marks.filter(({ time }) => time >= window.from && time <= window.to);
  const upright = [...new Set(inside.map(({ time }) => time))].map((time) => ({
    type: 'line' as const,
    xMin: time,
    xMax: time,
    borderColor: palette.muted,
    borderWidth: 1,
    borderDash: [4, 3],
  }));
  const across = levels.map((level) => ({
    type: 'line' as const,
    yMin: level,
    yMax: level,
    borderColor: palette.danger,
    borderWidth: 1,
    borderDash: [2, 3],
    adjustScaleRange: false,
  }));
  return [...upright, ...across];
}
