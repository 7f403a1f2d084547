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
  const count = draft.length;
  const x = Float64Array.from(draft, (place) => place.x);
  const y = Float64Array.from(draft, (place) => place.y);
  const distances = pivotDistances(neighbours, Math.min(count, mostPivots));
  const pivots = distances.map((column) => column.indexOf(0));
  const weights = pivotWeights(distances, pivots);
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < count; i++) {
      const pull = { x: 0, y: 0, weight: 0 };
      for (const j of neighbours[i] ?? []) attract(pull, x, y, i, j, 1, 1);
      for (let k = 0; k < pivots.length; k++) {
        const distance = at(distances[k], i);
        if (distance > 1) attract(pull, x, y, i, pivots[k] ?? 0, distance, at(weights[k], i));
      }
      if (pull.weight === 0) continue;
      x[i] = pull.x / pull.weight;
      y[i] = pull.y / pull.weight;
    }
  }
  return draft.map((_, i) => ({ x: at(x, i), y: at(y, i) }));
}

const mostPivots = 60;

const at = (values: Float64Array | undefined, i: number): number => values?.[i] ?? 0;

/** Adds where node j wants node i: at distance d from itself, in the direction it has now. */
function attract(
  pull: { x: number; y: number; weight: number },
  x: Float64Array,
  y: Float64Array,
  i: number,
  j: number,
  distance: number,
  weight: number,
): void {
  const dx = at(x, i) - at(x, j);
  const dy = at(y, i) - at(y, j);
  const stretch = distance / (Math.hypot(dx, dy) || 1e-6);
  pull.x += weight * (at(x, j) + dx * stretch);
  pull.y += weight * (at(y, j) + dy * stretch);
  pull.weight += weight;
}

/**
 * Weight of every node and pivot: 1/d² times how many nodes of the pivot's own region lie within
 * half the way, for which the pivot stands.
 */
function pivotWeights(
  distances: readonly Float64Array[],
  pivots: readonly number[],
): Float64Array[] {
  const count = distances[0]?.length ?? 0;
  const within: number[][] = pivots.map(() => []);
  for (let i = 0; i < count; i++) {
    let own = 0;
    distances.forEach((column, k) => {
      if (at(column, i) < at(distances[own], i)) own = k;
    });
    const hops = at(distances[own], i);
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
