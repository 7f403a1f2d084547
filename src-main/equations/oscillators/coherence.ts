import { orderParameter } from './cohesiveness.ts';
import type { Graph } from './oscillator-network.ts';

/**
 * The coherence of paper A on its three scales: a unit, a group, the whole; and its extensions
 * (section 2.4). All take angles in rad, wrapped or not, and lie in [0, 1] but for those that say
 * otherwise. Cost O(N) each, O(edges) where links are summed.
 */

/** |1/|g| sum_{j in g} exp(i theta_j)| over a group of nodes; NaN for an empty one (local, meso). */
export function groupCoherence(theta: Float64Array, group: ArrayLike<number>): number {
  let x = 0;
  let y = 0;
  for (let k = 0; k < group.length; k++) {
    x += Math.cos(theta[group[k]!]!);
    y += Math.sin(theta[group[k]!]!);
  }
  return Math.sqrt(x * x + y * y) / group.length;
}

/**
 * |sum_j |s_j| exp(i theta_j)| / sum_j |s_j| (weighted). With signs the value could pass 1, so that
 * magnitudes count; NaN where all weights are 0.
 */
export function weightedCoherence(theta: Float64Array, weight: Float64Array): number {
  let x = 0;
  let y = 0;
  let total = 0;
  for (let j = 0; j < theta.length; j++) {
    const s = Math.abs(weight[j]!);
    x += s * Math.cos(theta[j]!);
    y += s * Math.sin(theta[j]!);
    total += s;
  }
  return Math.sqrt(x * x + y * y) / total;
}

/**
 * sum_e a_e cos(theta_i - theta_j) / sum_e |a_e| over the edges with a coupling (link-based): 1 where
 * all neighbours agree, below 0 where most oppose each other; NaN without couplings. It is 1 in a
 * travelling wave, where the global coherence is near 0.
 */
export function linkCoherence(
  { edgeFrom, edgeTo }: Graph,
  weight: Float64Array,
  theta: Float64Array,
): number {
  let sum = 0;
  let total = 0;
  for (let e = 0; e < edgeFrom.length; e++) {
    const a = weight[e]!;
    if (a === 0) continue;
    sum += a * Math.cos(theta[edgeFrom[e]!]! - theta[edgeTo[e]!]!);
    total += Math.abs(a);
  }
  return sum / total;
}

/**
 * cos(theta_i - psi), what unit i adds to the global coherence (micro): their mean is that of the
 * whole; in [-1, 1]. `out` is overwritten.
 */
export function unitCoherence(theta: Float64Array, out: Float64Array): void {
  const { psi } = orderParameter(theta);
  for (let i = 0; i < theta.length; i++) out[i] = Math.cos(theta[i]! - psi);
}

/** s_j = sum_k a_jk, signs included: the default weights. */
export function couplingStrength(graph: Graph, weight: Float64Array): Float64Array {
  const strength = new Float64Array(graph.n);
  for (let e = 0; e < weight.length; e++) {
    strength[graph.edgeFrom[e]!]! += weight[e]!;
    strength[graph.edgeTo[e]!]! += weight[e]!;
  }
  return strength;
}
