import { descendingOrder } from '../../numerics/sorting/descending-order.ts';
import { sincos } from '../../numerics/sincos/sincos.ts';
import { findBridges } from '../network/bridges.ts';
import { edgeDifferences, worstDifference } from './cohesiveness.ts';
import { laplacianFor } from './dense-laplacian-solver.ts';
import type { GroundedLaplacian } from './dense-laplacian-solver.ts';
import { EquilibriumSolver } from './equilibrium.ts';
import type { OscillatorNetwork } from './oscillator-network.ts';

/** Distance of the points from which the limit gamma = pi/2 is extrapolated, rad. */
const SPACING = 2e-3;
/** Edges that may take turns at being the critical one. */
const MOST_EDGES = 50;
/** What the extrapolation may be wrong by, rad. */
const EXTRAPOLATION_ERROR = 1e-9;
/** Angles that differ by less are equal: symmetric networks have many worst edges. */
const TIE = 1e-6;
const MOST_ITERATIONS = 25;
const SHORTEST_STEP = 1 / 256;
/** An error below this that no longer halves is rounding; above the other one, Newton is lost. */
const SETTLED = 1e-9;
const LOST = 1e6;
/** Edges that Newton is sent to directly, one after the other. */
const MOST_CANDIDATES = 4;
/** A Jacobian is kept while every step with it makes the error this many times smaller. */
const KEPT_WHILE = 8;

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
  const branch = new LoadingBranch(network, laplacian);
  return directly(branch, theta, gamma, norm) ?? byFollowing(branch, theta, gamma, norm);
}

/** Newton from the linear solution to where an edge reaches gamma and none is beyond. */
function directly(
  branch: LoadingBranch,
  linear: Float64Array,
  gamma: number,
  norm: number,
): number | null {
  const { network } = branch;
  if (network.weight.some((a) => a < 0)) return null;
  for (const edge of candidates(network, linear)) {
    branch.set(linear, gamma / norm);
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
function loadingFrom(branch: LoadingBranch, first: number, gamma: number): number | null {
  for (let turn = 0, edge = first; turn < MOST_EDGES; turn++) {
    if (!branch.moveTo(edge, gamma) || branch.s <= 0) return null;
    const worst = branch.worst();
    if (worst.value <= gamma + EXTRAPOLATION_ERROR) return branch.s;
    if (worst.value >= Math.PI) return null;
    edge = worst.edge;
  }
  return null;
}

function byFollowing(
  branch: LoadingBranch,
  linear: Float64Array,
  gamma: number,
  norm: number,
): number | null {
  if (!branch.begin(linear, (0.5 * Math.sin(gamma)) / norm)) return null;
  for (let turn = 0, edge = branch.worst().edge; turn < MOST_EDGES; turn++) {
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
function endOfBranch(branch: LoadingBranch, edge: number, gamma: number): BranchEnd {
  const isNearFold = gamma > Math.PI / 2 - 5 * SPACING;
  const other = branch.march(edge, isNearFold ? gamma - 4 * SPACING : gamma, gamma);
  if (other !== edge) return { s: NaN, critical: other };
  if (!isNearFold) return { s: branch.s, critical: edge };
  const theta = new Float64Array(branch.theta.length);
  let s = 0;
  // Lagrange's weights of the points 4, 3, 2, 1 at 0.
  for (const [points, weight] of [
    [4, -1],
    [3, 4],
    [2, -6],
    [1, 4],
  ] as const) {
    if (!branch.moveTo(edge, gamma - points * SPACING)) {
      return { s: NaN, critical: branch.runnerUp(edge) };
    }
    s += weight * branch.s;
    for (let i = 0; i < theta.length; i++) theta[i]! += weight * branch.theta[i]!;
  }
  const worst = branch.worst(theta);
  return { s, critical: worst.value > gamma + EXTRAPOLATION_ERROR ? worst.edge : edge };
}

/** The solutions (theta, s) of s omega_i = sum_j a_ij sin(theta_i - theta_j), by an edge's angle. */
class LoadingBranch {
  readonly theta: Float64Array;
  s = 0;

  readonly network: OscillatorNetwork;

  /** Largest coupling, at least 1: what errors of powers are measured by. */
  private readonly scale: number;
  private readonly laplacian: GroundedLaplacian;
  private readonly stiffness: Float64Array;
  private readonly mismatch: Float64Array;
  private readonly response: Float64Array;
  private readonly sin: Float64Array;
  private readonly cos: Float64Array;

  constructor(network: OscillatorNetwork, laplacian: GroundedLaplacian) {
    const { n, weight } = network;
    this.network = network;
    this.scale = weight.reduce((largest, a) => Math.max(largest, Math.abs(a)), 1);
    this.laplacian = laplacian;
    this.theta = new Float64Array(n);
    this.stiffness = new Float64Array(weight.length);
    this.mismatch = new Float64Array(n);
    this.response = new Float64Array(n);
    this.sin = new Float64Array(n);
    this.cos = new Float64Array(n);
  }

  /** The linear solution at the loading s. */
  set(linear: Float64Array, s: number): void {
    this.s = s;
    for (let i = 0; i < linear.length; i++) this.theta[i] = s * linear[i]!;
  }

  /** Starts from the equilibrium at the loading s; false where there is none. */
  begin(linear: Float64Array, s: number): boolean {
    const { network, theta } = this;
    this.set(linear, s);
    const omega = network.omega.map((power) => s * power);
    const solver = new EquilibriumSolver(network, this.laplacian);
    return solver.solve(theta, { weight: network.weight, omega }).status === 'converged';
  }

  worst(theta = this.theta): { value: number; edge: number } {
    return worstDifference(this.network, this.network.weight, theta);
  }

  /**
   * Moves until |angle| of the edge is `target`, in steps that shrink where Newton fails, and
   * returns the edge; on the way, another one whose angle is larger or would pass `limit`, with a
   * state before it does; the runner-up where this edge gets no farther.
   */
  march(edge: number, target: number, limit: number): number {
    for (let step = 1; step >= SHORTEST_STEP;) {
      const before = { theta: this.theta.slice(), s: this.s };
      const angle = Math.abs(this.angle(edge));
      const next = step === 1 ? target : angle + step * (target - angle);
      const moved = this.moveTo(edge, next) && this.s > 0;
      const worst = this.worst();
      if (moved && worst.value <= limit + 1e-12) {
        if (next === target) return edge;
        if (worst.value > next + TIE) return worst.edge;
        step = Math.min(1, 2 * step);
        continue;
      }
      this.theta.set(before.theta);
      this.s = before.s;
      if (moved && worst.edge !== edge && worst.value < Math.PI) return worst.edge;
      step /= 2;
    }
    return this.runnerUp(edge);
  }

  /** The edge with the largest angle but for this one. */
  runnerUp(edge: number): number {
    const { network, theta } = this;
    const size = edgeDifferences(network, theta).map(Math.abs);
    size[edge] = -1;
    return size.reduce((best, value, e) => (value > size[best]! ? e : best), 0);
  }

  /**
   * Newton for F = s omega - f(theta) = 0 and theta_i - theta_j = +-angle, i and j the edge's ends:
   * J dtheta = F + ds omega, dtheta_i - dtheta_j = delta. Adding a b bᵀ to J (b the edge's column
   * of B) and a delta b to the right side changes no solution and keeps a bridge's J regular.
   */
  moveTo(edge: number, angle: number): boolean {
    const { network, theta, mismatch, response } = this;
    const i = network.edgeFrom[edge]!;
    const j = network.edgeTo[edge]!;
    const goal = this.angle(edge) < 0 ? -angle : angle;
    const a = Math.abs(network.weight[edge]!);
    const settled = SETTLED * this.scale;
    let last = Infinity;
    for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
      const size = this.evaluate();
      const delta = goal - this.angle(edge);
      const error = Math.max(size, Math.abs(delta));
      if (error < settled && error >= 0.5 * last) return true;
      if (!(error < LOST * this.scale) || (iteration > 2 && error > 2 * last)) return false;
      const isOld = iteration < 2 || error * KEPT_WHILE > last;
      last = error;
      if (isOld && !this.linearize(edge, a)) return false;
      mismatch[i]! += a * delta;
      mismatch[j]! -= a * delta;
      this.laplacian.solve(mismatch, mismatch);
      const ds = (delta - mismatch[i]! + mismatch[j]!) / (response[i]! - response[j]!);
      for (let k = 0; k < theta.length; k++) theta[k]! += mismatch[k]! + ds * response[k]!;
      this.s += ds;
    }
    return false;
  }

  /** Factorizes J + a b bᵀ, and solves for the response to omega; false where it is singular. */
  private linearize(edge: number, a: number): boolean {
    const { network, stiffness, laplacian, sin, cos } = this;
    const { edgeFrom, edgeTo, weight, omega } = network;
    for (let e = 0; e < weight.length; e++) {
      const i = edgeFrom[e]!;
      const j = edgeTo[e]!;
      stiffness[e] = weight[e]! * (cos[i]! * cos[j]! + sin[i]! * sin[j]!);
    }
    stiffness[edge]! += a;
    if (laplacian.factorize(stiffness).status === 'singular') return false;
    laplacian.solve(omega, this.response);
    return true;
  }

  private angle(edge: number): number {
    return this.theta[this.network.edgeFrom[edge]!]! - this.theta[this.network.edgeTo[edge]!]!;
  }

  /** Fills mismatch = s omega - f(theta) and returns its largest size. */
  private evaluate(): number {
    const { network, theta, mismatch, sin, cos } = this;
    const { n, edgeFrom, edgeTo, weight, omega } = network;
    sincos(theta, sin, cos, n);
    for (let i = 0; i < n; i++) mismatch[i] = this.s * omega[i]!;
    for (let e = 0; e < weight.length; e++) {
      const i = edgeFrom[e]!;
      const j = edgeTo[e]!;
      const flow = weight[e]! * (sin[i]! * cos[j]! - cos[i]! * sin[j]!);
      mismatch[i]! -= flow;
      mismatch[j]! += flow;
    }
    let largest = 0;
    for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(mismatch[i]!));
    return largest;
  }
}
