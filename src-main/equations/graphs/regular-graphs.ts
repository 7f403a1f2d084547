import type { Graph } from '../oscillators/oscillator-network.ts';
import { graphOfKeys, graphWhere, pairKey } from './edge-list.ts';

/** Every pair of nodes is an edge. */
export const completeGraph = (n: number): Graph => graphWhere(n, () => true);

/** Edges (i, i + 1), and (0, n - 1): a cycle of n nodes, n at least 3. */
export const ringGraph = (n: number): Graph => latticeRing(n, 2);

/** The ring in which each node is joined to the `degree` nearest ones, half to either side. */
export function latticeRing(n: number, degree: number): Graph {
  if (degree % 2 !== 0 || degree < 2 || degree >= n) {
    throw new RangeError(
      `latticeRing: degree is ${degree} of ${n} nodes; give an even number from 2 to ${n - 1}.`,
    );
  }
  const keys: number[] = [];
  for (let step = 1; step <= degree / 2; step++) {
    for (let i = 0; i < n; i++) keys.push(pairKey(n, i, (i + step) % n));
  }
  return graphOfKeys(n, new Set(keys));
}
