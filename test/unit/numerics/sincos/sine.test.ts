import { describe, expect, it } from 'vitest';

import { sine } from '../../../../src-main/numerics/sincos/sine.ts';

const quarterTurn = Math.PI / 2;

describe('sine', () => {
  it('agrees with the math library to a unit in the last place up to a quarter turn', () => {
    let largest = 0;
    for (let k = 1; k <= 40_000; k++) {
      const x = (k / 40_000) * quarterTurn;
      largest = Math.max(largest, Math.abs(sine(x) / Math.sin(x) - 1));
    }
    // One unit is 2.2e-16 of a number just above a power of two; the division rounds once more.
    expect(largest).toBeLessThanOrEqual(2 * Number.EPSILON);
  });

  it('is odd, exact at zero and next to it, and passes NaN on', () => {
    for (const x of [1e-300, 1e-9, 0.3, 1, quarterTurn]) expect(sine(-x)).toBe(-sine(x));
    expect([sine(0), sine(-1e-300), sine(NaN)]).toEqual([0, -1e-300, NaN]);
  });

  it('goes on smoothly beyond a quarter turn, where it loses digits as it says', () => {
    expect(Math.abs(sine(2.5) - Math.sin(2.5))).toBeLessThan(1e-7);
    expect(Math.abs(sine(Math.PI))).toBeLessThan(6e-5);
  });
});
