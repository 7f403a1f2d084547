import type { LdlFactor } from './ldl-factorize.ts';

/** The entries of Z = A⁻¹ that lie on the pattern of L, and so all that lie on the pattern of A. */
export interface SelectedInverse {
  readonly factor: LdlFactor;
  /** Diagonal of Z, in the order of the pivots. */
  readonly diagonal: Float64Array;
  /** Z below the diagonal, in the order of `symbolic.rowIndex`. */
  readonly lower: Float64Array;
}

/**
 * Entries of A⁻¹ on the pattern of L, from the last pivot back to the first:
 * Z(i,j) = -sum_k Z(i,k) L(k,j) and Z(j,j) = 1/D(j) - sum_k Z(k,j) L(k,j), k over column j of L.
 *
 * Cost about that of the factorization; A⁻¹ itself is never formed.
 * Source: K. Takahashi, J. Fagan, M. Chen, 8th PICA Conference (1973) 63, eq. (7).
 */
export function selectedInverse(factor: LdlFactor): SelectedInverse {
  const { symbolic, diagonal } = factor;
  const n = diagonal.length;
  const inverse: SelectedInverse = {
    factor,
    diagonal: new Float64Array(n),
    lower: new Float64Array(symbolic.rowIndex.length),
  };
  const l = new Float64Array(n);
  const sum = new Float64Array(n);
  const column = new Int32Array(n).fill(-1);
  for (let j = n - 1; j >= 0; j--) invertColumn(inverse, j, l, sum, column);
  return inverse;
}

function invertColumn(
  { factor, diagonal, lower }: SelectedInverse,
  j: number,
  l: Float64Array,
  sum: Float64Array,
  column: Int32Array,
): void {
  const { colPtr, rowIndex } = factor.symbolic;
  const begin = colPtr[j]!;
  const end = colPtr[j + 1]!;
  for (let p = begin; p < end; p++) {
    const i = rowIndex[p]!;
    column[i] = j;
    l[i] = factor.lower[p]!;
    sum[i] = 0;
  }
  let corner = 1 / factor.diagonal[j]!;
  for (let p = begin; p < end; p++) {
    const k = rowIndex[p]!;
    const lk = l[k]!;
    let z = diagonal[k]! * lk;
    // Rows outside column j belong to column k alone; their part of Z(·, j) is not asked for.
    for (let q = colPtr[k]!; q < colPtr[k + 1]!; q++) {
      const i = rowIndex[q]!;
      if (column[i] !== j) continue;
      z += lower[q]! * l[i]!;
      sum[i]! += lower[q]! * lk;
    }
    // All earlier rows of column j have added their share by now.
    sum[k]! += z;
    lower[p] = -sum[k]!;
    corner += sum[k]! * lk;
  }
  diagonal[j] = corner;
}

/** A⁻¹(i, j) in the numbering of A, for i = j or (i, j) on the pattern of A. Cost O(log column). */
export function inverseEntry(
  { factor, diagonal, lower }: SelectedInverse,
  i: number,
  j: number,
): number {
  const { rank, colPtr, rowIndex } = factor.symbolic;
  const column = Math.min(rank[i]!, rank[j]!);
  const row = Math.max(rank[i]!, rank[j]!);
  if (row === column) return diagonal[row]!;
  let low = colPtr[column]!;
  let high = colPtr[column + 1]!;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rowIndex[middle]! < row) low = middle + 1;
    else high = middle;
  }
  if (rowIndex[low] !== row || low >= colPtr[column + 1]!) {
    throw new RangeError(
      `inverseEntry: (${i}, ${j}) is not on the pattern of the matrix; solve for the column instead.`,
    );
  }
  return lower[low]!;
}
