/**
 * Who is joined to whom, in rows that lie one after the other: the neighbours of node i are
 * `nodes[starts[i]]` up to `nodes[starts[i + 1]]`.
 */
export interface NeighbourRows {
  readonly starts: Int32Array;
  readonly nodes: Int32Array;
}

export function neighbourRows(neighbours: readonly (readonly number[])[]): NeighbourRows {
  const starts = new Int32Array(neighbours.length + 1);
  neighbours.forEach((joined, i) => (starts[i + 1] = indexAt(starts, i) + joined.length));
  return { starts, nodes: Int32Array.from(neighbours.flat()) };
}

/**
 * What stands at a place that is known to exist. One function for each kind of array: one for both
 * would keep the engine from making plain loads of them.
 */
export const at = (values: Float64Array, i: number): number => values[i] ?? 0;
export const indexAt = (values: Int32Array, i: number): number => values[i] ?? 0;
