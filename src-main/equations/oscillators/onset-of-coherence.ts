import type { OscillatorNetwork } from './oscillator-network.ts';

/**
 * K_c = 2 / (pi g(0) m) (paper A, equation 1): the coupling from which an infinite all-to-all
 * population is partly coherent; g is the density of the natural frequencies at their mean, m the
 * mean square of the strengths s of the coupling K s_i s_j / N (1 in the paper).
 *
 * On a graph, m is the largest eigenvalue of the weights a_ij, which is 1 for a_ij = 1/N (Restrepo,
 * Ott & Hunt, Phys. Rev. E 71 (2005) 036151, equation 13: the frequencies' places must not matter).
 */
export const onsetOfCoherence = (densityAtMean: number, m = 1): number =>
  2 / (Math.PI * densityAtMean * m);

/** g at its centre. */
export const centralDensity = {
  /** sigma: K_c = 1.5958 sigma. */
  normal: (sigma: number): number => 1 / (sigma * Math.sqrt(2 * Math.PI)),
  /** gamma, half width at half height: K_c = 2 gamma. */
  lorentzian: (gamma: number): number => 1 / (Math.PI * gamma),
  /** Half width a: K_c = 4 a / pi, where coherence sets in with a jump. */
  uniform: (a: number): number => 1 / (2 * a),
} as const;

const mostIterations = 500;
const tolerance = 1e-10;

/**
 * Largest eigenvalue of the matrix of |a_ij|, by power iteration of A + 1/2 max degree, which keeps
 * bipartite graphs from swinging. Cost O(500 edges) at most.
 */
export function largestCouplingEigenvalue({
  n,
  edgeFrom,
  edgeTo,
  weight,
}: Pick<OscillatorNetwork, 'n' | 'edgeFrom' | 'edgeTo' | 'weight'>): number {
  const degree = new Float64Array(n);
  for (let e = 0; e < weight.length; e++) {
    degree[edgeFrom[e]!]! += Math.abs(weight[e]!);
    degree[edgeTo[e]!]! += Math.abs(weight[e]!);
  }
  const shift = degree.reduce((most, d) => Math.max(most, d), 0) / 2;
  let v = new Float64Array(n).fill(1 / Math.sqrt(n));
  let image = new Float64Array(n);
  let found = 0;
  for (let k = 0; k < mostIterations; k++) {
    for (let i = 0; i < n; i++) image[i] = shift * v[i]!;
    for (let e = 0; e < weight.length; e++) {
      const a = Math.abs(weight[e]!);
      image[edgeFrom[e]!]! += a * v[edgeTo[e]!]!;
      image[edgeTo[e]!]! += a * v[edgeFrom[e]!]!;
    }
    const length = Math.sqrt(image.reduce((sum, x) => sum + x * x, 0));
    if (length === 0) return 0;
    for (let i = 0; i < n; i++) image[i]! /= length;
    [v, image] = [image, v];
    const before = found;
    found = length - shift;
    if (Math.abs(found - before) <= tolerance * length) break;
  }
  return found;
}
