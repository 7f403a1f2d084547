import { describe, expect, it } from 'vitest';

import { RandomStream } from '../../../../src-main/numerics/random/random-stream.ts';
import { fluctuations } from '../../../../src-main/numerics/statistics/fluctuations.ts';

describe('the fluctuations of a window', () => {
  it('leave a straight line out', () => {
    const line = Float64Array.from({ length: 50 }, (_, k) => 3 - 0.7 * k);
    expect(fluctuations(line, 10, 40, 2).variance).toBeLessThan(1e-24);
  });

  it('of a first-order process have its correlation and its variance', () => {
    const random = new RandomStream(9);
    const kept = 0.9;
    const x = new Float64Array(200_000);
    for (let k = 1; k < x.length; k++) x[k] = kept * x[k - 1]! + random.normal();
    const found = fluctuations(x, 0, x.length, 3);
    // Four of Bartlett's standard errors.
    expect(Math.abs(found.autocorrelation - kept ** 3)).toBeLessThan(0.01);
    expect(found.variance / (1 / (1 - kept * kept))).toBeCloseTo(1, 1);
  });

  it('are those of the least-squares line, solved by its normal equations', () => {
    const x = [4, 1, 7, 2, 8, 3, 9];
    const [from, to] = [1, 6];
    const window = x.slice(from, to);
    const n = window.length;
    const [sk, skk] = [0 + 1 + 2 + 3 + 4, 0 + 1 + 4 + 9 + 16];
    const sx = window.reduce((sum, value) => sum + value, 0);
    const skx = window.reduce((sum, value, k) => sum + k * value, 0);
    const slope = (n * skx - sk * sx) / (n * skk - sk * sk);
    const residual = window.map((value, k) => value - (sx - slope * sk) / n - slope * k);
    const squares = residual.reduce((sum, r) => sum + r * r, 0);
    const products = residual.slice(1).reduce((sum, r, k) => sum + r * residual[k]!, 0);
    const found = fluctuations(x, from, to, 1);
    expect(found.variance).toBeCloseTo(squares / n, 13);
    expect(found.autocorrelation).toBeCloseTo(products / squares, 13);
  });

  it('need a window longer than the lag', () => {
    expect(() => fluctuations([1, 2, 3], 0, 3, 2)).toThrow(/at least lag \+ 2/);
  });
});
