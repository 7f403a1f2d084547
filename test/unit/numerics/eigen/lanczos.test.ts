import { describe, expect, it } from 'vitest';

import { largestEigenvalue } from '../../../../src-main/numerics/eigen/lanczos.ts';

/** Laplacian of a path of n nodes: eigenvalues 2 - 2 cos(pi k / n). */
function pathLaplacian(x: Float64Array, y: Float64Array): void {
  const n = x.length;
  for (let i = 0; i < n; i++) {
    const left = i > 0 ? x[i]! - x[i - 1]! : 0;
    const right = i + 1 < n ? x[i]! - x[i + 1]! : 0;
    y[i] = left + right;
  }
}

describe('largest eigenvalue by Lanczos', () => {
  it.each([1, 2, 3, 10, 40])('is that of a path of %d nodes in closed form', (n) => {
    const { status, value } = largestEigenvalue(n, pathLaplacian);
    expect(status).toBe('converged');
    expect(value).toBeCloseTo(2 - 2 * Math.cos((Math.PI * (n - 1)) / n), 11);
  });

  it('is right where all eigenvalues coincide', () => {
    const { status, value } = largestEigenvalue(50, (x, y) => {
      for (let i = 0; i < x.length; i++) y[i] = 3 * x[i]!;
    });
    expect(status).toBe('converged');
    expect(value).toBeCloseTo(3, 12);
  });

  it('is zero for the operator that is', () => {
    expect(largestEigenvalue(5, (_x, y) => y.fill(0)).value).toBe(0);
  });

  it('says when the iterations did not suffice', () => {
    const outcome = largestEigenvalue(500, pathLaplacian, { maxIterations: 5 });
    expect(outcome.status).toBe('not-converged');
    expect(outcome.value).toBeLessThan(4);
  });

  it('gives the same bits twice', () => {
    const once = largestEigenvalue(30, pathLaplacian).value;
    expect(largestEigenvalue(30, pathLaplacian).value).toBe(once);
  });
});
