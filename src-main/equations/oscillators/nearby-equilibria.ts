import { sincos } from '../../numerics/sincos/sincos.ts';
import { BLOCK_WIDTH, solveLdlBlock } from '../../numerics/sparse/ldl-solve.ts';
import { BridgeAngles } from './bridge-angles.ts';
import { EquilibriumSolver } from './equilibrium.ts';
import type { EquilibriumOutcome } from './equilibrium.ts';
import { LaplacianSolver } from './laplacian-solver.ts';
import type { OscillatorNetwork } from './oscillator-network.ts';

/** Powers that are solved together. */
export const LANES = BLOCK_WIDTH;
const LANE_BITS = Math.log2(LANES);

/** What one lane of powers comes to. */
export interface LaneOutcome {
  /** ||Bᵀ L⁺ omega||_inf */
  readonly norm: number;
  readonly status: EquilibriumOutcome['status'];
  /** Largest angle over an edge, rad, and the edge; NaN and -1 without a solution. */
  readonly angle: number;
  readonly edge: number;
}

/** Residual that counts as solved, as a share of the largest power. */
const TOLERANCE = 1e-10;
/** Steps with the one Jacobian after which a lane gets Newton's method with its own. */
const MOST_STEPS = 12;

/**
 * Synchronous states of one network for many powers near those that it was made with:
 *
 *   theta <- theta + J⁻¹ (omega - f(theta)), J the Jacobian at the state of the network's own powers,
 *
 * four powers at a time. J is factorized once for all: near that state every step makes the error
 * some hundred times smaller. The start is the linear solution, moved as the network's own state is
 * from its own, with the bridges at their exact angles; they stay there. A last step follows where
 * it is sure to lead within the tolerance. Powers that do not settle are left to Newton's method.
 *
 * The outcome of a lane does not depend on what is in the others. Cost for each powers: four or five
 * solves. Source: J. Ortega, W. Rheinboldt, Iterative Solution of Nonlinear Equations (1970), 7.1
 * (the chord method).
 */
export class NearbyEquilibria {
  private readonly network: OscillatorNetwork;
  private readonly linear: LaplacianSolver;
  private readonly tangent: LaplacianSolver;
  private readonly exact: EquilibriumSolver;
  private readonly bridges: BridgeAngles;
  /** The network's own state minus its own linear solution. */
  private readonly bend: Float64Array;
  private readonly theta: Float64Array;
  private readonly dc: Float64Array;
  private readonly step: Float64Array;
  private readonly work: Float64Array;
  private readonly sin: Float64Array;
  private readonly cos: Float64Array;

  constructor(network: OscillatorNetwork) {
    const { n, weight } = network;
    this.network = network;
    this.linear = new LaplacianSolver(network);
    this.tangent = new LaplacianSolver(network);
    this.exact = new EquilibriumSolver(network, new LaplacianSolver(network));
    this.bridges = new BridgeAngles(network);
    this.bend = new Float64Array(n);
    this.theta = new Float64Array(n * LANES);
    this.dc = new Float64Array(n * LANES);
    this.step = new Float64Array(n * LANES);
    this.work = new Float64Array(n * LANES);
    this.sin = new Float64Array(n * LANES);
    this.cos = new Float64Array(n * LANES);
    this.linear.factorize(weight);
    this.tangent.factorize(this.referenceStiffness());
  }

  /**
   * @param omega n x LANES by rows (lane c of node i at `i * LANES + c`), each lane of sum zero
   * @param lanes of them that are wanted
   */
  solve(omega: Float64Array, lanes: number = LANES): LaneOutcome[] {
    const { theta, dc, bend, work, linear, bridges } = this;
    dc.set(omega);
    solveLdlBlock(linear.factor, dc, work);
    const worst = this.largestAngles(dc);
    for (let i = 0; i < theta.length; i++) theta[i] = dc[i]! + bend[i >> LANE_BITS]!;
    const found = Array.from({ length: lanes }, (_, c): LaneOutcome | null => {
      const isPossible = bridges.impose(dc, theta, LANES, c);
      return isPossible ? null : noSolution(worst[c]!.angle);
    });
    this.stepUntilSettled(omega, worst, found);
    return found.map((lane, c) => lane ?? this.byNewton(omega, c, worst[c]!.angle));
  }

  /** Fills what of `found` is null and settles. */
  private stepUntilSettled(
    omega: Float64Array,
    worst: readonly { readonly angle: number }[],
    found: (LaneOutcome | null)[],
  ): void {
    const { theta, step, work, tangent } = this;
    const tolerance = tolerances(omega);
    let last: Float64Array = new Float64Array(LANES).fill(NaN);
    for (let k = 0; k < MOST_STEPS && found.includes(null); k++) {
      const error = this.mismatch(omega);
      solveLdlBlock(tangent.factor, step, work);
      for (let i = 0; i < theta.length; i++) theta[i]! += step[i]!;
      const settled = found.map(
        (lane, c) => lane === null && isLastStep(error[c]!, last[c]!, tolerance[c]!),
      );
      last = error;
      if (!settled.includes(true)) continue;
      const angles = this.largestAngles(theta);
      settled.forEach((is, c) => {
        if (!is || angles[c]!.angle >= Math.PI / 2) return;
        found[c] = { norm: worst[c]!.angle, status: 'converged', ...angles[c]! };
      });
    }
  }

  private byNewton(omega: Float64Array, lane: number, norm: number): LaneOutcome {
    const own = this.network.omega.map((_, i) => omega[i * LANES + lane]!);
    const theta = own.slice();
    this.linear.solve(own, theta);
    const { weight } = this.network;
    const { status, worst } = this.exact.solve(theta, { weight, omega: own });
    if (status === 'no-solution') return noSolution(norm);
    return { norm, status, angle: worst.value, edge: worst.edge };
  }

  /** a cos(theta_i - theta_j) at the network's own state, and `bend`; a itself where it has none. */
  private referenceStiffness(): Float64Array {
    const { edgeFrom, edgeTo, weight, omega } = this.network;
    const dc = omega.slice();
    this.linear.solve(omega, dc);
    const theta = dc.slice();
    if (this.exact.solve(theta).status !== 'converged') return weight;
    this.bend.set(theta.map((angle, i) => angle - dc[i]!));
    return weight.map((a, e) => a * Math.cos(theta[edgeFrom[e]!]! - theta[edgeTo[e]!]!));
  }

  /** step = omega - f(theta); returns the largest size of it in each lane. */
  private mismatch(omega: Float64Array): Float64Array {
    const { theta, step, sin, cos, network } = this;
    sincos(theta, sin, cos);
    step.set(omega);
    subtractFlows(network, sin, cos, step);
    return largestByLane(step);
  }

  private largestAngles(theta: Float64Array): { angle: number; edge: number }[] {
    const { network } = this;
    const angle = new Float64Array(LANES);
    const edge = new Int32Array(LANES).fill(-1);
    for (let e = 0; e < network.edgeFrom.length; e++) {
      const i = network.edgeFrom[e]! * LANES;
      const j = network.edgeTo[e]! * LANES;
      for (let c = 0; c < LANES; c++) {
        const size = Math.abs(theta[i + c]! - theta[j + c]!);
        if (size > angle[c]!) {
          angle[c] = size;
          edge[c] = e;
        }
      }
    }
    return Array.from(angle, (value, c) => ({ angle: value, edge: edge[c]! }));
  }
}

const noSolution = (norm: number): LaneOutcome => ({
  norm,
  status: 'no-solution',
  angle: NaN,
  edge: -1,
});

/**
 * The error falls by the same factor in every step: after the one that was just made it is
 * error² / last, with a digit to spare.
 */
const isLastStep = (error: number, last: number, tolerance: number): boolean =>
  error <= tolerance || (error < 0.1 * last && error * error <= 0.1 * tolerance * last);

/** out_i -= sum_j a_ij sin(theta_i - theta_j), lane by lane. */
function subtractFlows(
  { edgeFrom, edgeTo, weight }: OscillatorNetwork,
  sin: Float64Array,
  cos: Float64Array,
  out: Float64Array,
): void {
  for (let e = 0; e < weight.length; e++) {
    const a = weight[e]!;
    const i = edgeFrom[e]! * LANES;
    const j = edgeTo[e]! * LANES;
    const flow0 = a * (sin[i]! * cos[j]! - cos[i]! * sin[j]!);
    const flow1 = a * (sin[i + 1]! * cos[j + 1]! - cos[i + 1]! * sin[j + 1]!);
    const flow2 = a * (sin[i + 2]! * cos[j + 2]! - cos[i + 2]! * sin[j + 2]!);
    const flow3 = a * (sin[i + 3]! * cos[j + 3]! - cos[i + 3]! * sin[j + 3]!);
    out[i]! -= flow0;
    out[i + 1]! -= flow1;
    out[i + 2]! -= flow2;
    out[i + 3]! -= flow3;
    out[j]! += flow0;
    out[j + 1]! += flow1;
    out[j + 2]! += flow2;
    out[j + 3]! += flow3;
  }
}

const tolerances = (omega: Float64Array): Float64Array =>
  largestByLane(omega).map((power) => TOLERANCE * power);

function largestByLane(values: Float64Array): Float64Array {
  let m0 = 0;
  let m1 = 0;
  let m2 = 0;
  let m3 = 0;
  for (let i = 0; i < values.length; i += LANES) {
    m0 = Math.max(m0, Math.abs(values[i]!));
    m1 = Math.max(m1, Math.abs(values[i + 1]!));
    m2 = Math.max(m2, Math.abs(values[i + 2]!));
    m3 = Math.max(m3, Math.abs(values[i + 3]!));
  }
  return Float64Array.of(m0, m1, m2, m3);
}
