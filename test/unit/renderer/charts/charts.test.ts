import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { barChartConfig, histogramConfig } from '../../../../src-renderer/charts/bar-chart.ts';
import { mapColour } from '../../../../src-renderer/charts/colour-scale.ts';
import { cellAt, cellText, heatScene } from '../../../../src-renderer/charts/heat-map.ts';
import { binsOf, spanOf } from '../../../../src-renderer/charts/plot.ts';
import type { HeatPlot, XYPlot } from '../../../../src-renderer/charts/plot.ts';
import { svgElement, svgText } from '../../../../src-renderer/charts/svg.ts';
import { xyChartConfig } from '../../../../src-renderer/charts/xy-chart.ts';

const palette = {
  ...{ text: '#000', muted: '#666', gridLine: '#eee', surface: '#fff' },
  ...{ accent: '#08c', danger: '#c00', series: ['#a', '#b', '#c', '#d', '#e', '#f', '#g', '#h'] },
};

describe('a chart of y over x', () => {
  const plot: XYPlot = {
    x: { title: 'Time / s', from: 0.5, to: 1.5 },
    left: { title: 'Angle / °' },
    right: { title: 'Deviation / Hz' },
    series: [
      { id: 'a', label: 'Bus 1', unit: '°', x: [0, 1, 2], y: [3, Number.NaN, 5], look: 0 },
      {
        ...{ id: 'b', label: 'Bus 2', unit: 'Hz', x: [0, 1], y: [1, 2], look: 9 },
        ...{ drawn: 'points', axis: 'right' },
      },
    ],
    hidden: new Set(['a']),
    upright: [
      { at: 1, label: 'Branch 1–2 out' },
      { at: 1, label: 'Branch 1–3 out' },
      { at: 9, label: 'later' },
    ],
    across: [{ at: 90 }],
  };
  const config = xyChartConfig(plot, palette, () => undefined);

  it('has every sample, gaps included, and hides what is switched off', () => {
    const [first, second] = config.data.datasets;
    expect(first?.data).toEqual([
      { x: 0, y: 3 },
      { x: 1, y: Number.NaN },
      { x: 2, y: 5 },
    ]);
    expect([first?.hidden, second?.hidden]).toEqual([true, false]);
    expect([first?.borderColor, second?.borderColor]).toEqual(['#a', '#b']);
  });

  it('puts a series on its axis, or on the left one where there is no right one', () => {
    expect(config.data.datasets.map(({ yAxisID }) => yAxisID)).toEqual(['y', 'right']);
    const { right: _right, ...single } = plot;
    const alone = xyChartConfig(single, palette, () => undefined);
    expect(alone.data.datasets.map(({ yAxisID }) => yAxisID)).toEqual(['y', 'y']);
    expect(Object.keys(alone.options?.scales ?? {})).toEqual(['x', 'y']);
  });

  it('shows the window that was asked for', () => {
    expect(config.options?.scales?.['x']).toMatchObject({ min: 0.5, max: 1.5 });
  });

  it('draws one line for the marks of one place, none for those outside, and the levels', () => {
    const drawn = config.options?.plugins?.annotation?.annotations as readonly object[];
    expect(drawn).toHaveLength(2);
    expect(drawn[0]).toMatchObject({ scaleID: 'x', value: 1 });
    expect(drawn[1]).toMatchObject({ scaleID: 'y', value: 90 });
  });
});

describe('the least span of an axis', () => {
  const noise = [0, 2 ** -54, -(2 ** -53)];
  const verticalOf = (left: XYPlot['left'], unit: string, y: readonly number[]) => {
    const series = [{ id: 'a', label: 'a', unit, x: [0, 1, 2], y, look: 0 }];
    const { options } = xyChartConfig({ x: { title: '' }, left, series }, palette, () => undefined);
    const { suggestedMin, suggestedMax } = options?.scales?.['y'] as Record<string, number>;
    return { suggestedMin, suggestedMax };
  };

  it('leaves rounding flat, by what the unit can be measured to', () => {
    const title = 'Deviation';
    expect(verticalOf({ title }, 'Hz', noise).suggestedMax).toBeCloseTo(5e-4, 9);
    expect(verticalOf({ title }, '°', noise).suggestedMin).toBeCloseTo(-5e-3, 9);
    expect(verticalOf({ title, leastSpan: 2 }, '', noise).suggestedMax).toBeCloseTo(1, 9);
  });

  it('leaves a curve alone that says something, and a scale of powers of ten', () => {
    const untouched = { suggestedMin: undefined, suggestedMax: undefined };
    expect(verticalOf({ title: 'r' }, '', [1e-8, 3e-8])).toEqual(untouched);
    expect(verticalOf({ title: 'E', scale: 'logarithmic' }, '', noise)).toEqual(untouched);
  });

  it('of bars holds zero', () => {
    const groups = [{ label: 'Norm', unit: 'MW', values: noise, look: 0 }];
    const plot = { categories: ['a'], categoryTitle: '', value: { title: 'Norm' }, groups };
    const { options } = barChartConfig(plot, palette);
    const { suggestedMin, suggestedMax } = options?.scales?.['y'] as Record<string, number>;
    expect([suggestedMin, suggestedMax].map((end) => end!.toFixed(9))).toEqual([
      ...['-0.000500000', '0.000500000'],
    ]);
  });
});

describe('bars', () => {
  const groups = [{ label: 'Norm', unit: '', values: [1, 2], look: 0 }];

  it('lie down for long names, and the levels turn with them', () => {
    const plot = { categories: ['a', 'b'], categoryTitle: '', value: { title: 'Norm' }, groups };
    const across = [{ at: 1 }];
    const lying = barChartConfig({ ...plot, across, horizontal: true }, palette);
    expect(lying.options?.indexAxis).toBe('y');
    expect(lying.options?.plugins?.annotation?.annotations).toMatchObject([{ scaleID: 'x' }]);
    const standing = barChartConfig({ ...plot, across }, palette);
    expect(standing.options?.plugins?.annotation?.annotations).toMatchObject([{ scaleID: 'y' }]);
  });

  it('of a histogram stand in the middle of their bins, and the axis ends at the edges', () => {
    const { data, options } = histogramConfig(
      {
        ...{ value: { title: 'Norm' }, count: { title: 'Draws' }, edges: [0, 2, 4] },
        groups: [{ label: 'all', counts: [5, 1], look: 0 }],
      },
      palette,
    );
    expect(data.datasets[0]?.data).toEqual([
      { x: 1, y: 5 },
      { x: 3, y: 1 },
    ]);
    expect(options?.scales?.['x']).toMatchObject({ min: 0, max: 4 });
  });
});

describe('bins', () => {
  it('count every finite value once, as a count by comparison does', () => {
    const values = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 20 }), (given, bins) => {
        const { edges, counts } = binsOf([...given, Number.NaN], bins);
        expect(counts.reduce((a, b) => a + b)).toBe(given.length);
        expect(edges).toHaveLength(bins + 1);
        const { from, to } = spanOf(given);
        expect(edges[0]! + 0).toBe(from + 0);
        expect(edges[bins]).toBeCloseTo(to === from ? from + bins : to, 9);
      }),
    );
  });

  it('hold their lower edge and not their upper one, but for the last', () => {
    expect(binsOf([0, 1, 1, 2, 3, 4], 4)).toEqual({ edges: [0, 1, 2, 3, 4], counts: [1, 2, 1, 2] });
  });

  it('of no number are refused', () => {
    expect(() => binsOf([1], 0)).toThrow(/bins is 0; it is a whole number from 1/);
  });
});

describe('a heat map', () => {
  const plot: HeatPlot = {
    ...{ rows: ['1', '2'], columns: ['1', '2', '3'], rowTitle: 'Bus', columnTitle: 'Bus' },
    ...{ values: [0, 1, 2, 3, Number.NaN, 5], title: 'Coupling', unit: 'p.u.', from: 0, to: 5 },
    map: 'sequential',
  };
  const { area, cells } = heatScene(plot, 400, 200);

  it('finds under the pointer the cell that is drawn there', () => {
    const known = cells.slice(0, 5);
    const values = known.map(({ left, top, width, height }) => {
      const found = cellAt(plot, area, left + width / 2, top + height / 2);
      return found?.value;
    });
    expect(values).toEqual([0, 1, 2, 3, 5]);
    expect(cellAt(plot, area, area.left - 1, area.top + 1)).toBeNull();
    expect(cellAt(plot, area, area.left + 1, area.top + area.height + 1)).toBeNull();
  });

  it('draws nothing where there is no value, and says so', () => {
    const middle = cellAt(plot, area, area.left + area.width / 2, area.top + area.height * 0.75);
    expect(middle).toMatchObject({ row: 1, column: 1 });
    expect(cellText(plot, middle!)).toBe('2, 2: no value');
    expect(cellText(plot, { row: 0, column: 2, value: 2 })).toBe('1, 3: 2.000 p.u.');
  });

  it('goes from one end of its colours to the other, and not beyond', () => {
    expect(cells[0]?.fill).toBe('rgb(0 34 78)');
    expect(cells[4]?.fill).toBe('rgb(254 232 56)');
    expect(mapColour('diverging', 0.5)).toEqual([245, 245, 245]);
    expect(mapColour('diverging', -3)).toEqual(mapColour('diverging', 0));
  });
});

describe('vectors', () => {
  it('take names of users as text, not as markup', () => {
    expect(svgText('a < b & "c"', { x: 1.23456 })).toBe(
      '<text x="1.23">a &lt; b &amp; &quot;c&quot;</text>',
    );
    expect(svgElement('line', { x1: 0, stroke: 'red', 'stroke-dasharray': undefined })).toBe(
      '<line x1="0" stroke="red"/>',
    );
  });
});
