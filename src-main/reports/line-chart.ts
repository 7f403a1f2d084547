import { axisSpan } from '../../src-shared/units/axis-span.ts';
import { html, nothing } from './markup.ts';
import type { Markup } from './markup.ts';

export interface ChartCurve {
  readonly label: string;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

export interface LineChart {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  /** The least that the axis spans: below it there is rounding, and no curve. */
  readonly leastSpan: number;
  readonly curves: readonly ChartCurve[];
  /** Vertical marks with a word each. */
  readonly marks: readonly { readonly x: number; readonly label: string }[];
}

interface Frame {
  readonly xLow: number;
  readonly xHigh: number;
  readonly yLow: number;
  readonly yHigh: number;
}

const WIDTH = 720;
const HEIGHT = 260;
const LEFT = 64;
const RIGHT = 132;
const TOP = 28;
const BOTTOM = 44;
const PLOT_WIDTH = WIDTH - LEFT - RIGHT;
const PLOT_HEIGHT = HEIGHT - TOP - BOTTOM;
/** Width of a letter beside a mark, about. */
const LETTER = 5;

/**
 * Told apart by hue on a screen, by dash and mark in black and white: each dash comes back with the
 * next mark on it.
 */
const STROKES = [
  '#1f4e79',
  '#c65911',
  '#3a7d44',
  '#7b3294',
  '#008b8b',
  '#a11d33',
  '#6b6b00',
  '#444444',
];
const DASHES = ['', '6 3', '2 2', '8 3 2 3'];
/** About the origin; the first curves go without. */
const MARKS = ['', 'M-3 0a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z', 'M-3 -3h6v6h-6z', 'M0 -3.6l3.4 6h-6.8z'];
const MARKS_ON_A_CURVE = 8;

/** A line chart on the page; nothing where there is nothing to draw. */
export function lineChart(chart: LineChart): Markup {
  const svg = chartSvg(chart);
  return svg ? html`<figure class="chart">${svg}</figure>` : nothing;
}

/** A line chart as an SVG of its own: vector in the PDF, no script in the HTML. */
export function chartSvg(chart: LineChart): Markup | null {
  const frame = frameOf(chart);
  if (frame === null) return null;
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${chart.title}">
    <text x="${LEFT}" y="16" class="chart-title">${chart.title}</text>
    ${gridLines(frame)}${eventMarks(chart.marks, frame)}
    ${chart.curves.map((curve, index) => curveLine(curve, index, frame))}
    <rect
      x="${LEFT}"
      y="${TOP}"
      width="${PLOT_WIDTH}"
      height="${PLOT_HEIGHT}"
      class="chart-frame"
    />
    <text x="${LEFT + PLOT_WIDTH / 2}" y="${HEIGHT - 6}" text-anchor="middle">${chart.xLabel}</text>
    <text transform="translate(14 ${TOP + PLOT_HEIGHT / 2}) rotate(-90)" text-anchor="middle">
      ${chart.yLabel}
    </text>
    ${chart.curves.map(legendEntry)}
  </svg>`;
}

function frameOf({ curves, leastSpan }: LineChart): Frame | null {
  let [xLow, xHigh, yLow, yHigh] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of curves) {
    for (let k = 0; k < x.length; k++) {
      xLow = Math.min(xLow, x[k] ?? xLow);
      xHigh = Math.max(xHigh, x[k] ?? xHigh);
      yLow = Math.min(yLow, y[k] ?? yLow);
      yHigh = Math.max(yHigh, y[k] ?? yHigh);
    }
  }
  if (!(xHigh > xLow) || !Number.isFinite(yLow) || !Number.isFinite(yHigh)) return null;
  const shown = axisSpan({ from: yLow, to: yHigh }, leastSpan);
  const pad = 0.05 * (shown.to - shown.from);
  return { xLow, xHigh, yLow: shown.from - pad, yHigh: shown.to + pad };
}

const atX = (x: number, { xLow, xHigh }: Frame): number =>
  LEFT + (PLOT_WIDTH * (x - xLow)) / (xHigh - xLow);
const atY = (y: number, { yLow, yHigh }: Frame): number =>
  TOP + PLOT_HEIGHT - (PLOT_HEIGHT * (y - yLow)) / (yHigh - yLow);

function gridLines(frame: Frame): Markup {
  const vertical = ticks(frame.xLow, frame.xHigh, 8).map((tick) => {
    const x = atX(tick, frame).toFixed(1);
    return html`<line
        x1="${x}"
        x2="${x}"
        y1="${TOP}"
        y2="${TOP + PLOT_HEIGHT}"
        class="chart-grid"
      />
      <text x="${x}" y="${TOP + PLOT_HEIGHT + 14}" text-anchor="middle">${tickLabel(tick)}</text>`;
  });
  const horizontal = ticks(frame.yLow, frame.yHigh, 5).map((tick) => {
    const y = atY(tick, frame);
    return html`<line
        x1="${LEFT}"
        x2="${LEFT + PLOT_WIDTH}"
        y1="${y.toFixed(1)}"
        y2="${y.toFixed(1)}"
        class="chart-grid"
      />
      <text x="${LEFT - 6}" y="${(y + 3.5).toFixed(1)}" text-anchor="end"
        >${tickLabel(tick)}</text
      >`;
  });
  return html`${vertical}${horizontal}`;
}

/** Round values 1, 2, 5 times a power of ten inside [low, high], about `wanted` of them. */
function ticks(low: number, high: number, wanted: number): number[] {
  const rough = (high - low) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.ceil(low / step);
  const last = Math.floor(high / step);
  return Array.from({ length: last - first + 1 }, (_, k) => (first + k) * step);
}

const tickLabel = (value: number): string => String(Number(value.toPrecision(6))).replace('-', '−');

/** Words that would stand on each other stand below each other. */
function eventMarks(marks: LineChart['marks'], frame: Frame): Markup[] {
  const ends: number[] = [];
  return marks
    .filter(({ x }) => x >= frame.xLow && x <= frame.xHigh)
    .map(({ x, label }) => {
      const at = atX(x, frame);
      const free = ends.findIndex((end) => end < at);
      const row = free < 0 ? ends.length : free;
      ends[row] = at + 8 + LETTER * label.length;
      return eventMark(at, label, TOP + 11 + 11 * row);
    });
}

const eventMark = (at: number, label: string, baseline: number): Markup =>
  html`<line
      x1="${at.toFixed(1)}"
      x2="${at.toFixed(1)}"
      y1="${TOP}"
      y2="${TOP + PLOT_HEIGHT}"
      class="chart-mark"
    />
    <text x="${at.toFixed(1)}" dx="4" y="${baseline}" class="chart-note">${label}</text>`;

function curveLine(curve: ChartCurve, index: number, frame: Frame): Markup {
  const points = decimate(curve, frame)
    .map(([x, y]) => `${atX(x, frame).toFixed(1)},${atY(y, frame).toFixed(1)}`)
    .join(' ');
  return html`<polyline
      points="${points}"
      fill="none"
      stroke="${strokeOf(index)}"
      stroke-dasharray="${dashOf(index)}"
      stroke-width="1.3"
    />${marksOn(curve, index, frame)}`;
}

/** Evenly along the curve, a little further on each so that those of several do not meet. */
function marksOn({ x, y }: ChartCurve, index: number, frame: Frame): Markup[] {
  if (markOf(index) === '') return [];
  return Array.from({ length: MARKS_ON_A_CURVE }, (_, k) => {
    const share = (k + 0.2 + 0.6 * ((index % DASHES.length) / DASHES.length)) / MARKS_ON_A_CURVE;
    const sample = Math.round(share * (x.length - 1));
    return curveMark(index, atX(x[sample] ?? 0, frame), atY(y[sample] ?? 0, frame));
  });
}

const curveMark = (index: number, x: number, y: number): Markup =>
  html`<path
    d="${markOf(index)}"
    transform="translate(${x.toFixed(1)} ${y.toFixed(1)})"
    fill="#fff"
    stroke="${strokeOf(index)}"
  />`;

/** Least and largest value per pixel column, in the order in which they come. */
function decimate({ x, y }: ChartCurve, frame: Frame): [number, number][] {
  const columns = 2 * PLOT_WIDTH;
  if (x.length <= 2 * columns)
    return Array.from({ length: x.length }, (_, k) => [x[k] ?? 0, y[k] ?? 0]);
  const points: [number, number][] = [];
  let k = 0;
  for (let column = 1; column <= columns; column++) {
    const end = frame.xLow + ((frame.xHigh - frame.xLow) * column) / columns;
    let least = -1;
    let largest = -1;
    for (; k < x.length && ((x[k] ?? 0) <= end || column === columns); k++) {
      if (least < 0 || (y[k] ?? 0) < (y[least] ?? 0)) least = k;
      if (largest < 0 || (y[k] ?? 0) > (y[largest] ?? 0)) largest = k;
    }
    if (least < 0) continue;
    const [first, second] = least < largest ? [least, largest] : [largest, least];
    points.push([x[first] ?? 0, y[first] ?? 0]);
    if (second !== first) points.push([x[second] ?? 0, y[second] ?? 0]);
  }
  return points;
}

function legendEntry({ label }: ChartCurve, index: number): Markup {
  const y = TOP + 6 + 15 * index;
  const x = WIDTH - RIGHT + 8;
  return html`<line
      x1="${x}"
      x2="${x + 24}"
      y1="${y}"
      y2="${y}"
      stroke="${strokeOf(index)}"
      stroke-dasharray="${dashOf(index)}"
      stroke-width="1.6"
    />${markOf(index) === '' ? nothing : curveMark(index, x + 12, y)}
    <text x="${x + 29}" y="${y + 3.5}">${label}</text>`;
}

const strokeOf = (index: number): string => STROKES[index % STROKES.length] ?? '#444444';
const dashOf = (index: number): string => DASHES[index % DASHES.length] ?? '';
const markOf = (index: number): string =>
  MARKS[Math.floor(index / DASHES.length) % MARKS.length] ?? '';
