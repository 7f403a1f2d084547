import type { Position } from '../../src-shared/grid/grid-case.ts';
import { pivotDistances } from './pivot-layout.ts';

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
  const columns = pivotDistances(neighbours, Math.min(draft.length, mostPivots));
  const pivots = columns.map((column) => column.indexOf(0));
  const distances = byNode(columns);
  const weights = byNode(pivotWeights(columns, pivots));
  const sum = { x: 0, y: 0, weight: 0 };
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < draft.length; i++) {
      sum.x = sum.y = sum.weight = 0;
      for (const j of neighbours[i] ?? []) pull(sum, x, y, i, j, 1, 1);
      const first = i * pivots.length;
      for (let k = 0; k < pivots.length; k++) {
        const distance = at(distances, first + k);
        if (distance > 1) pull(sum, x, y, i, pivots[k] ?? 0, distance, at(weights, first + k));
      }
      if (sum.weight === 0) continue;
      x[i] = sum.x / sum.weight;
      y[i] = sum.y / sum.weight;
    }
  }
  return draft.map((_, i) => ({ x: at(x, i), y: at(y, i) }));
}

const mostPivots = 40;

const at = (values: Float64Array, i: number): number => values[i] ?? 0;

/** One row per node instead of one column per pivot: read in the order in which it is stored. */
function byNode(columns: readonly Float64Array[]): Float64Array {
  const rows = new Float64Array(columns.length * (columns[0]?.length ?? 0));
  columns.forEach((column, k) => {
    for (let i = 0; i < column.length; i++) rows[i * columns.length + k] = at(column, i);
  });
  return rows;
}

/** Adds where node j wants node i: at a distance from itself, in the direction it has now. */
function pull(
  sum: { x: number; y: number; weight: number },
  x: Float64Array,
  y: Float64Array,
  i: number,
  j: number,
  distance: number,
  weight: number,
): void {
  const dx = at(x, i) - at(x, j);
  const dy = at(y, i) - at(y, j);
  const stretch = distance / (Math.sqrt(dx * dx + dy * dy) || 1e-6);
  sum.x += weight * (at(x, j) + dx * stretch);
  sum.y += weight * (at(y, j) + dy * stretch);
  sum.weight += weight;
}

/**
 * Weight of every node and pivot: 1/d² times how many nodes of the pivot's own region lie within
 * half the way, for which the pivot stands.
 */
function pivotWeights(
  distances: readonly Float64Array[],
  pivots: readonly number[],
): Float64Array[] {
  const [nearest] = distances;
  if (!nearest) return [];
  const count = nearest.length;
  const within: number[][] = pivots.map(() => []);
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
