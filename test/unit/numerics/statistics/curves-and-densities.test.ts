import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { RandomStream } from '../../../../src-main/numerics/random/random-stream.ts';
import {
  kernelDensity,
  silvermanBandwidth,
} from '../../../../src-main/numerics/statistics/kernel-density.ts';
import { histogram, quantiles } from '../../../../src-main/numerics/statistics/quantiles.ts';
import { trailingMean } from '../../../../src-main/numerics/statistics/trailing-mean.ts';

const numbers = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), {
  minLength: 1,
  maxLength: 60,
});

describe('the trailing mean', () => {
  it('is the mean of the last values, each summed up anew', () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 20 }), (values, width) => {
        const found = trailingMean(values, width);
        values.forEach((_, k) => {
          const last = values.slice(Math.max(0, k - width + 1), k + 1);
          const expected = last.reduce((sum, value) => sum + value, 0) / last.length;
          expect(found[k]).toBeCloseTo(expected, 9);
        });
      }),
    );
  });

  it('keeps its digits over a long curve with a spike at its start', () => {
    const curve = new Float64Array(100_000).fill(0.1);
    curve[0] = 1e12;
    expect(trailingMean(curve, 500)[99_999]).toBeCloseTo(0.1, 12);
  });

  it('refuses a width below 1', () => {
    expect(() => trailingMean([1], 0)).toThrow(/width is 0/);
  });
});

describe('quantiles', () => {
  it('of 0 … 10 are their places', () => {
    const values = [7, 3, 10, 0, 5, 1, 9, 2, 8, 4, 6];
    expect(quantiles(values, [0, 0.25, 0.5, 0.93, 1])).toEqual([0, 2.5, 5, 9.3, 10]);
  });

  it('have the asked share of the values below them', () => {
    fc.assert(
      fc.property(numbers, fc.double({ min: 0, max: 1, noNaN: true }), (values, share) => {
        const [q] = quantiles(values, [share]);
        const below = values.filter((value) => value < q! - 1e-9).length;
        const notAbove = values.filter((value) => value <= q! + 1e-9).length;
        const place = share * (values.length - 1);
        expect(below).toBeLessThanOrEqual(Math.ceil(place) + 1e-9);
        expect(notAbove).toBeGreaterThanOrEqual(Math.floor(place) + 1 - 1e-9);
      }),
    );
  });
});

it('a histogram counts every value once, those outside in the outer bins', () => {
  expect(histogram([-1, 0, 0.1, 0.5, 0.99, 1, 7], 0, 1, 4)).toEqual([3, 0, 1, 3]);
});

describe('the kernel density', () => {
  it('is a density: it integrates to 1', () => {
    const values = [-1, 0.2, 0.3, 2];
    let area = 0;
    for (let x = -8; x < 10; x += 0.01) area += 0.01 * kernelDensity(values, x, 0.5);
    expect(area).toBeCloseTo(1, 6);
  });

  it('of many normal values is the normal density at their mean', () => {
    const random = new RandomStream(3);
    const values = Float64Array.from({ length: 40_000 }, () => 2 * random.normal());
    const found = kernelDensity(values, 0, silvermanBandwidth(values));
    expect(found / (1 / (2 * Math.sqrt(2 * Math.PI)))).toBeCloseTo(1, 1);
  });

  it('has no bandwidth where all values are equal, and falls back to s where half are', () => {
    expect(silvermanBandwidth([2, 2, 2])).toBe(0);
    expect(kernelDensity([2, 2, 2], 2, 0)).toBe(Infinity);
    expect(silvermanBandwidth([0, 2, 2, 2, 2, 2, 4])).toBeGreaterThan(0);
  });
});
