import type { Graph } from './oscillator-network.ts';

/** Largest |theta_i - theta_j| over the edges, and where; edge -1 where there are none. */
export interface WorstDifference {
  readonly value: number;
  readonly edge: number;
}

/**
 * max over edges with a coupling of |theta_i - theta_j|, the first edge in a tie. Cost O(edges).
 */
export function worstDifference(
  { edgeFrom, edgeTo }: Graph,
  weight: Float64Array,
  theta: Float64Array,
): WorstDifference {
  let value = 0;
  let edge = -1;
  for (let e = 0; e < edgeFrom.length; e++) {
    if (weight[e] === 0) continue;
    const difference = Math.abs(theta[edgeFrom[e]!]! - theta[edgeTo[e]!]!);
    if (difference > value || edge < 0) {
      value = difference;
      edge = e;
    }
  }
  return { value, edge };
}

/** theta_from - theta_to of every edge. */
export function edgeDifferences({ edgeFrom, edgeTo }: Graph, theta: Float64Array): Float64Array {
  const difference = new Float64Array(edgeFrom.length);
  for (let e = 0; e < difference.length; e++) {
    difference[e] = theta[edgeFrom[e]!]! - theta[edgeTo[e]!]!;
  }
  return difference;
}

/**
 * Order parameter r exp(i psi) = (1/N) sum exp(i theta) (paper A, equation 3): r = 1 in phase
 * synchrony, near 0 in incoherence. psi in (-pi, pi]. Cost O(N).
 */
export function orderParameter(theta: Float64Array): { readonly r: number; readonly psi: number } {
  let x = 0;
  let y = 0;
  for (let i = 0; i < theta.length; i++) {
    x += Math.cos(theta[i]!);
    y += Math.sin(theta[i]!);
  }
  return { r: Math.hypot(x, y) / theta.length, psi: Math.atan2(y, x) };
}

/** Subtracts the mean, so that phases of different runs compare. Overwrites theta. */
export function centre(theta: Float64Array): void {
  let sum = 0;
  for (let i = 0; i < theta.length; i++) sum += theta[i]!;
  const mean = sum / theta.length;
  for (let i = 0; i < theta.length; i++) theta[i]! -= mean;
}
