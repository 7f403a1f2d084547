import type { BarElement, Chart, Scale } from 'chart.js';

import { lineLook } from './palette.ts';
import type { ChartPalette } from './palette.ts';
import type { MarkLine } from './plot.ts';
import { rounded, svgDocument, svgElement, svgText } from './svg.ts';
import { whiskerStrokes } from './whiskers.ts';
import type { Whiskers } from './whiskers.ts';

/** What of a chart Chart.js does not keep itself. */
export interface ChartExtras {
  readonly upright: readonly MarkLine[];
  readonly across: readonly MarkLine[];
  readonly entries: readonly { readonly label: string; readonly look: number | 'emphasis' }[];
  readonly whiskers: (index: number) => Whiskers | null;
}

const legendLine = 17;
const tickGap = 6;

/** A chart as it stands on the screen, as vectors, with its legend below. */
export function chartSvg(chart: Chart, extras: ChartExtras, palette: ChartPalette): string {
  const { width, height } = chart;
  const top = height + roomBelow(chart);
  const visible = extras.entries.filter((_, index) => chart.isDatasetVisible(index));
  return svgDocument(width, top + legendLine * visible.length + 6, palette.surface, [
    clipToPlot(chart),
    ...Object.values(chart.scales).flatMap((scale) => axis(chart, scale, palette)),
    svgElement(
      'g',
      { 'clip-path': 'url(#plot)' },
      [
        ...chart.data.datasets.flatMap((_, index) => dataset(chart, index)),
        ...chart.data.datasets.flatMap((_, index) => whiskers(chart, index, extras, palette)),
        ...marks(chart, extras, palette),
      ].join('\n'),
    ),
    ...visible.flatMap(({ label, look }, row) =>
      legendEntry(label, look, top + 12 + row * legendLine, palette),
    ),
  ]);
}

/** The upper charts of a stack leave the figures of the shared axis to the lowest; a picture has them. */
const roomBelow = ({ chartArea, height }: Chart): number =>
  Math.max(0, chartArea.bottom + 38 - height);

const clipToPlot = ({ chartArea: { left, top, width, height } }: Chart): string =>
  svgElement('clipPath', { id: 'plot' }, svgElement('rect', { x: left, y: top, width, height }));

function axis({ chartArea }: Chart, scale: Scale, palette: ChartPalette): string[] {
  const { left, right, top, bottom } = chartArea;
  const upright = !scale.isHorizontal();
  const atRight = upright && scale.position === 'right';
  const parts = scale.ticks.flatMap((tick, k) => {
    const at = scale.getPixelForTick(k);
    const grid = upright
      ? { x1: left, x2: right, y1: at, y2: at }
      : { x1: at, x2: at, y1: top, y2: bottom };
    const place = upright
      ? {
          x: atRight ? right + tickGap : left - tickGap,
          y: at + 4,
          'text-anchor': atRight ? 'start' : 'end',
        }
      : { x: at, y: bottom + 16, 'text-anchor': 'middle' };
    const label = Array.isArray(tick.label) ? tick.label.join(' ') : (tick.label ?? '');
    return [
      ...(atRight ? [] : [svgElement('line', { ...grid, stroke: palette.gridLine })]),
      ...(label !== '' ? [svgText(label, { ...place, fill: palette.muted })] : []),
    ];
  });
  const { title } = scale.options as { title?: { text?: string } };
  if (title?.text) parts.push(axisTitle(title.text, scale, atRight, palette));
  return parts;
}

function axisTitle(text: string, scale: Scale, atRight: boolean, palette: ChartPalette): string {
  const { left, right, top, bottom } = scale;
  const common = { 'text-anchor': 'middle', fill: palette.muted };
  if (scale.isHorizontal())
    return svgText(text, {
      ...common,
      x: (left + right) / 2,
      y: scale.chart.chartArea.bottom + 33,
    });
  const [x, y] = [atRight ? right - 4 : left + 12, (top + bottom) / 2];
  return svgText(text, { ...common, x, y, transform: `rotate(-90 ${rounded(x)} ${rounded(y)})` });
}

function dataset(chart: Chart, index: number): string[] {
  if (!chart.isDatasetVisible(index)) return [];
  const meta = chart.getDatasetMeta(index);
  const style = meta.controller.getStyle(0, false) as Record<string, unknown>;
  const given = chart.data.datasets[index] as unknown as Record<string, unknown>;
  const stroke = String(given['borderColor']);
  if (meta.type === 'bar') {
    return meta.data.map((element) =>
      bar(element as BarElement, String(given['backgroundColor']), stroke),
    );
  }
  const radius = Number(given['pointRadius'] ?? style['radius'] ?? 0);
  const points = meta.data.map(({ x, y }) => [x, y] as const);
  const parts: string[] = [];
  if (given['showLine'] !== false) {
    parts.push(
      svgElement('path', {
        ...{ d: pathOf(points), fill: 'none', stroke, 'stroke-linejoin': 'round' },
        'stroke-width': Number(given['borderWidth'] ?? 1),
        'stroke-dasharray': dashes(given['borderDash']),
      }),
    );
  }
  if (radius > 0) {
    for (const [cx, cy] of points) {
      if (!Number.isNaN(cx + cy))
        parts.push(svgElement('circle', { cx, cy, r: radius, fill: stroke }));
    }
  }
  return parts;
}

/** Gaps are where a coordinate is no number. */
function pathOf(points: readonly (readonly [number, number])[]): string {
  let pen = 'M';
  const parts: string[] = [];
  for (const [x, y] of points) {
    if (Number.isNaN(x + y)) pen = 'M';
    else {
      parts.push(`${pen}${rounded(x)} ${rounded(y)}`);
      pen = 'L';
    }
  }
  return parts.join('');
}

const dashes = (value: unknown): string | undefined =>
  Array.isArray(value) && value.length > 0 ? value.join(' ') : undefined;

function bar(element: BarElement, fill: string, stroke: string): string {
  const { x, y, base, width, height, horizontal } = element.getProps(
    ['x', 'y', 'base', 'width', 'height', 'horizontal'],
    true,
  ) as unknown as Record<'x' | 'y' | 'base' | 'width' | 'height', number> & { horizontal: boolean };
  const box = horizontal
    ? { x: Math.min(x, base), y: y - height / 2, width: Math.abs(x - base), height }
    : { x: x - width / 2, y: Math.min(y, base), width, height: Math.abs(y - base) };
  return svgElement('rect', { ...box, fill, stroke });
}

function whiskers(
  chart: Chart,
  index: number,
  extras: ChartExtras,
  { text }: ChartPalette,
): string[] {
  const given = extras.whiskers(index);
  if (!given) return [];
  return whiskerStrokes(chart, index, given).map(({ from: [x1, y1], to: [x2, y2] }) =>
    svgElement('line', { x1, y1, x2, y2, stroke: text }),
  );
}

function marks(
  { scales, chartArea, options }: Chart,
  extras: ChartExtras,
  palette: ChartPalette,
): string[] {
  const { left, right, top, bottom } = chartArea;
  const horizontal = options.indexAxis === 'y';
  const [across, upright] = [horizontal ? scales['x'] : scales['y'], scales['x']];
  const line = (place: object, stroke: string, dash: string): string =>
    svgElement('line', { ...place, stroke, 'stroke-dasharray': dash });
  return [
    ...extras.upright.map(({ at }) => {
      const x = upright?.getPixelForValue(at) ?? 0;
      return line({ x1: x, x2: x, y1: top, y2: bottom }, palette.muted, '4 3');
    }),
    ...extras.across.map(({ at }) => {
      const place = across?.getPixelForValue(at) ?? 0;
      const ends = horizontal
        ? { x1: place, x2: place, y1: top, y2: bottom }
        : { x1: left, x2: right, y1: place, y2: place };
      return line(ends, palette.danger, '2 3');
    }),
  ];
}

function legendEntry(
  label: string,
  look: number | 'emphasis',
  y: number,
  palette: ChartPalette,
): string[] {
  const { colour, dash, width } = lineLook(look, palette);
  return [
    svgElement('line', {
      ...{ x1: 12, x2: 36, y1: y, y2: y, stroke: colour, 'stroke-width': width + 0.75 },
      'stroke-dasharray': dashes([...dash]),
    }),
    svgText(label, { x: 42, y: y + 4, fill: palette.text }),
  ];
}
