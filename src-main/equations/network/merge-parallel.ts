/** Edges made of couplings: parallel ones are one edge, sorted by (smaller, larger) node. */
export interface MergedEdges {
  readonly edgeFrom: Int32Array;
  readonly edgeTo: Int32Array;
  readonly weight: Float64Array;
  /** Edge that each coupling went into. */
  readonly edgeOf: Int32Array;
  /** Edges made of more than one coupling. */
  readonly parallelGroups: number;
}

/**
 * Sums couplings between the same two nodes, in their order.
 *
 * @param from, to, weight one entry per coupling, in any order and orientation
 *
 * Cost O(n + couplings), by two counting sorts.
 */
export function mergeParallel(
  n: number,
  from: Int32Array,
  to: Int32Array,
  weight: Float64Array,
): MergedEdges {
  const low = from.map((i, c) => Math.min(i, to[c]!));
  const high = from.map((i, c) => Math.max(i, to[c]!));
  const order = sortBy(
    low,
    n,
    sortBy(
      high,
      n,
      Int32Array.from(from, (_, c) => c),
    ),
  );
  const edgeOf = new Int32Array(from.length);
  const edgeFrom: number[] = [];
  const edgeTo: number[] = [];
  const sums: number[] = [];
  const members: number[] = [];
  for (const c of order) {
    const last = edgeFrom.length - 1;
    if (edgeFrom[last] === low[c] && edgeTo[last] === high[c]) {
      edgeOf[c] = last;
      sums[last]! += weight[c]!;
      members[last]!++;
    } else {
      edgeOf[c] = last + 1;
      edgeFrom.push(low[c]!);
      edgeTo.push(high[c]!);
      sums.push(weight[c]!);
      members.push(1);
    }
  }
  return {
    edgeFrom: Int32Array.from(edgeFrom),
    edgeTo: Int32Array.from(edgeTo),
    weight: Float64Array.from(sums),
    edgeOf,
    parallelGroups: members.filter((count) => count > 1).length,
  };
}

/** The items of `order`, stably sorted by key (0 <= key < n). */
function sortBy(key: Int32Array, n: number, order: Int32Array): Int32Array {
  const position = new Int32Array(n + 1);
  for (const k of key) position[k + 1]!++;
  for (let i = 0; i < n; i++) position[i + 1]! += position[i]!;
  const sorted = new Int32Array(order.length);
  for (const item of order) sorted[position[key[item]!]!++] = item;
  return sorted;
}
