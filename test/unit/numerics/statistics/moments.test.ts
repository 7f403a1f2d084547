import { describe, expect, it } from 'vitest';

import { momentsOf } from '../../../../src-main/numerics/statistics/moments.ts';

describe('moments', () => {
  it('are those of 2, 4, 4, 4, 5, 5, 7, 9', () => {
    const { count, mean, standardDeviation, standardError } = momentsOf([2, 4, 4, 4, 5, 5, 7, 9]);
    expect([count, mean]).toEqual([8, 5]);
    expect(standardDeviation).toBeCloseTo(Math.sqrt(32 / 7), 14);
    expect(standardError).toBeCloseTo(Math.sqrt(32 / 7 / 8), 14);
  });

  it('keep the spread of values that are large beside it', () => {
    const values = [1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16];
    expect(momentsOf(values).standardDeviation).toBeCloseTo(Math.sqrt(30), 9);
  });

  it('leave out what is missing', () => {
    expect(momentsOf([1, NaN, 3])).toEqual(momentsOf([1, 3]));
  });

  it('say what they do not know', () => {
    expect(momentsOf([]).mean).toBeNaN();
    expect(momentsOf([5])).toMatchObject({ mean: 5, standardError: NaN });
  });
});
