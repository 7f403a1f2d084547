/** A = L D Lᵀ of a dense symmetric matrix, with unit lower triangular L; refilled in place. */
export interface DenseLdl {
  readonly n: number;
  /** n x n by rows. On entry the lower triangle of A with its diagonal; then L below, D on it. */
  readonly matrix: Float64Array;
  /** Rows that are eliminated together, interleaved: entry j of row r of the block at 4 j + r. */
  readonly block: Float64Array;
}

export type DenseLdlOutcome =
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
const BLOCK_ROWS = 4;

export const createDenseLdl = (n: number): DenseLdl => ({
  n,
  matrix: new Float64Array(n * n),
  block: new Float64Array(BLOCK_ROWS * n),
});

/**
 * Factorizes A = L D Lᵀ: row i of L solves L(0..i, 0..i) y = A(0..i, i), L(i, j) = y(j) / D(j).
 *
 * Four rows at a time, so that each entry of L is read once for four products. Pivots are not
 * exchanged: a vanishing one ends the factorization with status 'singular', and `matrix` is then
 * half overwritten. Cost n³/6 products, nothing allocated; at n = 160 about half a millisecond.
 */
export function factorizeDenseLdl({ n, matrix, block }: DenseLdl): DenseLdlOutcome {
  let scale = 0;
  for (let i = 0; i < n; i++) scale = Math.max(scale, Math.abs(matrix[i * n + i]!));
  let negativePivots = 0;
  for (let first = 0; first < n; first += BLOCK_ROWS) {
    const rows = Math.min(BLOCK_ROWS, n - first);
    loadRows(matrix, n, first, rows, block);
    forwardRows(matrix, n, first, block);
    for (let i = first; i < first + rows; i++) {
      const pivot = finishRow(matrix, n, i, first, block);
      matrix[i * n + i] = pivot;
      // Written so that NaN ends here too.
      if (!(Math.abs(pivot) > PIVOT_TOLERANCE * scale)) return { status: 'singular', column: i };
      if (pivot < 0) negativePivots++;
    }
  }
  return { status: 'factorized', negativePivots };
}

/** Interleaves the rows of A up to the last column of the block; missing rows are zero. */
function loadRows(
  matrix: Float64Array,
  n: number,
  first: number,
  rows: number,
  block: Float64Array,
): void {
  const columns = Math.min(first + BLOCK_ROWS, n);
  for (let r = 0; r < BLOCK_ROWS; r++) {
    const row = (first + r) * n;
    for (let j = 0; j < columns; j++) block[BLOCK_ROWS * j + r] = r < rows ? matrix[row + j]! : 0;
  }
}

/**
 * y(j) -= L(j, 0..j) y(0..j) for the four rows at once, j before the block, two j at a time: eight
 * products for six numbers that are read.
 */
function forwardRows(matrix: Float64Array, n: number, first: number, block: Float64Array): void {
  for (let j = 0; j < first; j += 2) {
    const row = j * n;
    let y0 = 0;
    let y1 = 0;
    let y2 = 0;
    let y3 = 0;
    let z0 = 0;
    let z1 = 0;
    let z2 = 0;
    let z3 = 0;
    for (let k = row, b = 0; k < row + j; k++, b += BLOCK_ROWS) {
      const upper = matrix[k]!;
      const lower = matrix[k + n]!;
      const b0 = block[b]!;
      const b1 = block[b + 1]!;
      const b2 = block[b + 2]!;
      const b3 = block[b + 3]!;
      y0 += upper * b0;
      y1 += upper * b1;
      y2 += upper * b2;
      y3 += upper * b3;
      z0 += lower * b0;
      z1 += lower * b1;
      z2 += lower * b2;
      z3 += lower * b3;
    }
    const b = BLOCK_ROWS * j;
    const l = matrix[row + n + j]!;
    y0 = block[b]! - y0;
    y1 = block[b + 1]! - y1;
    y2 = block[b + 2]! - y2;
    y3 = block[b + 3]! - y3;
    block[b] = y0;
    block[b + 1] = y1;
    block[b + 2] = y2;
    block[b + 3] = y3;
    block[b + 4]! -= z0 + l * y0;
    block[b + 5]! -= z1 + l * y1;
    block[b + 6]! -= z2 + l * y2;
    block[b + 7]! -= z3 + l * y3;
  }
}

/** Ends the row within the block, writes it as a row of L, and returns its pivot. */
function finishRow(
  matrix: Float64Array,
  n: number,
  i: number,
  first: number,
  block: Float64Array,
): number {
  const r = i - first;
  for (let j = first; j < i; j++) {
    let sum = 0;
    for (let k = 0; k < j; k++) sum += matrix[j * n + k]! * block[BLOCK_ROWS * k + r]!;
    block[BLOCK_ROWS * j + r]! -= sum;
  }
  let pivot = block[BLOCK_ROWS * i + r]!;
  for (let j = 0; j < i; j++) {
    const y = block[BLOCK_ROWS * j + r]!;
    const l = y / matrix[j * n + j]!;
    matrix[i * n + j] = l;
    pivot -= l * y;
  }
  return pivot;
}

/**
 * Solves A x = b with A = L D Lᵀ.
 *
 * @param b right-hand side, length n
 * @param x solution, length n, overwritten; may be b itself
 *
 * Cost n² products; nothing is allocated.
 */
export function solveDenseLdl({ n, matrix }: DenseLdl, b: Float64Array, x: Float64Array): void {
  for (let i = 0; i < n; i++) {
    const row = i * n;
    let sum = b[i]!;
    for (let j = 0; j < i; j++) sum -= matrix[row + j]! * x[j]!;
    x[i] = sum;
  }
  for (let i = 0; i < n; i++) x[i]! /= matrix[i * n + i]!;
  for (let i = n - 1; i > 0; i--) {
    const row = i * n;
    const value = x[i]!;
    for (let j = 0; j < i; j++) x[j]! -= matrix[row + j]! * value;
  }
}
