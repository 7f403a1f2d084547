import { largestEigenvalue } from '../../numerics/eigen/lanczos.ts';
import { edgeDifferences } from './cohesiveness.ts';
import type { OscillatorNetwork } from './oscillator-network.ts';

/**
 * Critical coupling by the algebraic connectivity, sufficient: K = ||B_cᵀ omega||_2 / lambda2, with
 * the differences of all pairs of nodes, sum_{i<j} (omega_i - omega_j)² = n sum omega² - (sum omega)²
 * (paper B, section 2.5, in the form that is provable).
 */
export const connectivityBound = ({ omega }: OscillatorNetwork, lambda2: number): number =>
  allPairsNorm(omega) / lambda2;

/**
 * ||B_cᵀ x||_2 = sqrt(sum_{i<j} (x_i - x_j)²) = sqrt(n sum (x_i - mean)²), over all pairs of nodes.
 */
export function allPairsNorm(x: Float64Array): number {
  const n = x.length;
  const mean = x.reduce((sum, value) => sum + value, 0) / n;
  return Math.sqrt(n * x.reduce((sum, value) => sum + (value - mean) ** 2, 0));
}

/**
 * Critical coupling by the degrees, necessary: K = max |omega_i| / sum_j |a_ij|, as no node can
 * pass on more than all of its couplings carry.
 */
export function degreeBound(network: OscillatorNetwork): number {
  const degree = degrees(network);
  let bound = 0;
  for (let i = 0; i < network.n; i++) {
    const power = Math.abs(network.omega[i]!);
    if (power > 0) bound = Math.max(bound, power / degree[i]!);
  }
  return bound;
}

/** Largest weighted degree, max_i sum_j |a_ij|. */
export const largestDegree = (network: OscillatorNetwork): number =>
  degrees(network).reduce((most, degree) => Math.max(most, degree), 0);

function degrees({ n, edgeFrom, edgeTo, weight }: OscillatorNetwork): Float64Array {
  const degree = new Float64Array(n);
  for (let e = 0; e < weight.length; e++) {
    degree[edgeFrom[e]!]! += Math.abs(weight[e]!);
    degree[edgeTo[e]!]! += Math.abs(weight[e]!);
  }
  return degree;
}

/** ||omega||_{E,inf} = max over edges of |omega_i - omega_j|: the dissimilarity of paper B. */
export const edgeSpread = (network: OscillatorNetwork): number =>
  edgeDifferences(network, network.omega).reduce((most, d) => Math.max(most, Math.abs(d)), 0);

/** ||Bᵀ L⁺ omega||_2 over the edges. @param theta L⁺ omega */
export const edgeTwoNorm = (network: OscillatorNetwork, theta: Float64Array): number =>
  Math.sqrt(edgeDifferences(network, theta).reduce((sum, d) => sum + d * d, 0));

/**
 * Two bounds of ||Bᵀ L⁺ omega||_inf by the effective resistances R of the edges:
 *
 *  - energy: |d_e| <= sqrt(R_e) sqrt(omegaᵀ L⁺ omega), by Cauchy and Schwarz;
 *  - transport: |d_e| <= R_e ||omega||_1 / 2, as one unit of power sent between any two nodes
 *    shifts the difference over an edge by its resistance at most (positive couplings).
 *
 * @param theta L⁺ omega
 */
export function resistanceBounds(
  { omega }: OscillatorNetwork,
  theta: Float64Array,
  resistance: Float64Array,
): { readonly energy: number; readonly transport: number } {
  const largest = resistance.reduce((most, r) => Math.max(most, r), 0);
  const stored = omega.reduce((sum, power, i) => sum + power * theta[i]!, 0);
  const moved = omega.reduce((sum, power) => sum + Math.abs(power), 0) / 2;
  return { energy: Math.sqrt(largest * Math.max(stored, 0)), transport: largest * moved };
}

/** lambda_n of the weighted Laplacian, by Lanczos; null where it does not settle. */
export function largestLaplacianEigenvalue(network: OscillatorNetwork): number | null {
  const { n, edgeFrom, edgeTo, weight } = network;
  const { status, value } = largestEigenvalue(n, (x, y) => {
    y.fill(0);
    for (let e = 0; e < weight.length; e++) {
      const flow = weight[e]! * (x[edgeFrom[e]!]! - x[edgeTo[e]!]!);
      y[edgeFrom[e]!]! += flow;
      y[edgeTo[e]!]! -= flow;
    }
  });
  return status === 'converged' ? value : null;
}
