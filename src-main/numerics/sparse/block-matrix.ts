/**
 * A square sparse matrix of 2x2 blocks on a structurally symmetric pattern, by block rows.
 *
 * Block row i holds block columns `colIndex[rowPtr[i] .. rowPtr[i + 1])`, ascending, the diagonal
 * among them; block p has its four values at `values[4 p ..]`, row by row. A value may be zero; the
 * block must be stored wherever its mirror image is.
 */
export interface BlockPattern {
  readonly n: number;
  readonly rowPtr: Int32Array;
  readonly colIndex: Int32Array;
  /** Position of each diagonal block. */
  readonly diagonal: Int32Array;
}

/**
 * Block pattern of a symmetric graph: one block a node, two a pair.
 *
 * @param from, to the pairs, each once, with from < to, sorted by (from, to)
 *
 * Also gives where each pair's two blocks are: `forward[e]` is block (from, to), `backward[e]` its
 * mirror image (to, from). Cost O(n + pairs).
 */
export function blockPatternOfPairs(
  n: number,
  from: Int32Array,
  to: Int32Array,
): BlockPattern & { readonly forward: Int32Array; readonly backward: Int32Array } {
  const pairs = from.length;
  const rowPtr = new Int32Array(n + 1);
  for (let i = 0; i < n; i++) rowPtr[i + 1] = 1;
  for (let e = 0; e < pairs; e++) {
    rowPtr[from[e]! + 1]!++;
    rowPtr[to[e]! + 1]!++;
  }
  for (let i = 0; i < n; i++) rowPtr[i + 1]! += rowPtr[i]!;
  const next = rowPtr.slice(0, n);
  const colIndex = new Int32Array(n + 2 * pairs);
  const forward = new Int32Array(pairs);
  const backward = new Int32Array(pairs);
  const diagonal = new Int32Array(n);
  // Lower neighbours first, in ascending order since the pairs are sorted; then the diagonal; then
  // the upper ones.
  for (let e = 0; e < pairs; e++) {
    const p = next[to[e]!]!++;
    colIndex[p] = from[e]!;
    backward[e] = p;
  }
  for (let i = 0; i < n; i++) {
    const p = next[i]!++;
    colIndex[p] = i;
    diagonal[i] = p;
  }
  for (let e = 0; e < pairs; e++) {
    const p = next[from[e]!]!++;
    colIndex[p] = to[e]!;
    forward[e] = p;
  }
  return { n, rowPtr, colIndex, diagonal, forward, backward };
}
