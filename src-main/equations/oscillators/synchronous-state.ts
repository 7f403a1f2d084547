import { findBridges } from '../network/bridges.ts';
import { worstDifference } from './cohesiveness.ts';
import { laplacianFor } from './dense-laplacian-solver.ts';
import type { GroundedLaplacian } from './dense-laplacian-solver.ts';
import { EquilibriumSolver } from './equilibrium.ts';
import type { EquilibriumOutcome } from './equilibrium.ts';
import type { OscillatorNetwork } from './oscillator-network.ts';

/**
 * The synchronous state of a network by Newton, and the angle of every bridge in closed form: the
 * flow over a bridge is fixed by the powers beyond it, so that its angle is the arcsine of its linear
 * difference (paper B, trees). Near pi/2, where the Jacobian is singular, that is exact where Newton
 * has half of the digits.
 *
 * @param theta L⁺ omega; overwritten by the state, or by the last iterate where there is none
 *
 * Cost: 3 to 5 factorizations, seldom more.
 */
export function synchronousState(
  network: OscillatorNetwork,
  theta: Float64Array,
  laplacian: GroundedLaplacian = laplacianFor(network),
): EquilibriumOutcome {
  const linear = theta.slice();
  const outcome = new EquilibriumSolver(network, laplacian).solve(theta);
  if (outcome.status !== 'converged') return outcome;
  setBridges(network, linear, theta);
  return { ...outcome, worst: worstDifference(network, network.weight, theta) };
}

/** Turns what lies beyond each bridge; a sine above 1 by rounding keeps the angle that it has. */
function setBridges(network: OscillatorNetwork, linear: Float64Array, theta: Float64Array): void {
  const { edgeFrom, edgeTo } = network;
  const { order, begin, end } = findBridges(network);
  const turn = new Float64Array(network.n + 1);
  end.forEach((last, e) => {
    if (last === 0) return;
    const first = begin[e]!;
    const far = order[first]!;
    const near = edgeFrom[e]! + edgeTo[e]! - far;
    const angle = Math.asin(linear[far]! - linear[near]!);
    if (Number.isNaN(angle)) return;
    const change = angle - (theta[far]! - theta[near]!);
    turn[first]! += change;
    turn[last]! -= change;
  });
  let total = 0;
  order.forEach((node, k) => {
    total += turn[k]!;
    theta[node]! += total;
  });
}
