import type { ChartConfiguration } from 'chart.js';
import type { AnnotationPluginOptions } from 'chartjs-plugin-annotation';

import type { ChartPalette } from './palette.ts';
import { axisSpan, leastSpan } from '../../src-shared/units/axis-span.ts';
import { spanOf } from './plot.ts';
import type { Axis, MarkLine, Numbers } from './plot.ts';

type Scales = NonNullable<NonNullable<ChartConfiguration<'line'>['options']>['scales']>;
export type Scale = Scales[string];

/** Widths that keep the plots of a stack exactly above each other. */
export const valueAxisWidth = 74;
export const rightPadding = 10;

const numeric = ({ scale = 'linear', from, to }: Axis) => ({
  type: scale,
  ...(from === undefined ? {} : { min: from }),
  ...(to === undefined ? {} : { max: to }),
});

interface Drawn {
  readonly unit: string;
  readonly values: Numbers;
}

/**
 * Ends that leave rounding what it is, where the values differ by nothing else. Chart.js itself
 * finds good ones for values that do not differ at all.
 */
export function leastRoom(
  { scale, leastSpan: wanted }: Axis,
  drawn: readonly Drawn[],
): { suggestedMin?: number; suggestedMax?: number } {
  if (scale === 'logarithmic' || drawn.length === 0) return {};
  const spans = drawn.map(({ values }) => spanOf(values));
  const from = Math.min(...spans.map((span) => span.from));
  const to = Math.max(...spans.map((span) => span.to));
  if (from === to) return {};
  const least = wanted ?? Math.max(...drawn.map(({ unit }) => leastSpan(unit)));
  const room = axisSpan({ from, to }, least);
  return room.to - room.from > to - from ? { suggestedMin: room.from, suggestedMax: room.to } : {};
}

export function horizontalAxis(axis: Axis, palette: ChartPalette): Scale {
  const shown = axis.shown ?? true;
  return {
    ...numeric(axis),
    grid: { color: palette.gridLine, drawTicks: shown },
    border: { color: palette.muted },
    ticks: { display: shown, color: palette.muted, maxRotation: 0, autoSkipPadding: 24 },
    title: { display: shown, text: axis.title, color: palette.muted, padding: 0 },
  };
}

export function verticalAxis(
  axis: Axis,
  palette: ChartPalette,
  position: 'left' | 'right' = 'left',
): Scale {
  return {
    ...numeric(axis),
    position,
    grid: { color: palette.gridLine, drawOnChartArea: position === 'left' },
    border: { color: palette.muted },
    ticks: { color: palette.muted, maxTicksLimit: 6 },
    title: { display: true, text: axis.title, color: palette.muted, padding: 0 },
    afterFit: (scale) => {
      scale.width = valueAxisWidth;
    },
  };
}

type Annotations = NonNullable<AnnotationPluginOptions['annotations']>;

/** Upright lines in the colour of the axes, lines across in that of limits. */
export function markLines(
  upright: readonly MarkLine[],
  across: readonly MarkLine[],
  palette: ChartPalette,
  scales: { readonly x: string; readonly y: string } = { x: 'x', y: 'y' },
): Annotations {
  // Marks at one place share one line.
  const places = [...new Set(upright.map(({ at }) => at))];
  return [
    ...places.map((at) => ({
      type: 'line' as const,
      ...{ scaleID: scales.x, value: at, borderColor: palette.muted },
      ...{ borderWidth: 1, borderDash: [4, 3] },
    })),
    ...across.map(({ at }) => ({
      type: 'line' as const,
      ...{ scaleID: scales.y, value: at, borderColor: palette.danger },
      ...{ borderWidth: 1, borderDash: [2, 3], adjustScaleRange: false },
    })),
  ];
}
