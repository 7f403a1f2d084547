import type { LdlSymbolic } from './ldl-symbolic.ts';

/** P A Pᵀ = L D Lᵀ with unit lower triangular L; refilled in place by every factorization. */
export interface LdlFactor {
  readonly symbolic: LdlSymbolic;
  /** Values of L, in the order of `symbolic.rowIndex`. */
  readonly lower: Float64Array;
  /** D, one pivot per column. */
  readonly diagonal: Float64Array;
  readonly workspace: LdlWorkspace;
}

export interface LdlWorkspace {
  readonly row: Float64Array;
  readonly fill: Int32Array;
}

export type LdlOutcome =
  | {
      readonly status: 'factorized';
      /** Negative entries of D: as many as A has negative eigenvalues (Sylvester). */
      readonly negativePivots: number;
    }
  | {
      readonly status: 'singular';
      /** Row of A whose pivot vanished. */
      readonly column: number;
    };

/** A pivot below this share of the largest diagonal entry of A is rounding error. */
const PIVOT_TOLERANCE = 1e-13;

/** Room for factorizations on a pattern. */
export function createLdlFactor(symbolic: LdlSymbolic): LdlFactor {
  const { n } = symbolic.pattern;
  return {
    symbolic,
    lower: new Float64Array(symbolic.rowIndex.length),
    diagonal: new Float64Array(n),
    workspace: { row: new Float64Array(n), fill: new Int32Array(n) },
  };
}

/**
 * Factorizes P A Pᵀ = L D Lᵀ, up-looking: row k of L solves L(0..k, 0..k) D y = A(0..k, k).
 *
 * @param factor overwritten: `lower`, `diagonal`, workspace
 * @param values of A on the pattern that was analyzed: lower triangle with diagonal, by columns
 *
 * D may have negative entries (A indefinite); pivots are not exchanged, so a vanishing one ends the
 * factorization with status 'singular'. Allocates nothing. Cost O(sum over columns of L of count²).
 * Source: T. Davis, ACM Trans. Math. Softw. 31 (2005) 587, with the pattern kept between calls.
 */
export function factorizeLdl(factor: LdlFactor, values: Float64Array): LdlOutcome {
  const { symbolic, diagonal, workspace } = factor;
  const { pattern, order, colPtr } = symbolic;
  const { n } = pattern;
  workspace.row.fill(0);
  for (let j = 0; j < n; j++) workspace.fill[j] = colPtr[j]!;
  let scale = 0;
  for (let j = 0; j < n; j++) scale = Math.max(scale, Math.abs(values[pattern.colPtr[j]!]!));
  let negativePivots = 0;
  for (let k = 0; k < n; k++) {
    const original = order[k]!;
    const pivot = eliminateRow(factor, values, k, values[pattern.colPtr[original]!]!);
    diagonal[k] = pivot;
    // Written so that NaN ends here too.
    if (!(Math.abs(pivot) > PIVOT_TOLERANCE * scale))
      return { status: 'singular', column: original };
    if (pivot < 0) negativePivots++;
  }
  return { status: 'factorized', negativePivots };
}

/** Computes row k of L and returns the pivot. */
function eliminateRow(
  { symbolic, lower, diagonal, workspace }: LdlFactor,
  values: Float64Array,
  k: number,
  entry: number,
): number {
  const { upper, rowPtr, colIndex, colPtr, rowIndex } = symbolic;
  const { row, fill } = workspace;
  for (let p = upper.colPtr[k]!; p < upper.colPtr[k + 1]!; p++) {
    row[upper.rowIndex[p]!] = values[upper.source[p]!]!;
  }
  let pivot = entry;
  for (let q = rowPtr[k]!; q < rowPtr[k + 1]!; q++) {
    const j = colIndex[q]!;
    const y = row[j]!;
    row[j] = 0;
    const end = fill[j]!;
    for (let p = colPtr[j]!; p < end; p++) row[rowIndex[p]!]! -= lower[p]! * y;
    const l = y / diagonal[j]!;
    lower[end] = l;
    fill[j] = end + 1;
    pivot -= l * y;
  }
  return pivot;
}
