import { descendingOrder } from '../../numerics/sorting/descending-order.ts';
import { findBridges } from '../network/bridges.ts';
import { edgeDifferences, worstDifference } from './cohesiveness.ts';
import type { WorstDifference } from './cohesiveness.ts';
import { laplacianFor } from './dense-laplacian-solver.ts';
import type { GroundedLaplacian } from './dense-laplacian-solver.ts';
import { EquilibriumSolver } from './equilibrium.ts';
import type { OscillatorNetwork } from './oscillator-network.ts';
import { StressBranch } from './stress-branch.ts';

/** Distance of the points from which the limit gamma = pi/2 is extrapolated, rad. */
const SPACING = 2e-3;
/** Edges that may take turns at being the critical one. */
const MOST_EDGES = 50;
/** What the extrapolation may be wrong by, rad. */
const EXTRAPOLATION_ERROR = 1e-9;
/** Angles that differ by less are equal: symmetric networks have many worst edges. */
const TIE = 1e-6;
const SHORTEST_STEP = 1 / 256;
/** Edges that Newton is sent to directly, one after the other. */
const MOST_CANDIDATES = 4;

/**
 * Smallest K for which omega_i = K sum_j a_ij sin(theta_i - theta_j) has a solution of winding
 * number 0 with max |theta_i - theta_j| <= gamma (paper B, section 4.3); null where the search does
 * not settle, which negative couplings can cause.
 *
 * With s = 1/K, solutions of s omega = f(theta) in which the critical edge has the angle gamma. Where
 * couplings are positive and no other edge is beyond gamma, that solution is on the branch, whichever
 * way it was found (paper B, theorem 4.1): Newton goes there at once. Elsewhere, and where many edges
 * reach pi/2 together so that the Jacobian loses more than one rank, the branch is followed from
 * s = 0, and pi/2 itself is extrapolated from four points before it, as a cubic: relative error about
 * 1e-11.
 *
 * @param theta L⁺ omega
 * @param laplacian of the network's graph; its factorization is overwritten
 *
 * Cost: three or four factorizations; some twenty where the branch is followed.
 */
export function criticalCoupling(
  network: OscillatorNetwork,
  theta: Float64Array,
  gamma: number,
  laplacian: GroundedLaplacian = laplacianFor(network),
): number | null {
  const norm = worstDifference(network, network.weight, theta).value;
  if (norm === 0) return 0;
  const branch = proportionalBranch(network, laplacian);
  return directly(branch, theta, gamma, norm) ?? byFollowing(branch, theta, gamma, norm);
}

/** Newton from the linear solution to where an edge reaches gamma and none is beyond. */
function directly(
  branch: StressBranch,
  linear: Float64Array,
  gamma: number,
  norm: number,
): number | null {
  const { network } = branch;
  if (network.weight.some((a) => a < 0)) return null;
  for (const edge of candidates(network, linear)) {
    startAt(branch, linear, gamma / norm);
    const s = loadingFrom(branch, edge, gamma);
    if (s !== null) return 1 / s;
  }
  return null;
}

/**
 * Edges by falling linear difference, a few, and the most loaded bridge after the first: where a
 * bridge reaches its limit just before another edge would, that other edge never does.
 */
function candidates(network: OscillatorNetwork, linear: Float64Array): readonly number[] {
  const size = edgeDifferences(network, linear).map(Math.abs);
  const { end } = findBridges(network);
  const order = descendingOrder(size);
  const bridge = order.find((e) => end[e]! > 0);
  const [worst, ...next] = order.subarray(0, MOST_CANDIDATES);
  return [...new Set([worst!, ...(bridge === undefined ? [] : [bridge]), ...next])];
}

/** Moves from edge to edge that is the worst; null where Newton is lost. */
function loadingFrom(branch: StressBranch, first: number, gamma: number): number | null {
  for (let turn = 0, edge = first; turn < MOST_EDGES; turn++) {
    if (!turnTo(branch, edge, gamma) || branch.loading <= 0) return null;
    const worst = worstOf(branch);
    if (worst.value <= gamma + EXTRAPOLATION_ERROR) return branch.loading;
    if (worst.value >= Math.PI) return null;
    edge = worst.edge;
  }
  return null;
}

function byFollowing(
  branch: StressBranch,
  linear: Float64Array,
  gamma: number,
  norm: number,
): number | null {
  if (!begin(branch, linear, (0.5 * Math.sin(gamma)) / norm)) return null;
  for (let turn = 0, edge = worstOf(branch).edge; turn < MOST_EDGES; turn++) {
    const end = endOfBranch(branch, edge, gamma);
    if (end.critical === edge) return 1 / end.s;
    edge = end.critical;
  }
  return null;
}

interface BranchEnd {
  readonly s: number;
  /** The edge with the largest angle there: another one than asked is the critical one. */
  readonly critical: number;
}

/** Where the edge reaches gamma; or another edge, nearer to it where this one never does. */
function endOfBranch(branch: StressBranch, edge: number, gamma: number): BranchEnd {
  const isNearFold = gamma > Math.PI / 2 - 5 * SPACING;
  const other = march(branch, edge, isNearFold ? gamma - 4 * SPACING : gamma, gamma);
  if (other !== edge) return { s: NaN, critical: other };
  if (!isNearFold) return { s: branch.loading, critical: edge };
  const theta = new Float64Array(branch.theta.length);
  let s = 0;
  // Lagrange's weights of the points 4, 3, 2, 1 at 0.
  for (const [points, weight] of [
    [4, -1],
    [3, 4],
    [2, -6],
    [1, 4],
  ] as const) {
    if (!turnTo(branch, edge, gamma - points * SPACING)) {
      return { s: NaN, critical: runnerUp(branch, edge) };
    }
    s += weight * branch.loading;
    for (let i = 0; i < theta.length; i++) theta[i]! += weight * branch.theta[i]!;
  }
  const worst = worstDifference(branch.network, branch.network.weight, theta);
  return { s, critical: worst.value > gamma + EXTRAPOLATION_ERROR ? worst.edge : edge };
}

/**
 * The states of s omega = f(theta): the branch of a stress that begins without any power and loads
 * all in proportion, so that its loading is s.
 */
function proportionalBranch(
  network: OscillatorNetwork,
  laplacian: GroundedLaplacian,
): StressBranch {
  const omega = new Float64Array(network.n);
  return new StressBranch({ ...network, omega }, network.omega, laplacian);
}

/** The linear solution at the loading s. */
function startAt(branch: StressBranch, linear: Float64Array, s: number): void {
  branch.loading = s;
  for (let i = 0; i < linear.length; i++) branch.theta[i] = s * linear[i]!;
}

/** Starts from the equilibrium at the loading s; false where there is none. */
function begin(branch: StressBranch, linear: Float64Array, s: number): boolean {
  const { network, direction, theta } = branch;
  startAt(branch, linear, s);
  const omega = direction.map((power) => s * power);
  const solver = new EquilibriumSolver(network);
  return solver.solve(theta, { weight: network.weight, omega }).status === 'converged';
}

const worstOf = ({ network, theta }: StressBranch): WorstDifference =>
  worstDifference(network, network.weight, theta);

/** Newton to the state in which the edge has this angle, on the side that it is on. */
const turnTo = (branch: StressBranch, edge: number, size: number): boolean =>
  branch.moveTo(edge, branch.angle(edge) < 0 ? -size : size);

/**
 * Moves until |angle| of the edge is `target`, in steps that shrink where Newton fails, and
 * returns the edge; on the way, another one whose angle is larger or would pass `limit`, with a
 * state before it does; the runner-up where this edge gets no farther.
 */
function march(branch: StressBranch, edge: number, target: number, limit: number): number {
  for (let step = 1; step >= SHORTEST_STEP;) {
    const before = { theta: branch.theta.slice(), loading: branch.loading };
    const angle = Math.abs(branch.angle(edge));
    const next = step === 1 ? target : angle + step * (target - angle);
    const moved = turnTo(branch, edge, next) && branch.loading > 0;
    const worst = worstOf(branch);
    if (moved && worst.value <= limit + 1e-12) {
      if (next === target) return edge;
      if (worst.value > next + TIE) return worst.edge;
      step = Math.min(1, 2 * step);
      continue;
    }
    branch.theta.set(before.theta);
    branch.loading = before.loading;
    if (moved && worst.edge !== edge && worst.value < Math.PI) return worst.edge;
    step /= 2;
  }
  return runnerUp(branch, edge);
}

/** The edge with the largest angle but for this one. */
function runnerUp({ network, theta }: StressBranch, edge: number): number {
  const size = edgeDifferences(network, theta).map(Math.abs);
  size[edge] = -1;
  return size.reduce((best, value, e) => (value > size[best]! ? e : best), 0);
}
