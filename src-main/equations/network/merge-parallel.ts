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
  const couplings = from.length;
  const low = new Int32Array(couplings);
  const high = new Int32Array(couplings);
  const given = new Int32Array(couplings);
  for (let c = 0; c < couplings; c++) {
    low[c] = Math.min(from[c]!, to[c]!);
    high[c] = Math.max(from[c]!, to[c]!);
    given[c] = c;
  }
  const order = sortBy(low, n, sortBy(high, n, given));
  const edgeOf = new Int32Array(couplings);
  const edgeFrom = new Int32Array(couplings);
  const edgeTo = new Int32Array(couplings);
  const sums = new Float64Array(couplings);
  let edges = 0;
  let parallelGroups = 0;
  let members = 0;
  for (let k = 0; k < couplings; k++) {
    const c = order[k]!;
    const last = edges - 1;
    if (edges > 0 && edgeFrom[last] === low[c] && edgeTo[last] === high[c]) {
      edgeOf[c] = last;
      sums[last]! += weight[c]!;
      if (++members === 2) parallelGroups++;
    } else {
      edgeOf[c] = edges;
      edgeFrom[edges] = low[c]!;
      edgeTo[edges] = high[c]!;
      sums[edges++] = weight[c]!;
      members = 1;
    }
  }
  return {
    edgeFrom: edgeFrom.slice(0, edges),
    edgeTo: edgeTo.slice(0, edges),
    weight: sums.slice(0, edges),
    edgeOf,
    parallelGroups,
  };
}

/** The items of `order`, stably sorted by key (0 <= key < n). */
function sortBy(key: Int32Array, n: number, order: Int32Array): Int32Array {
  const position = new Int32Array(n + 1);
  for (let item = 0; item < key.length; item++) position[key[item]! + 1]!++;
  for (let i = 0; i < n; i++) position[i + 1]! += position[i]!;
  const sorted = new Int32Array(order.length);
  for (let k = 0; k < order.length; k++) {
    const item = order[k]!;
    sorted[position[key[item]!]!++] = item;
  }
  return sorted;
}
