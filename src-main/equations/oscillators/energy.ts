import type { LaplacianSolver } from './laplacian-solver.ts';
import type { OscillatorNetwork } from './oscillator-network.ts';

/**
 * Energy of the particles on a circle that springs join (paper B, figure 1):
 * E(theta) = sum over edges of a_ij (1 - cos(theta_i - theta_j)) - sum_i omega_i theta_i, p.u.
 *
 * Angles are not wrapped: E grows without bound where a particle slips. Its minima are the stable
 * synchronous states. Cost O(nodes + edges).
 */
export function energy(network: OscillatorNetwork, theta: Float64Array): number {
  return storedEnergy(network, theta, (difference) => 1 - Math.cos(difference));
}

/**
 * Quadratic companion of the energy, with Hookean springs (paper B, below equation 4):
 * E0(theta) = sum over edges of a_ij (theta_i - theta_j)² / 2 - sum_i omega_i theta_i, p.u.
 * Its minimum is the linear solution L⁺ omega.
 */
export function quadraticEnergy(network: OscillatorNetwork, theta: Float64Array): number {
  return storedEnergy(network, theta, (difference) => (difference * difference) / 2);
}

function storedEnergy(
  { n, edgeFrom, edgeTo, weight, omega }: OscillatorNetwork,
  theta: Float64Array,
  spring: (difference: number) => number,
): number {
  let sum = 0;
  for (let e = 0; e < weight.length; e++) {
    sum += weight[e]! * spring(theta[edgeFrom[e]!]! - theta[edgeTo[e]!]!);
  }
  for (let i = 0; i < n; i++) sum -= omega[i]! * theta[i]!;
  return sum;
}

/** A straight cut through both energies along the angle of one edge. */
export interface EnergySection {
  /** Angle of the edge, theta_from - theta_to, rad. */
  readonly angle: Float64Array;
  /** E through the synchronous state, or through the linear solution where there is none. */
  readonly energy: Float64Array;
  /** E0 through the linear solution: exactly its least value at each angle of the edge. */
  readonly quadratic: Float64Array;
}

/**
 * E and E0 as functions of the angle phi of one edge: theta moves by (phi - phi0) x / R with
 * x = L⁺ (e_i - e_j), R = x_i - x_j, which is how the linear network answers when that angle is
 * turned. Over a bridge one side turns against the other; for two nodes this is paper B's figure 2.
 *
 * @param laplacian factorized with the weights of the network
 * @param linear L⁺ omega
 * @param state synchronous state, or null
 * @param angle angles phi to evaluate at, rad
 *
 * Cost O(angles (nodes + edges)).
 */
export function energySection(
  network: OscillatorNetwork,
  laplacian: Pick<LaplacianSolver, 'solve'>,
  linear: Float64Array,
  state: Float64Array | null,
  edge: number,
  angle: Float64Array,
): EnergySection {
  const [i, j] = [network.edgeFrom[edge]!, network.edgeTo[edge]!];
  const direction = new Float64Array(network.n);
  direction[i] = 1;
  direction[j] = -1;
  laplacian.solve(direction, direction);
  const resistance = direction[i] - direction[j];
  const along = (
    origin: Float64Array,
    of: (network: OscillatorNetwork, theta: Float64Array) => number,
  ): Float64Array =>
    angle.map((phi) => {
      const step = (phi - (origin[i]! - origin[j]!)) / resistance;
      return of(
        network,
        origin.map((theta, k) => theta + step * direction[k]!),
      );
    });
  return {
    angle,
    energy: along(state ?? linear, energy),
    quadratic: along(linear, quadraticEnergy),
  };
}
