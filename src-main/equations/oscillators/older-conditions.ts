import type { OscillatorNetwork } from './oscillator-network.ts';

/**
 * Critical coupling by the algebraic connectivity, sufficient: K = ||B_cᵀ omega||_2 / lambda2, with
 * the differences of all pairs of nodes, sum_{i<j} (omega_i - omega_j)² = n sum omega² - (sum omega)²
 * (paper B, section 2.5, in the form that is provable).
 */
export function connectivityBound({ n, omega }: OscillatorNetwork, lambda2: number): number {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    sum += omega[i]!;
    squares += omega[i]! * omega[i]!;
  }
  return Math.sqrt(Math.max(n * squares - sum * sum, 0)) / lambda2;
}

/**
 * Critical coupling by the degrees, necessary: K = max |omega_i| / sum_j |a_ij|, as no node can
 * pass on more than all of its couplings carry.
 */
export function degreeBound({ n, edgeFrom, edgeTo, weight, omega }: OscillatorNetwork): number {
  const degree = new Float64Array(n);
  for (let e = 0; e < weight.length; e++) {
    degree[edgeFrom[e]!]! += Math.abs(weight[e]!);
    degree[edgeTo[e]!]! += Math.abs(weight[e]!);
  }
  let bound = 0;
  for (let i = 0; i < n; i++) {
    if (omega[i] !== 0) bound = Math.max(bound, Math.abs(omega[i]!) / degree[i]!);
  }
  return bound;
}
