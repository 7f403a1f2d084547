import { describe, expect, it } from 'vitest';
import { locateCrossing } from '../../../../src-main/numerics/ode/locate-crossing.ts';

const locate = (g: (t: number) => number, a: number, b: number): number =>
  locateCrossing(g, a, b, g(a), g(b));

describe('locateCrossing', () => {
  it('finds closed-form roots to the last bits, whichever way the sign changes', () => {
    expect(locate(Math.cos, 1, 2)).toBeCloseTo(Math.PI / 2, 15);
    expect(locate((t) => t * t - 2, 0, 2)).toBeCloseTo(Math.SQRT2, 15);
    expect(locate((t) => 2 - t * t, 0, 2)).toBeCloseTo(Math.SQRT2, 15);
  });

  it('needs few evaluations on a smooth function and is safe on a flat or a broken one', () => {
    let calls = 0;
    const counted = (t: number): number => {
      calls++;
      return Math.exp(t) - 3;
    };
    expect(locate(counted, 0, 2)).toBeCloseTo(Math.log(3), 14);
    expect(calls).toBeLessThan(15);
    expect(locate((t) => (t - 0.3) ** 9, 0, 1)).toBeCloseTo(0.3, 4);
    expect(locate((t) => (t < 0.123 ? -1 : 1e6), 0, 1)).toBeCloseTo(0.123, 6);
  });

  it('returns an end that is a root and refuses an interval without a sign change', () => {
    expect(locate((t) => t, 0, 1)).toBe(0);
    expect(locate((t) => t - 1, 0, 1)).toBe(1);
    expect(() => locate((t) => t + 1, 0, 1)).toThrow(/signs there must differ/);
  });
});
