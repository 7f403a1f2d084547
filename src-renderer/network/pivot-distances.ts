import { at, indexAt } from './neighbour-rows.ts';
import type { NeighbourRows } from './neighbour-rows.ts';

/** Hop counts from pivots, each pivot the node farthest from those before it. */
export function pivotDistances(rows: NeighbourRows, pivots: number): Float64Array[] {
  const count = rows.starts.length - 1;
  const nearest = new Float64Array(count).fill(Infinity);
  const columns: Float64Array[] = [];
  let pivot = 0;
  while (columns.length < pivots) {
    const column = hopsFrom(rows, pivot);
    columns.push(column);
    pivot = 0;
    for (let i = 0; i < count; i++) {
      nearest[i] = Math.min(at(nearest, i), at(column, i));
      if (at(nearest, i) > at(nearest, pivot)) pivot = i;
    }
    if (at(nearest, pivot) === 0) break;
  }
  return columns;
}

/** Breadth first; what cannot be reached counts as a little farther than all that can. */
function hopsFrom({ starts, nodes }: NeighbourRows, start: number): Float64Array {
  const hops = new Float64Array(starts.length - 1).fill(-1);
  const queue = new Int32Array(hops.length);
  hops[start] = 0;
  queue[0] = start;
  let farthest = 0;
  let found = 1;
  for (let place = 0; place < found; place++) {
    const node = indexAt(queue, place);
    farthest = at(hops, node);
    const end = indexAt(starts, node + 1);
    for (let k = indexAt(starts, node); k < end; k++) {
      const next = indexAt(nodes, k);
      if (at(hops, next) !== -1) continue;
      hops[next] = farthest + 1;
      queue[found++] = next;
    }
  }
  if (found < hops.length) {
    for (let i = 0; i < hops.length; i++) if (at(hops, i) === -1) hops[i] = farthest + 3;
  }
  return hops;
}
