import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decimate, firstAtOrAfter } from '../../../src-main/services/decimate.ts';

const uniform = (samples: number): Float64Array =>
  Float64Array.from({ length: samples }, (_, k) => k * 0.01);

describe('thinning a curve to its pixels', () => {
  it('keeps every sample where there are few', () => {
    const curve = { time: uniform(50), value: uniform(50).map(Math.sin) };
    expect(decimate(curve, 0, 1, 100)).toEqual(curve);
  });

  it('keeps a spike of one sample among a million', () => {
    const value = new Float64Array(1_000_000);
    value[654_321] = 7;
    value[654_400] = -3;
    const { time, value: thin } = decimate({ time: uniform(1_000_000), value }, 0, 10_000, 800);
    expect(time.length).toBeLessThanOrEqual(4 * 802);
    expect(Math.max(...thin)).toBe(7);
    expect(Math.min(...thin)).toBe(-3);
    expect(time[thin.indexOf(7)]).toBeCloseTo(6543.21, 9);
  });

  it('draws the same least and largest value in every column, for any samples', () => {
    const steps = fc.array(fc.double({ min: 0, max: 0.1, noNaN: true }), {
      minLength: 200,
      maxLength: 800,
    });
    fc.assert(
      fc.property(steps, fc.integer({ min: 16, max: 40 }), (gaps, pixels) => {
        let now = 0;
        const time = Float64Array.from(gaps, (gap) => (now += gap));
        const value = time.map((t) => Math.sin(37 * t) + t);
        const [from, to] = [0, time[time.length - 1]! + 1];
        const thin = decimate({ time, value }, from, to, pixels);
        const brute = columns(time, value, from, to, pixels);
        expect(columns(thin.time, thin.value, from, to, pixels)).toEqual(brute);
      }),
    );
  });

  it('runs to the edges of the window and not further', () => {
    const curve = { time: uniform(1000), value: uniform(1000) };
    const { time } = decimate(curve, 2.005, 3.005, 100);
    expect(time[0]).toBeCloseTo(2, 12);
    expect(time.at(-1)).toBeCloseTo(3.01, 12);
  });

  it('gives nothing of an empty curve', () => {
    const empty = { time: new Float64Array(0), value: new Float64Array(0) };
    expect(decimate(empty, 0, 1, 16)).toEqual(empty);
  });
});

describe('finding a time', () => {
  it('finds the first sample at or after it, as a search from the start does', () => {
    const times = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 30 });
    fc.assert(
      fc.property(times, fc.integer({ min: -1, max: 21 }), (given, bound) => {
        const time = Float64Array.from(given).sort();
        const expected = time.findIndex((t) => t >= bound);
        expect(firstAtOrAfter(time, bound)).toBe(expected < 0 ? time.length : expected);
      }),
    );
  });
});

/** Least and largest value by column of pixels, the slow way. */
function columns(
  time: Float64Array,
  value: Float64Array,
  from: number,
  to: number,
  pixels: number,
): [number, number, number][] {
  const found = new Map<number, [number, number]>();
  time.forEach((t, k) => {
    const column = Math.floor((t - from) * (pixels / (to - from)));
    const [least, largest] = found.get(column) ?? [Infinity, -Infinity];
    found.set(column, [Math.min(least, value[k]!), Math.max(largest, value[k]!)]);
  });
  return [...found].map(([column, [least, largest]]) => [column, least, largest]);
}
