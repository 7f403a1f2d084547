import { describe, expect, it } from 'vitest';

import { runSyncCondition } from '../../../../src-main/studies/sync-condition/run.ts';
import {
  analogueOf,
  angleAtShare,
  fittingScale,
  onCircle,
} from '../../../../src-renderer/composables/mechanical-analogue.ts';
import { valueAt } from '../../../../src-renderer/composables/value-at.ts';
import { syncConditionSpecSchema } from '../../../../src-shared/studies/sync-condition.ts';
import { anOscillatorDocument } from '../../../fixtures/oscillators.ts';
import { quietContext } from '../../../fixtures/study-context.ts';

const context = quietContext();
const conditionOf = (omega: readonly number[], edges: [number, number, number][]) =>
  runSyncCondition(
    { kind: 'oscillators', document: anOscillatorDocument([...omega], edges) },
    syncConditionSpecSchema.parse({}),
    {},
    context,
  );

describe('the mechanical analogue', () => {
  it('goes from rest to the state, and follows the arcsine of a bridge to the third order', () => {
    const { particles, ofState } = analogueOf(conditionOf([0.6, -0.6], [[0, 1, 1]]));
    const [a, b] = particles;
    const across = (share: number): number =>
      a && b ? angleAtShare(a, share) - angleAtShare(b, share) : NaN;
    expect(ofState).toBe(true);
    expect(across(0)).toBe(0);
    expect(across(1)).toBeCloseTo(Math.asin(0.6), 9);
    for (const share of [0.1, 0.3, 0.5, 0.8]) {
      expect(Math.abs(across(share) - Math.asin(0.6 * share))).toBeLessThan(0.008);
    }
  });

  it('draws the linear solution where there is no state', () => {
    const { particles, ofState } = analogueOf(conditionOf([1.5, -1.5], [[0, 1, 1]]));
    expect(ofState).toBe(false);
    expect(particles.map(({ fullAngle, linearAngle }) => fullAngle - linearAngle)).toEqual([0, 0]);
  });

  it('keeps the nodes nearest to the worst edge where there are too many', () => {
    const n = 30;
    const chain = Array.from({ length: n - 1 }, (_, k): [number, number, number] => [k, k + 1, 1]);
    // All power flows over the last edge: it is the worst.
    const omega = Array.from({ length: n }, (_, k) => (k === n - 2 ? 0.5 : k === n - 1 ? -0.5 : 0));
    const { particles, springs, leftOut } = analogueOf(conditionOf(omega, chain), 5);
    expect(particles.map(({ node }) => node)).toEqual([25, 26, 27, 28, 29]);
    expect(springs).toHaveLength(4);
    expect(leftOut).toBe(25);
  });

  it('draws small angles larger only as far as all stay on half the circle', () => {
    const at = (fullAngle: number) => ({
      ...{ node: 1, omega: 0, linearAngle: 0, exactAngle: null, fullAngle },
    });
    expect(fittingScale([at(0.1), at(-0.05)])).toBe(10);
    expect(fittingScale([at(0.5)])).toBe(2);
    expect(fittingScale([at(-2)])).toBe(1);
    expect(onCircle(0, 2)).toEqual({ x: 0, y: -2 });
    expect(onCircle(Math.PI / 2, 2).x).toBeCloseTo(2, 12);
  });
});

it('a curve has a value between its points, and none outside', () => {
  const [x, y] = [
    [0, 1, 3],
    [5, 7, 3],
  ];
  for (const [at, value] of [
    [0, 5],
    [0.5, 6],
    [1, 7],
    [2, 5],
    [3, 3],
  ] as const) {
    expect(valueAt(x, y, at)).toBeCloseTo(value, 12);
  }
  expect(valueAt(x, y, -0.1)).toBeNaN();
  expect(valueAt(x, y, 3.1)).toBeNaN();
});
