import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  comparedCurve,
  comparedOutages,
  comparedRows,
  comparedStates,
  comparedTitle,
  comparedValue,
} from '../../../../src-renderer/composables/compared.ts';
import { rankOutages } from '../../../../src-renderer/composables/ranking.ts';
import { noLineStates } from '../../../../src-renderer/network/line-states.ts';
import type { LineStates } from '../../../../src-renderer/network/line-states.ts';
import type { OutageResult } from '../../../../src-shared/studies/contingency-screening.ts';

describe('a value of the comparison', () => {
  it('is of either side, their difference, or that in percent of the size of the base', () => {
    const views = ['present', 'base', 'difference', 'change'] as const;
    expect(views.map((view) => comparedValue(view, 3, 2))).toEqual([3, 2, 1, 50]);
    expect(views.map((view) => comparedValue(view, -3, -2))).toEqual([-3, -2, -1, -50]);
    expect(views.map((view) => comparedValue(view, null, 2))).toEqual([null, 2, null, null]);
    expect(views.map((view) => comparedValue(view, 3, NaN))).toEqual([3, null, null, null]);
    expect(comparedValue('change', 3, 0)).toBeNull();
  });

  it('leads from the base to the present, by difference and by change alike', () => {
    const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(number, number, (present, base) => {
        const difference = comparedValue('difference', present, base) ?? NaN;
        expect(base + difference).toBeCloseTo(present, 6);
        fc.pre(Math.abs(base) > 1e-3);
        const change = comparedValue('change', present, base) ?? NaN;
        expect(base + (change / 100) * Math.abs(base)).toBeCloseTo(present, 3);
      }),
    );
  });
});

describe('the heading of a compared column', () => {
  it('says that its numbers are differences, and drops a unit that percent take the place of', () => {
    expect(comparedTitle('present', 'Angle / °')).toBe('Angle / °');
    expect(comparedTitle('base', 'Angle / °')).toBe('Angle / °');
    expect(comparedTitle('difference', 'Angle / °')).toBe('Δ Angle / °');
    expect(comparedTitle('change', 'Angle / °')).toBe('Δ% Angle');
    expect(comparedTitle('change', 'Norm')).toBe('Δ% Norm');
  });
});

describe('what is compared', () => {
  it('are rows under the same key, in the fields that are numbers', () => {
    const present = [
      { key: 'a', name: 'A', pMw: 10, area: 1 },
      { key: 'new', name: 'New', pMw: 5, area: 1 },
    ];
    const base = [
      { key: 'gone', name: 'Gone', pMw: 1, area: 1 },
      { key: 'a', name: 'Old name', pMw: 4, area: 2 },
    ];
    expect(comparedRows('difference', present, base, ['pMw'])).toEqual([
      { key: 'a', name: 'A', pMw: 6, area: 1 },
      { key: 'new', name: 'New', pMw: null, area: 1 },
    ]);
    expect(comparedRows('base', present, base, ['pMw'])).toBe(base);
    expect(comparedRows('present', present, base, ['pMw'])).toBe(present);
  });

  it('are lines: how far they came nearer to their limit, whichever end is named first', () => {
    const states = (angle: number, limit: number): LineStates => ({
      ...noLineStates,
      size: 1,
      of: ({ from }) => ({
        ...{ origin: 'exact', limit, ratio: Math.abs(angle) / limit, voltageProduct: 1 },
        angle: from === 1 ? angle : -angle,
      }),
    });
    const compared = comparedStates('difference', states(0.2, 0.5), states(0.3, 0.5));
    expect(compared.of({ from: 1, to: 2 })?.angle).toBeCloseTo(-0.1, 12);
    expect(compared.of({ from: 2, to: 1 })?.angle).toBeCloseTo(0.1, 12);
    expect(compared.of({ from: 1, to: 2 })?.ratio).toBeCloseTo(-0.2, 12);
    expect(compared.isDifference).toBe(true);
    expect(comparedStates('change', states(1, 1), noLineStates).of({ from: 1, to: 2 })).toBeNull();
  });

  it('are outages of the same name, in the order of the present', () => {
    const outage = (element: string, norm: number, islandedMw = 0): OutageResult =>
      ({
        ...{ element, norm, islandedMw, status: 'ok', worstEdge: null, equilibrium: null },
        ...{ maxAngleDifference: null, islandedGenerationMw: 0, islandedBuses: 0 },
        outage: { name: element, elements: [], enabled: true },
      }) as unknown as OutageResult;
    const present = rankOutages([outage('a', 0.2), outage('b', 0.5, 30)]);
    const base = rankOutages([outage('b', 0.1, 10), outage('a', 0.3)]);
    const rows = comparedOutages('difference', present, base);
    expect(rows.map(({ name, rank }) => [name, rank])).toEqual([
      ['b', 1],
      ['a', 2],
    ]);
    expect(rows[0]?.norm).toBeCloseTo(0.4, 12);
    expect(rows[0]?.islandedMw).toBe(20);
    expect(rows[1]?.norm).toBeCloseTo(-0.1, 12);
    expect(comparedOutages('difference', present, [])[0]?.norm).toBeNull();
  });

  it('are curves at the times of the present, the base between its samples', () => {
    const present = {
      time: Float64Array.from([-1, 0, 0.5, 1, 1.5, 2, 3]),
      value: Float64Array.from([9, 1, 1, 1, 1, 1, 9]),
    };
    const base = { time: Float64Array.from([0, 1, 2]), value: Float64Array.from([0, 10, 20]) };
    expect([...comparedCurve('difference', present, base)]).toEqual([
      ...[NaN, 1, -4, -9, -14, -19, NaN],
    ]);
  });
});
