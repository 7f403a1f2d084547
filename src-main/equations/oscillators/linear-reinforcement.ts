import { edgeDifferences } from './cohesiveness.ts';
import type { LaplacianSolver } from './laplacian-solver.ts';
import type { OscillatorNetwork } from './oscillator-network.ts';

/** The linear solution with one more coupling. */
export interface ReinforcedDifferences {
  /** theta_from - theta_to of every edge. */
  readonly difference: Float64Array;
  /** theta_i - theta_j of the new coupling. */
  readonly across: number;
}

/**
 * Adding b between nodes i and j takes kappa x off the linear solution, x = L⁺ (e_i - e_j) and
 * kappa = b d / (1 + b R), d = theta_i - theta_j, R = x_i - x_j (Sherman & Morrison 1950): over the
 * new coupling d / (1 + b R) is left. Cost: one solve and O(edges).
 *
 * @param laplacian factorized with the weights of the network
 * @param theta L⁺ omega
 */
export function reinforcedDifferences(
  network: OscillatorNetwork,
  laplacian: Pick<LaplacianSolver, 'solve'>,
  theta: Float64Array,
  i: number,
  j: number,
  b: number,
): ReinforcedDifferences {
  const x = new Float64Array(network.n);
  x[i] = 1;
  x[j] = -1;
  laplacian.solve(x, x);
  const apart = theta[i]! - theta[j]!;
  const kappa = (b * apart) / (1 + b * (x[i] - x[j]));
  for (let k = 0; k < x.length; k++) x[k] = theta[k]! - kappa * x[k]!;
  return { difference: edgeDifferences(network, x), across: x[i] - x[j] };
}

/** The network with `b` more between nodes i and j: on their edge, or as an edge in its place. */
export function reinforcedNetwork(
  network: OscillatorNetwork,
  i: number,
  j: number,
  b: number,
): OscillatorNetwork {
  const { edgeFrom, edgeTo, weight } = network;
  const [low, high] = [Math.min(i, j), Math.max(i, j)];
  const known = edgeFrom.findIndex((from, e) => from === low && edgeTo[e] === high);
  if (known >= 0) {
    const reinforced = weight.slice();
    reinforced[known]! += b;
    return { ...network, weight: reinforced };
  }
  const after = edgeFrom.findIndex((from, e) => from > low || (from === low && edgeTo[e]! > high));
  const place = after < 0 ? edgeFrom.length : after;
  return {
    ...network,
    edgeFrom: Int32Array.from([...edgeFrom.subarray(0, place), low, ...edgeFrom.subarray(place)]),
    edgeTo: Int32Array.from([...edgeTo.subarray(0, place), high, ...edgeTo.subarray(place)]),
    weight: Float64Array.from([...weight.subarray(0, place), b, ...weight.subarray(place)]),
  };
}
