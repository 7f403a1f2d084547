import { sincos } from '../../numerics/sincos/sincos.ts';
import type { GroundedLaplacian } from './dense-laplacian-solver.ts';
import { LaplacianSolver } from './laplacian-solver.ts';
import type { OscillatorNetwork } from './oscillator-network.ts';

const MOST_ITERATIONS = 25;
/** Angle error, rad, and mismatch as a share of the powers, that count as solved. */
const TOLERANCE = 1e-11;
/** A Jacobian is kept while every step with it makes the error this many times smaller. */
const KEPT_WHILE = 8;

/** How a state moves when the angle of one edge grows by one radian. */
export interface BranchTangent {
  /** Change of the loading. */
  readonly loading: number;
  /** Change of every angle. */
  readonly theta: Float64Array;
}

/**
 * States (theta, loading) of omega + loading direction = f(theta), f_i = sum_j a_ij sin(theta_i -
 * theta_j), by the angle of any edge: the branch has no fold in that parameter where it has one in
 * the loading.
 *
 * The edge's own stiffness a b bᵀ (b its column of B) is added to the Jacobian J = B diag(a cos) Bᵀ,
 * and a b delta to the right side, which changes no solution and keeps J regular where the edge is a
 * bridge at pi/2 or the branch folds.
 */
export class StressBranch {
  readonly network: OscillatorNetwork;
  readonly direction: Float64Array;
  readonly theta: Float64Array;
  loading = 0;

  private readonly laplacian: GroundedLaplacian;
  /** Size of the powers: the largest one, or 1 p.u., or the largest coupling where that is less. */
  private readonly powers: number;
  private readonly stiffness: Float64Array;
  private readonly mismatch: Float64Array;
  private readonly response: Float64Array;
  private readonly sin: Float64Array;
  private readonly cos: Float64Array;

  /**
   * @param direction powers at one unit of loading; sum zero
   * @param laplacian of the network's graph; its factorization is overwritten
   */
  constructor(
    network: OscillatorNetwork,
    direction: Float64Array,
    laplacian: GroundedLaplacian = new LaplacianSolver(network),
  ) {
    const { n, weight, omega } = network;
    this.network = network;
    this.direction = direction;
    this.laplacian = laplacian;
    this.theta = new Float64Array(n);
    this.stiffness = new Float64Array(weight.length);
    this.mismatch = new Float64Array(n);
    this.response = new Float64Array(n);
    this.sin = new Float64Array(n);
    this.cos = new Float64Array(n);
    this.powers = Math.max(largest(omega), Math.min(1, largest(weight)));
  }

  angle(edge: number): number {
    return this.theta[this.network.edgeFrom[edge]!]! - this.theta[this.network.edgeTo[edge]!]!;
  }

  /**
   * Newton to the state in which theta_from - theta_to of the edge is `goal`, from the present one;
   * false where it fails, with the state then of no meaning. Cost: two or three factorizations, as the Jacobian is kept while
   * it serves.
   */
  moveTo(edge: number, goal: number): boolean {
    const { theta, mismatch, response, powers } = this;
    const [i, j] = [this.network.edgeFrom[edge]!, this.network.edgeTo[edge]!];
    const a = Math.abs(this.network.weight[edge]!);
    let last = Infinity;
    for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
      const delta = goal - this.angle(edge);
      const error = Math.max(this.evaluate() / powers, Math.abs(delta));
      if (error <= TOLERANCE) return true;
      // Rounding of large networks: no step makes it smaller, and it is small.
      if (error < 1e3 * TOLERANCE && error > 0.5 * last) return true;
      if (!(error < 1e6) || (iteration > 2 && error > 2 * last)) return false;
      const isOld = iteration < 2 || error * KEPT_WHILE > last;
      last = error;
      if (isOld && !this.linearize(edge)) return false;
      mismatch[i]! += a * delta;
      mismatch[j]! -= a * delta;
      this.laplacian.solve(mismatch, mismatch);
      const step = (delta - mismatch[i]! + mismatch[j]!) / (response[i]! - response[j]!);
      for (let k = 0; k < theta.length; k++) theta[k]! += mismatch[k]! + step * response[k]!;
      this.loading += step;
    }
    return false;
  }

  /** At a state of the branch; null where the system is singular. Cost: one factorization. */
  tangent(edge: number): BranchTangent | null {
    const [i, j] = [this.network.edgeFrom[edge]!, this.network.edgeTo[edge]!];
    const a = Math.abs(this.network.weight[edge]!);
    this.evaluate();
    if (!this.linearize(edge)) return null;
    const pulled = new Float64Array(this.network.n);
    pulled[i] = a;
    pulled[j] = -a;
    this.laplacian.solve(pulled, pulled);
    const { response } = this;
    const loading = (1 - pulled[i] + pulled[j]) / (response[i]! - response[j]!);
    const theta = pulled.map((turn, k) => turn + loading * response[k]!);
    return Number.isFinite(loading) ? { loading, theta } : null;
  }

  /** Factorizes J + a b bᵀ and solves for the response to the direction; false where singular. */
  private linearize(edge: number): boolean {
    const { stiffness, laplacian, sin, cos } = this;
    const { edgeFrom, edgeTo, weight } = this.network;
    for (let e = 0; e < weight.length; e++) {
      const i = edgeFrom[e]!;
      const j = edgeTo[e]!;
      stiffness[e] = weight[e]! * (cos[i]! * cos[j]! + sin[i]! * sin[j]!);
    }
    stiffness[edge]! += Math.abs(weight[edge]!);
    if (laplacian.factorize(stiffness).status === 'singular') return false;
    laplacian.solve(this.direction, this.response);
    return true;
  }

  /** Fills mismatch = omega + loading direction - f(theta) and returns its largest size. */
  private evaluate(): number {
    const { theta, mismatch, sin, cos, direction, loading } = this;
    const { n, edgeFrom, edgeTo, weight, omega } = this.network;
    sincos(theta, sin, cos, n);
    for (let i = 0; i < n; i++) mismatch[i] = omega[i]! + loading * direction[i]!;
    for (let e = 0; e < weight.length; e++) {
      const i = edgeFrom[e]!;
      const j = edgeTo[e]!;
      const flow = weight[e]! * (sin[i]! * cos[j]! - cos[i]! * sin[j]!);
      mismatch[i]! -= flow;
      mismatch[j]! += flow;
    }
    return largest(mismatch);
  }
}

const largest = (values: Float64Array): number =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
