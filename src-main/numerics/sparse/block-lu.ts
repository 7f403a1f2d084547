import type { BlockPattern } from './block-matrix.ts';
import { analyzeLdl } from './ldl-symbolic.ts';
import type { LdlSymbolic } from './ldl-symbolic.ts';

/**
 * P A Pᵀ = L U by 2x2 blocks, refilled in place by every factorization on the same pattern.
 *
 * L is unit lower block triangular, kept by rows; U is kept by rows with its diagonal blocks
 * inverted. Both have the pattern of the symmetric factor: the order is that of LDLᵀ and is not
 * changed for the values, which Jacobians of power balances bear.
 */
export interface BlockLu {
  readonly pattern: BlockPattern;
  readonly symbolic: LdlSymbolic;
  /** Blocks of L in the order of `symbolic.colIndex`. */
  readonly lower: Float64Array;
  /** Blocks of U above the diagonal in the order of `symbolic.rowIndex`. */
  readonly upper: Float64Array;
  readonly inverseDiagonal: Float64Array;
  /** One block a column, zero between calls. */
  readonly work: Float64Array;
}

export type BlockLuOutcome =
  | { readonly status: 'factorized' }
  | {
      readonly status: 'singular';
      /** Block row of A whose pivot block vanished. */
      readonly row: number;
    };

/** A pivot block is singular where its determinant is this small against its entries. */
const PIVOT_TOLERANCE = 1e-14;

/** Symbolic analysis and room for factorizations. Cost: the order, plus O(blocks of L). */
export function createBlockLu(pattern: BlockPattern): BlockLu {
  const symbolic = analyzeBlockLu(pattern);
  const blocks = symbolic.rowIndex.length;
  return {
    pattern,
    symbolic,
    lower: new Float64Array(4 * blocks),
    upper: new Float64Array(4 * blocks),
    inverseDiagonal: new Float64Array(4 * pattern.n),
    work: new Float64Array(4 * pattern.n),
  };
}

/** Order and pattern of the factors, from the graph of the blocks. */
export const analyzeBlockLu = (pattern: BlockPattern): LdlSymbolic =>
  analyzeLdl(lowerPatternOf(pattern));

/** Lower triangle with the diagonal, by columns: column j holds the rows below it. */
function lowerPatternOf({ n, rowPtr, colIndex, diagonal }: BlockPattern): LdlSymbolic['pattern'] {
  const colPtr = new Int32Array(n + 1);
  for (let j = 0; j < n; j++) colPtr[j + 1] = colPtr[j]! + rowPtr[j + 1]! - diagonal[j]!;
  const rowIndex = new Int32Array(colPtr[n]!);
  // By structural symmetry the rows below the diagonal of column j are the columns right of it in row j.
  for (let j = 0, at = 0; j < n; j++) {
    for (let p = diagonal[j]!; p < rowPtr[j + 1]!; p++) rowIndex[at++] = colIndex[p]!;
  }
  return { n, colPtr, rowIndex };
}

/**
 * Factorizes P A Pᵀ = L U row by row: row k of A, minus the multiples of the rows of U that its
 * lower part asks for, is row k of L and of U.
 *
 * @param lu overwritten
 * @param values of A, four a block, in the order of the pattern
 *
 * Allocates nothing. Cost O(sum over rows of L of the lengths of the rows of U that it meets).
 */
export function factorizeBlockLu(lu: BlockLu, values: Float64Array): BlockLuOutcome {
  const { pattern, symbolic, work } = lu;
  const { order, rank } = symbolic;
  for (let k = 0; k < pattern.n; k++) {
    const row = order[k]!;
    for (let p = pattern.rowPtr[row]!; p < pattern.rowPtr[row + 1]!; p++) {
      const w = 4 * rank[pattern.colIndex[p]!]!;
      work[w] = values[4 * p]!;
      work[w + 1] = values[4 * p + 1]!;
      work[w + 2] = values[4 * p + 2]!;
      work[w + 3] = values[4 * p + 3]!;
    }
    eliminateRow(lu, k);
    if (!storeRow(lu, k)) {
      work.fill(0);
      return { status: 'singular', row };
    }
  }
  return { status: 'factorized' };
}

function eliminateRow({ symbolic, lower, upper, inverseDiagonal, work }: BlockLu, k: number): void {
  const { rowPtr, colIndex, colPtr, rowIndex } = symbolic;
  for (let q = rowPtr[k]!; q < rowPtr[k + 1]!; q++) {
    const j = colIndex[q]!;
    const w = 4 * j;
    const w0 = work[w]!;
    const w1 = work[w + 1]!;
    const w2 = work[w + 2]!;
    const w3 = work[w + 3]!;
    const d0 = inverseDiagonal[w]!;
    const d1 = inverseDiagonal[w + 1]!;
    const d2 = inverseDiagonal[w + 2]!;
    const d3 = inverseDiagonal[w + 3]!;
    const l0 = w0 * d0 + w1 * d2;
    const l1 = w0 * d1 + w1 * d3;
    const l2 = w2 * d0 + w3 * d2;
    const l3 = w2 * d1 + w3 * d3;
    work[w] = 0;
    work[w + 1] = 0;
    work[w + 2] = 0;
    work[w + 3] = 0;
    const at = 4 * q;
    lower[at] = l0;
    lower[at + 1] = l1;
    lower[at + 2] = l2;
    lower[at + 3] = l3;
    for (let p = colPtr[j]!; p < colPtr[j + 1]!; p++) {
      const u = 4 * p;
      const u0 = upper[u]!;
      const u1 = upper[u + 1]!;
      const u2 = upper[u + 2]!;
      const u3 = upper[u + 3]!;
      const v = 4 * rowIndex[p]!;
      work[v]! -= l0 * u0 + l1 * u2;
      work[v + 1]! -= l0 * u1 + l1 * u3;
      work[v + 2]! -= l2 * u0 + l3 * u2;
      work[v + 3]! -= l2 * u1 + l3 * u3;
    }
  }
}

/** Moves row k of U out of the work row; false where its diagonal block is singular. */
function storeRow({ symbolic, upper, inverseDiagonal, work }: BlockLu, k: number): boolean {
  const { colPtr, rowIndex } = symbolic;
  const d = 4 * k;
  const a = work[d]!;
  const b = work[d + 1]!;
  const c = work[d + 2]!;
  const e = work[d + 3]!;
  const determinant = a * e - b * c;
  // Written so that NaN ends here too.
  const scale = Math.abs(a * e) + Math.abs(b * c);
  if (!(Math.abs(determinant) > PIVOT_TOLERANCE * scale)) return false;
  const reciprocal = 1 / determinant;
  inverseDiagonal[d] = e * reciprocal;
  inverseDiagonal[d + 1] = -b * reciprocal;
  inverseDiagonal[d + 2] = -c * reciprocal;
  inverseDiagonal[d + 3] = a * reciprocal;
  work[d] = 0;
  work[d + 1] = 0;
  work[d + 2] = 0;
  work[d + 3] = 0;
  for (let p = colPtr[k]!; p < colPtr[k + 1]!; p++) {
    const w = 4 * rowIndex[p]!;
    const u = 4 * p;
    upper[u] = work[w]!;
    upper[u + 1] = work[w + 1]!;
    upper[u + 2] = work[w + 2]!;
    upper[u + 3] = work[w + 3]!;
    work[w] = 0;
    work[w + 1] = 0;
    work[w + 2] = 0;
    work[w + 3] = 0;
  }
  return true;
}

/**
 * Solves A x = b with the factorization at hand.
 *
 * @param b two values a block row, in the order of A; not changed
 * @param x overwritten; may be b itself
 *
 * Allocates nothing. Cost O(blocks of L and U).
 */
export function solveBlockLu(lu: BlockLu, b: Float64Array, x: Float64Array): void {
  const { pattern, symbolic, work } = lu;
  const { order } = symbolic;
  const y = work.subarray(0, 2 * pattern.n);
  for (let k = 0; k < pattern.n; k++) {
    y[2 * k] = b[2 * order[k]!]!;
    y[2 * k + 1] = b[2 * order[k]! + 1]!;
  }
  forward(lu, y);
  backward(lu, y);
  for (let k = 0; k < pattern.n; k++) {
    x[2 * order[k]!] = y[2 * k]!;
    x[2 * order[k]! + 1] = y[2 * k + 1]!;
  }
  y.fill(0);
}

/** y <- L⁻¹ y */
function forward({ pattern, symbolic, lower }: BlockLu, y: Float64Array): void {
  const { rowPtr, colIndex } = symbolic;
  for (let k = 0; k < pattern.n; k++) {
    let y0 = y[2 * k]!;
    let y1 = y[2 * k + 1]!;
    for (let q = rowPtr[k]!; q < rowPtr[k + 1]!; q++) {
      const j = 2 * colIndex[q]!;
      const l = 4 * q;
      y0 -= lower[l]! * y[j]! + lower[l + 1]! * y[j + 1]!;
      y1 -= lower[l + 2]! * y[j]! + lower[l + 3]! * y[j + 1]!;
    }
    y[2 * k] = y0;
    y[2 * k + 1] = y1;
  }
}

/** y <- U⁻¹ y */
function backward({ pattern, symbolic, upper, inverseDiagonal }: BlockLu, y: Float64Array): void {
  const { colPtr, rowIndex } = symbolic;
  for (let k = pattern.n - 1; k >= 0; k--) {
    let y0 = y[2 * k]!;
    let y1 = y[2 * k + 1]!;
    for (let p = colPtr[k]!; p < colPtr[k + 1]!; p++) {
      const j = 2 * rowIndex[p]!;
      const u = 4 * p;
      y0 -= upper[u]! * y[j]! + upper[u + 1]! * y[j + 1]!;
      y1 -= upper[u + 2]! * y[j]! + upper[u + 3]! * y[j + 1]!;
    }
    const d = 4 * k;
    y[2 * k] = inverseDiagonal[d]! * y0 + inverseDiagonal[d + 1]! * y1;
    y[2 * k + 1] = inverseDiagonal[d + 2]! * y0 + inverseDiagonal[d + 3]! * y1;
  }
}
