import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  createDenseLdl,
  factorizeDenseLdl,
  solveDenseLdl,
} from '../../../../src-main/numerics/dense/dense-ldl.ts';
import { denseSolve, largestDifference } from '../../../fixtures/dense.ts';
import type { Dense } from '../../../fixtures/dense.ts';

/** Symmetric, and dominated by a diagonal of either sign. */
const symmetric = (isDefinite: boolean): fc.Arbitrary<Dense> =>
  fc.integer({ min: 1, max: 19 }).chain((n) =>
    fc
      .array(fc.integer({ min: -100, max: 100 }), { minLength: n * n, maxLength: n * n })
      .map((entries) =>
        Array.from({ length: n }, (_, i) =>
          Array.from({ length: n }, (__, j) => {
            if (i !== j) return entries[Math.min(i, j) * n + Math.max(i, j)]! / 100;
            const isNegative = !isDefinite && entries[i * n + i]! < 0;
            return isNegative ? -n - 1 : n + 1;
          }),
        ),
      ),
  );

function factorOf(dense: Dense): ReturnType<typeof createDenseLdl> {
  const factor = createDenseLdl(dense.length);
  dense.forEach((row, i) =>
    row.forEach((value, j) => {
      // What lies above the diagonal must not matter.
      factor.matrix[i * dense.length + j] = j <= i ? value : NaN;
    }),
  );
  return factor;
}

describe('dense LDLᵀ', () => {
  it.each([true, false])('solves what elimination with exchanges solves (definite: %s)', (is) => {
    fc.assert(
      fc.property(symmetric(is), (dense) => {
        const b = Float64Array.from(dense, (_, i) => Math.sin(i + 1));
        const expected = denseSolve(dense, b);
        const factor = factorOf(dense);
        const outcome = factorizeDenseLdl(factor);
        expect(outcome).toEqual({
          status: 'factorized',
          negativePivots: dense.filter((row, i) => row[i]! < 0).length,
        });
        solveDenseLdl(factor, b, b);
        expect(largestDifference(b, expected)).toBeLessThan(1e-12);
      }),
    );
  });

  it('names the row where a Laplacian without a ground ends', () => {
    const dense = [
      [2, -1, -1],
      [-1, 2, -1],
      [-1, -1, 2],
    ];
    expect(factorizeDenseLdl(factorOf(dense))).toEqual({ status: 'singular', column: 2 });
  });

  it('does not take a matrix of NaN for regular', () => {
    expect(factorizeDenseLdl(factorOf([[NaN]])).status).toBe('singular');
  });
});
