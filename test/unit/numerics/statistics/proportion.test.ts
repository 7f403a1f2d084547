import { describe, expect, it } from 'vitest';

import {
  chernoffSampleSize,
  wilsonInterval,
} from '../../../../src-main/numerics/statistics/proportion.ts';

describe("Wilson's interval", () => {
  it.each([
    [0, 10],
    [1, 10],
    [263, 1000],
    [10, 10],
  ])('ends where the score test would just be accepted: %i of %i', (successes, trials) => {
    const z = 1.959963984540054;
    const { low, high } = wilsonInterval(successes, trials);
    const share = successes / trials;
    for (const p of [low, high]) {
      if (p === 0 || p === 1) continue;
      expect(Math.abs(share - p)).toBeCloseTo(z * Math.sqrt((p * (1 - p)) / trials), 12);
    }
    expect(low <= share && share <= high).toBe(true);
  });

  it('is the published one of 81 in 263 (Newcombe 1998, method 3)', () => {
    const { low, high } = wilsonInterval(81, 263);
    expect(low).toBeCloseTo(0.2553, 4);
    expect(high).toBeCloseTo(0.3662, 4);
  });

  it('knows nothing without trials', () => {
    expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
  });

  it('refuses more successes than trials', () => {
    expect(() => wilsonInterval(3, 2)).toThrow(/3 of 2/);
  });
});

describe("Chernoff's sample size", () => {
  it('is 26,492 for 1 % at 99 %', () => {
    expect(chernoffSampleSize(0.01, 0.01)).toBe(26492);
  });

  it('bounds what a fair coin does', () => {
    // Exact binomial tail of N tosses beyond 1/2 ± 0.1.
    const N = chernoffSampleSize(0.1, 0.05);
    let inside = 0;
    let logChoose = 0;
    for (let k = 0; k <= N; k++) {
      if (k > 0) logChoose += Math.log((N - k + 1) / k);
      if (Math.abs(k / N - 0.5) <= 0.1) inside += Math.exp(logChoose - N * Math.log(2));
    }
    expect(inside).toBeGreaterThan(0.95);
  });

  it.each([0, 1, -1, NaN])('refuses %d', (value) => {
    expect(() => chernoffSampleSize(value, 0.1)).toThrow(/accuracy/);
    expect(() => chernoffSampleSize(0.1, value)).toThrow(/risk/);
  });
});
