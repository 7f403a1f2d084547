import { describe, expect, it } from 'vitest';
import { sincos } from '../../../../src-main/numerics/sincos/sincos.ts';

/** Largest error against Math.sin and Math.cos, which are correct to one unit in the last place. */
function largestError(angles: Float64Array): number {
  const sin = new Float64Array(angles.length);
  const cos = new Float64Array(angles.length);
  sincos(angles, sin, cos);
  let largest = 0;
  angles.forEach((angle, i) => {
    const error = Math.max(
      Math.abs(sin[i]! - Math.sin(angle)),
      Math.abs(cos[i]! - Math.cos(angle)),
    );
    largest = Math.max(largest, error);
  });
  return largest;
}

const spread = (from: number, to: number, count: number): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => from + ((to - from) * (i + 0.37)) / count);

describe('sincos', () => {
  it('agrees with the math library to 2.3e-16 on every range it reduces itself', () => {
    expect(largestError(spread(-Math.PI / 4, Math.PI / 4, 20_001))).toBeLessThan(2.3e-16);
    expect(largestError(spread(-10, 10, 40_001))).toBeLessThan(2.3e-16);
    expect(largestError(spread(-1.6e6, 1.6e6, 100_001))).toBeLessThan(2.3e-16);
  });

  it('stays accurate next to the multiples of pi/2, where reduction cancels', () => {
    const angles = Float64Array.from({ length: 4001 }, (_, k) => (k - 2000) * (Math.PI / 2));
    expect(largestError(angles)).toBeLessThan(2.3e-16);
    const far = Float64Array.from({ length: 1000 }, (_, k) => (1_000_000 + k) * (Math.PI / 2));
    expect(largestError(far)).toBeLessThan(2.3e-16);
  });

  it('hands angles beyond its reduction to the math library', () => {
    expect(largestError(Float64Array.of(1.7e6, -3e9, 1e22))).toBe(0);
  });

  it('keeps sin² + cos² at 1 and the signs of the four quadrants', () => {
    const angles = Float64Array.of(0.5, 2, 3.5, 5, -0.5, -2, -3.5, -5);
    const sin = new Float64Array(8);
    const cos = new Float64Array(8);
    sincos(angles, sin, cos);
    expect([...sin].map(Math.sign)).toEqual([1, 1, -1, -1, -1, -1, 1, 1]);
    expect([...cos].map(Math.sign)).toEqual([1, -1, -1, 1, 1, -1, -1, 1]);
    sin.forEach((s, i) => expect(s * s + cos[i]! * cos[i]!).toBeCloseTo(1, 15));
  });

  it('gives exactly 0 and 1 at 0, keeps the sign of a tiny angle, and passes NaN on', () => {
    const sin = new Float64Array(4);
    const cos = new Float64Array(4);
    sincos(Float64Array.of(0, -1e-300, NaN, Infinity), sin, cos);
    expect([sin[0], cos[0], sin[1], cos[1]]).toEqual([0, 1, -1e-300, 1]);
    expect([sin[2], cos[2], sin[3], cos[3]]).toEqual([NaN, NaN, NaN, NaN]);
  });

  it('writes only the first n', () => {
    const sin = new Float64Array(3);
    sincos(Float64Array.of(1, 1, 1), sin, new Float64Array(3), 2);
    expect([...sin]).toEqual([Math.sin(1), Math.sin(1), 0]);
  });
});
