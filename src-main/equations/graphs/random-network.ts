import type { GraphFamily } from '../../../src-shared/studies/random-law.ts';
import { findIslands } from '../network/islands.ts';
import type { Graph, OscillatorNetwork } from '../oscillators/oscillator-network.ts';
import type { Uniform } from './edge-list.ts';
import { completeGraph, ringGraph } from './regular-graphs.ts';
import { erdosRenyi, randomGeometric, randomTree, wattsStrogatz } from './random-graphs.ts';

/** Neighbours of each node before rewiring (paper B, figure 3). */
export const WATTS_STROGATZ_DEGREE = 4;
/** Random numbers that a search for a connected graph may use: about a second. */
const MOST_NUMBERS = 2e7;
const LEAST_DRAWS = 1000;

/**
 * A graph of the family.
 *
 * @param p erdos-renyi: probability of an edge; random-geometric: radius in the unit square;
 *   watts-strogatz: probability that an edge is rewired; the others have none
 */
export function drawGraph(family: GraphFamily, n: number, p: number, uniform: Uniform): Graph {
  switch (family) {
    case 'erdos-renyi':
      return erdosRenyi(n, p, uniform);
    case 'random-geometric':
      return randomGeometric(n, p, uniform);
    case 'watts-strogatz':
      return wattsStrogatz(n, WATTS_STROGATZ_DEGREE, p, uniform);
    case 'complete':
      return completeGraph(n);
    case 'ring':
      return ringGraph(n);
    case 'tree':
      return randomTree(n, uniform);
  }
}

/** Graphs of n nodes after which a law is taken for one that gives no connected graph. */
export const mostDraws = (n: number): number =>
  Math.max(LEAST_DRAWS, Math.ceil(MOST_NUMBERS / (n * n)));

/** Draws until the graph is connected; null where `most` draws are not enough. */
export function drawConnected(
  draw: () => Graph,
  most: number = LEAST_DRAWS,
): { readonly graph: Graph; readonly redrawn: number } | null {
  for (let redrawn = 0; redrawn < most; redrawn++) {
    const graph = draw();
    if (isConnected(graph)) return { graph, redrawn };
  }
  return null;
}

/** One island; fewer edges than a tree has need no search. */
function isConnected(graph: Graph): boolean {
  return graph.edgeFrom.length >= graph.n - 1 && findIslands(graph).count === 1;
}

/** The graph with couplings and powers: D = 1 and no inertia. */
export const networkOn = (
  graph: Graph,
  weight: Float64Array,
  omega: Float64Array,
): OscillatorNetwork => ({
  ...graph,
  weight,
  phaseShift: null,
  omega,
  M: new Float64Array(graph.n),
  D: new Float64Array(graph.n).fill(1),
});
