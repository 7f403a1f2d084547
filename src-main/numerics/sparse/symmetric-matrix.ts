/**
 * Pattern of a symmetric sparse matrix: the lower triangle with its diagonal, by columns.
 *
 * Column j holds `rowIndex[colPtr[j] .. colPtr[j + 1])`; its first entry is the diagonal, the others
 * are the rows below it, ascending. Every diagonal entry is stored, even where its value is zero.
 */
export interface SymmetricPattern {
  readonly n: number;
  /** Length n + 1. */
  readonly colPtr: Int32Array;
  /** Length colPtr[n]. */
  readonly rowIndex: Int32Array;
}

/** A symmetric matrix: a pattern, and one value for each of its entries. */
export interface SymmetricMatrix {
  readonly pattern: SymmetricPattern;
  readonly values: Float64Array;
}

/**
 * Pattern of a symmetric matrix from the pairs of nodes that its off-diagonal entries couple.
 *
 * @param n order of the matrix
 * @param from, to the pairs, each once, with from < to, sorted by (from, to)
 *
 * Entry e of the pairs lands at position `e + from[e] + 1`, the diagonal of column j at `colPtr[j]`:
 * whoever fills the values needs no search. Cost O(n + pairs).
 */
export function patternOfPairs(n: number, from: Int32Array, to: Int32Array): SymmetricPattern {
  const colPtr = new Int32Array(n + 1);
  const rowIndex = new Int32Array(n + from.length);
  let entry = 0;
  for (let column = 0, pair = 0; column < n; column++) {
    colPtr[column] = entry;
    rowIndex[entry++] = column;
    for (; pair < from.length && from[pair] === column; pair++) rowIndex[entry++] = to[pair]!;
  }
  colPtr[n] = entry;
  if (entry !== rowIndex.length) {
    throw new RangeError(
      'patternOfPairs: the pairs must be sorted by (from, to) with 0 <= from < n; sort them first.',
    );
  }
  return { n, colPtr, rowIndex };
}

/** y = A x. Overwrites y, which must not be x. Cost O(entries). */
export function multiply(matrix: SymmetricMatrix, x: Float64Array, y: Float64Array): void {
  const { pattern, values } = matrix;
  const { n, colPtr, rowIndex } = pattern;
  y.fill(0);
  for (let j = 0; j < n; j++) {
    const diagonal = colPtr[j]!;
    const xj = x[j]!;
    let sum = values[diagonal]! * xj;
    for (let p = diagonal + 1; p < colPtr[j + 1]!; p++) {
      const i = rowIndex[p]!;
      y[i]! += values[p]! * xj;
      sum += values[p]! * x[i]!;
    }
    y[j]! += sum;
  }
}
