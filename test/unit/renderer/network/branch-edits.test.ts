import { describe, expect, it } from 'vitest';

import { addParallel, splitLine, tapLine } from '../../../../src-renderer/network/branch-edits.ts';
import type { Gesture } from '../../../../src-renderer/network/branch-edits.ts';
import { applyEdit } from '../../../../src-shared/grid/edits.ts';
import type { GridCase } from '../../../../src-shared/grid/grid-case.ts';
import { validateGrid } from '../../../../src-shared/grid/validation.ts';
import { branch, bus, network, sample } from './networks.ts';

const ref = (from: number, to: number, circuit = '1') =>
  ({ kind: 'branch', from, to, circuit }) as const;

const done = (grid: GridCase, gesture: Gesture): GridCase => {
  if (!gesture.ok) throw new Error(gesture.reason);
  return applyEdit(grid, gesture.edit).grid;
};

/** Impedance and charging between two buses over a chain of branches in a row. */
const alongPath = (grid: GridCase, path: readonly number[]) =>
  path.slice(1).reduce(
    (sum, to, k) => {
      const from = path[k];
      const line = grid.branches.find((one) => one.from === from && one.to === to);
      if (!line) throw new Error(`no line from ${from} to ${to}`);
      return {
        r: sum.r + line.resistancePu,
        x: sum.x + line.reactancePu,
        b: sum.b + line.chargingPu,
      };
    },
    { r: 0, x: 0, b: 0 },
  );

describe('splitting a line', () => {
  const line = branch(1, 2, { resistancePu: 0.02, reactancePu: 0.3, chargingPu: 0.05 });
  const grid = network({
    buses: [bus(1, { x: 0, y: 0 }, { type: 'slack' }), bus(2, { x: 200, y: 100 })],
    branches: [{ ...line, angleMaxDegrees: 30, ratingAMva: 80 }],
  });

  it('leaves impedance and charging in a row what they were, in the shares asked for', () => {
    const after = done(grid, splitLine(grid, ref(1, 2), 0.25));
    const { r, x, b } = alongPath(after, [1, 3, 2]);
    expect(r).toBeCloseTo(0.02, 12);
    expect(x).toBeCloseTo(0.3, 12);
    expect(b).toBeCloseTo(0.05, 12);
    expect(alongPath(after, [1, 3]).x).toBeCloseTo(0.075, 12);
    expect(after.branches.map(({ angleMaxDegrees }) => angleMaxDegrees)).toEqual([7.5, 22.5]);
    expect(after.branches.map(({ ratingAMva }) => ratingAMva)).toEqual([80, 80]);
    expect(after.buses.at(-1)).toMatchObject({
      number: 3,
      baseKv: 345,
      position: { x: 50, y: 30 },
    });
  });

  it('is one step that undo takes back to the bit, the order of the tables included', () => {
    const start = sample('ieee39');
    const [first] = start.branches.filter(({ isTransformer }) => !isTransformer);
    if (!first) throw new Error('no line');
    const gesture = tapLine(start, ref(first.from, first.to, first.circuit));
    if (!gesture.ok) throw new Error(gesture.reason);
    const { grid: after, inverse } = applyEdit(start, gesture.edit);
    expect(validateGrid(after)).toEqual(validateGrid(start));
    expect(after.buses.length - start.buses.length).toBe(2);
    expect(after.branches.length - start.branches.length).toBe(2);
    expect(applyEdit(after, inverse).grid).toEqual(start);
  });

  it('leads a tap off at a right angle to the line', () => {
    const after = done(grid, tapLine(grid, ref(1, 2)));
    const [middle, end] = after.buses.slice(-2).map(({ position }) => position);
    if (!middle || !end) throw new Error('not placed');
    const along = (end.x - middle.x) * 200 + (end.y - middle.y) * 100;
    expect(Math.abs(along)).toBeLessThan(
      0.1 * 223 * Math.hypot(end.x - middle.x, end.y - middle.y),
    );
    expect(after.branches.at(-1)).toMatchObject({ from: 3, to: 4, reactancePu: 0.1 });
  });

  it('is refused for a transformer and for a line that is gone, with the reason', () => {
    const transformer = network({
      buses: grid.buses,
      branches: [{ ...line, isTransformer: true }],
    });
    for (const gesture of [splitLine(transformer, ref(1, 2)), tapLine(transformer, ref(1, 2))]) {
      expect(gesture).toEqual({
        ok: false,
        reason: expect.stringContaining('only lines') as unknown,
      });
    }
    expect(splitLine(grid, ref(1, 9))).toMatchObject({ ok: false });
  });
});

describe('a parallel circuit', () => {
  it('takes the least free number of both directions and halves the impedance between the ends', () => {
    const grid = network({
      buses: [bus(1, null), bus(2, null)],
      branches: [
        branch(1, 2, { reactancePu: 0.3 }),
        branch(2, 1, { circuit: '2', reactancePu: 0.3 }),
      ],
    });
    const after = done(grid, addParallel(grid, ref(1, 2)));
    expect(after.branches.map(({ circuit }) => circuit)).toEqual(['1', '2', '3']);
    const admittance = after.branches.reduce((sum, { reactancePu }) => sum + 1 / reactancePu, 0);
    expect(1 / admittance).toBeCloseTo(0.1, 12);
  });
});
