import type { LdlFactor } from './ldl-factorize.ts';
import { solveLdl } from './ldl-solve.ts';
import { multiply } from './symmetric-matrix.ts';
import type { SymmetricMatrix } from './symmetric-matrix.ts';

/** Digits are lost by the square of what L grows to: this much of it costs three. */
const TOLERATED_GROWTH = 25;

/** The first step brings back what growth has cost, the second what the first left. */
const STEPS = 2;

/**
 * Whether a factorization without exchanges has lost digits. Of definite matrices none has,
 * whatever the size of L; of an indefinite one max |L| tells.
 *
 * @param negativePivots as `factorizeLdl` counted them
 *
 * Cost O(entries of L), and nothing for definite matrices.
 */
export function hasLostDigits({ lower }: LdlFactor, negativePivots: number): boolean {
  if (negativePivots === 0) return false;
  for (let p = 0; p < lower.length; p++) if (Math.abs(lower[p]!) > TOLERATED_GROWTH) return true;
  return false;
}

/** Room for refined solutions: right-hand side, residual, correction. */
export interface RefinementWork {
  readonly b: Float64Array;
  readonly residual: Float64Array;
  readonly correction: Float64Array;
}

/** @param n order of the matrix */
export const createRefinementWork = (n: number): RefinementWork => ({
  b: new Float64Array(n),
  residual: new Float64Array(n),
  correction: new Float64Array(n),
});

/**
 * Solves A x = b with iterative refinement: x += A⁻¹ (b - A x), two steps.
 *
 * @param matrix A as it was factorized
 * @param b right-hand side, length n
 * @param x overwritten; may be b itself
 * @param work overwritten
 *
 * Refinement in working precision makes the solution of an unstable factorization backward stable,
 * where growth times conditioning leaves it any digits. Cost of three solutions and two products.
 * Source: N. Higham, Accuracy and Stability of Numerical Algorithms (2002), section 12.2.
 */
export function solveRefined(
  factor: LdlFactor,
  matrix: SymmetricMatrix,
  b: Float64Array,
  x: Float64Array,
  work: RefinementWork,
): void {
  const { residual, correction } = work;
  work.b.set(b);
  solveLdl(factor, work.b, x);
  for (let step = 0; step < STEPS; step++) {
    multiply(matrix, x, residual);
    for (let i = 0; i < x.length; i++) residual[i] = work.b[i]! - residual[i]!;
    solveLdl(factor, residual, correction);
    for (let i = 0; i < x.length; i++) x[i]! += correction[i]!;
  }
}
