import type { Chart, Plugin } from 'chart.js';

import type { Numbers } from './plot.ts';

export interface Whiskers {
  readonly low: Numbers;
  readonly high: Numbers;
}

export interface Stroke {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

const capWidth = 4;

/** The strokes of the whiskers of one dataset, in pixels: a line and two caps at every point. */
export function whiskerStrokes(chart: Chart, index: number, { low, high }: Whiskers): Stroke[] {
  const meta = chart.getDatasetMeta(index);
  const horizontal = chart.options.indexAxis === 'y';
  const scale = horizontal ? meta.xScale : meta.yScale;
  if (meta.hidden || !chart.isDatasetVisible(index) || !scale) return [];
  return meta.data.flatMap((element, k) => {
    const [least, most] = [low[k], high[k]];
    if (least === undefined || most === undefined || Number.isNaN(least + most)) return [];
    const [a, b] = [scale.getPixelForValue(least), scale.getPixelForValue(most)];
    const middle = horizontal ? element.y : element.x;
    const along = (from: [number, number], to: [number, number]): Stroke =>
      horizontal ? { from: [from[1], from[0]], to: [to[1], to[0]] } : { from, to };
    return [
      along([middle, a], [middle, b]),
      along([middle - capWidth, a], [middle + capWidth, a]),
      along([middle - capWidth, b], [middle + capWidth, b]),
    ];
  });
}

/** Draws them over the data; `of` gives those of a dataset, or null. */
export const whiskersPlugin = (
  of: (index: number) => Whiskers | null,
  colour: () => string,
): Plugin => ({
  id: 'whiskers',
  afterDatasetsDraw(chart) {
    const { ctx, data } = chart;
    ctx.save();
    ctx.strokeStyle = colour();
    ctx.lineWidth = 1;
    ctx.beginPath();
    data.datasets.forEach((_, index) => {
      const whiskers = of(index);
      if (!whiskers) return;
      for (const { from, to } of whiskerStrokes(chart, index, whiskers)) {
        ctx.moveTo(...(from as [number, number]));
        ctx.lineTo(...(to as [number, number]));
      }
    });
    ctx.stroke();
    ctx.restore();
  },
});
