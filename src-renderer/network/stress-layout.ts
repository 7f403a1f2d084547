import type { Position } from '../../src-shared/grid/grid-case.ts';
import { at, indexAt, neighbourRows } from './neighbour-rows.ts';
import { pivotDistances } from './pivot-distances.ts';

type Neighbours = readonly (readonly number[])[];

/**
 * Makes distances on paper follow distances in the network: lowers the sparse stress
 * sum of w (|p_i - p_j| - d)² over joined nodes (d = 1, w = 1) and over nodes and pivots
 * (d hops, w = s / d², s the nodes that the pivot stands for), node after node by the majorizing
 * step (Ortmann, Klimenta & Brandes 2016, eq. 5 and 6).
 *
 * `draft`: one place per node, in edge lengths; returned changed. Deterministic. Cost of a round
 * O(pivots x nodes + edges).
 */
export function lowerStress(
  draft: readonly Position[],
  neighbours: Neighbours,
  rounds: number,
): Position[] {
  const x = Float64Array.from(draft, (place) => place.x);
  const y = Float64Array.from(draft, (place) => place.y);
  const rows = neighbourRows(neighbours);
  const columns = pivotDistances(rows, Math.min(draft.length, mostPivots));
  const pivots = Int32Array.from(columns, (column) => column.indexOf(0));
  const distances = byNode(columns);
  const weights = byNode(pivotWeights(columns, pivots));
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < draft.length; i++) {
      const ownX = at(x, i);
      const ownY = at(y, i);
      let sumX = 0;
      let sumY = 0;
      let sum = 0;
      // Each wants node i at a distance from itself, in the direction that it has now.
      const end = indexAt(rows.starts, i + 1);
      for (let k = indexAt(rows.starts, i); k < end; k++) {
        const j = indexAt(rows.nodes, k);
        const dx = ownX - at(x, j);
        const dy = ownY - at(y, j);
        const stretch = 1 / (Math.sqrt(dx * dx + dy * dy) || 1e-6);
        sumX += at(x, j) + dx * stretch;
        sumY += at(y, j) + dy * stretch;
        sum += 1;
      }
      const first = i * pivots.length;
      for (let k = 0; k < pivots.length; k++) {
        const distance = at(distances, first + k);
        if (distance <= 1) continue;
        const j = indexAt(pivots, k);
        const weight = at(weights, first + k);
        const dx = ownX - at(x, j);
        const dy = ownY - at(y, j);
        const stretch = distance / (Math.sqrt(dx * dx + dy * dy) || 1e-6);
        sumX += weight * (at(x, j) + dx * stretch);
        sumY += weight * (at(y, j) + dy * stretch);
        sum += weight;
      }
      if (sum === 0) continue;
      x[i] = sumX / sum;
      y[i] = sumY / sum;
    }
  }
  return draft.map((_, i) => ({ x: at(x, i), y: at(y, i) }));
}

const mostPivots = 40;

/** One row per node instead of one column per pivot: read in the order in which it is stored. */
function byNode(columns: readonly Float64Array[]): Float64Array {
  const rows = new Float64Array(columns.length * (columns[0]?.length ?? 0));
  columns.forEach((column, k) => {
    for (let i = 0; i < column.length; i++) rows[i * columns.length + k] = at(column, i);
  });
  return rows;
}

/**
 * Weight of every node and pivot: 1/d² times how many nodes of the pivot's own region lie within
 * half the way, for which the pivot stands.
 */
function pivotWeights(distances: readonly Float64Array[], pivots: Int32Array): Float64Array[] {
  const [nearest] = distances;
  if (!nearest) return [];
  const count = nearest.length;
  const within: number[][] = Array.from(pivots, () => []);
  for (let i = 0; i < count; i++) {
    let own = 0;
    let hops = at(nearest, i);
    distances.forEach((column, k) => {
      if (at(column, i) >= hops) return;
      own = k;
      hops = at(column, i);
    });
    const region = within[own];
    if (region) region[hops] = (region[hops] ?? 0) + 1;
  }
  return distances.map((column, k) => {
    const upTo: number[] = [];
    let sum = 0;
    const region = within[k] ?? [];
    for (let hops = 0; hops < region.length; hops++) upTo[hops] = sum += region[hops] ?? 0;
    return column.map((d) => {
      const half = Math.min(Math.floor(d / 2), upTo.length - 1);
      return d > 0 ? (upTo[half] ?? 1) / (d * d) : 0;
    });
  });
}
