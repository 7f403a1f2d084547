import { chordStepper } from './chord-kernel.ts';
import { LANES } from './chord-steps.ts';
import type { ChordStepper } from './chord-steps.ts';
import { CutBridges } from './cut-bridges.ts';
import { EquilibriumSolver } from './equilibrium.ts';
import type { EquilibriumOutcome } from './equilibrium.ts';
import { LaplacianSolver } from './laplacian-solver.ts';
import type { OscillatorNetwork } from './oscillator-network.ts';

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
 * Synchronous states of one network for many powers near its own:
 *
 *   theta <- theta + J⁻¹ (omega - f(theta)), J the Jacobian at the state of the network's own powers,
 *
 * LANES powers at a time. J is factorized once for all: near that state every step makes the error
 * some hundred times smaller. The network is cut at its bridges, whose angles are exact beforehand.
 * The start is the linear solution, moved as the reference's own state is from its own. A last step
 * follows where it is sure to lead within the tolerance. Powers that do not settle are left to
 * Newton's method.
 *
 * The outcome of a lane does not depend on what is in the others. Cost for each powers: four or five
 * solves. Source: J. Ortega, W. Rheinboldt, Iterative Solution of Nonlinear Equations (1970), 7.1
 * (the chord method).
 */
export class NearbyEquilibria {
  private readonly bridges: CutBridges;
  /** Node of the network at each pivot of the core. */
  private readonly pivotNode: Int32Array;
  private readonly stepper: ChordStepper;
  private exact: NewtonOfCore | null = null;

  /**
   * @param network its own powers are the reference
   * @param kernel the compiled chord kernel; without, the TypeScript form gives the same bits
   */
  constructor(network: OscillatorNetwork, kernel: WebAssembly.Module | null = null) {
    this.bridges = new CutBridges(network);
    const { core, coreNode } = this.bridges;
    const linear = new LaplacianSolver(core);
    const { symbolic } = linear.factor;
    const tangent = new LaplacianSolver(core, symbolic);
    const { stiffness, bend } = referenceState(
      core,
      this.corePowers(network.omega),
      linear,
      tangent,
    );
    tangent.factorize(stiffness);
    this.pivotNode = symbolic.order.map((i) => coreNode[i]!);
    const problem = {
      edgeFrom: core.edgeFrom.map((i) => symbolic.rank[i]!),
      edgeTo: core.edgeTo.map((i) => symbolic.rank[i]!),
      weight: core.weight,
      linear: linear.factor,
      tangent: tangent.factor,
      bend: Float64Array.from(symbolic.order, (i) => bend[i]!),
    };
    this.stepper = chordStepper(problem, kernel);
  }

  /**
   * @param omega n x LANES by rows (lane c of node i at `i * LANES + c`), each lane of sum zero
   * @param lanes of them that are wanted
   */
  solve(omega: Float64Array, lanes: number = LANES): LaneOutcome[] {
    const { bridges, stepper, pivotNode } = this;
    bridges.cut(omega);
    gatherRows(bridges.power, pivotNode, stepper.omega);
    stepper.begin();
    const norm = stepper.largest.map((size, c) => Math.max(size, bridges.largestSine[c]!));
    const found = Array.from({ length: lanes }, (_, c): LaneOutcome | null => {
      return bridges.largestSine[c]! <= 1 ? null : noSolution(norm[c]!);
    });
    this.stepUntilSettled(tolerances(omega), norm, found);
    return found.map((lane, c) => lane ?? this.byNewton(c, norm[c]!));
  }

  /** Fills what of `found` is null and settles. */
  private stepUntilSettled(
    tolerance: Float64Array,
    norm: Float64Array,
    found: (LaneOutcome | null)[],
  ): void {
    const { stepper } = this;
    const { error, largest } = stepper;
    const last = new Float64Array(LANES).fill(NaN);
    for (let k = 0; k < MOST_STEPS && found.includes(null); k++) {
      stepper.step();
      const settled = found.map(
        (lane, c) => lane === null && isLastStep(error[c]!, last[c]!, tolerance[c]!),
      );
      last.set(error);
      if (!settled.includes(true)) continue;
      stepper.look();
      settled.forEach((is, c) => {
        if (is && largest[c]! < Math.PI / 2) found[c] = this.stateOf(c, norm[c]!);
      });
    }
  }

  /** The state that a lane has settled in: the worst edge of the core or, if worse, a bridge. */
  private stateOf(lane: number, norm: number): LaneOutcome {
    const { bridges, stepper } = this;
    const angle = stepper.largest[lane]!;
    const edge = bridges.coreEdge[stepper.largestEdge[lane]!] ?? -1;
    return { norm, status: 'converged', ...this.worseOf(angle, edge, lane) };
  }

  private worseOf(angle: number, edge: number, lane: number): { angle: number; edge: number } {
    const { largestSine, largestBridge } = this.bridges;
    const bridge = largestBridge[lane]!;
    if (bridge < 0) return { angle, edge };
    const across = Math.asin(largestSine[lane]!);
    const isWorse = across > angle || (across === angle && bridge < edge);
    return isWorse ? { angle: across, edge: bridge } : { angle, edge };
  }

  private byNewton(lane: number, norm: number): LaneOutcome {
    const { core, coreNode, coreEdge, power } = this.bridges;
    this.exact ??= new NewtonOfCore(core);
    const omega = Float64Array.from(coreNode, (i) => power[i * LANES + lane]!);
    const { status, worst } = this.exact.solve(omega);
    if (status === 'no-solution') return noSolution(norm);
    return { norm, status, ...this.worseOf(worst.value, coreEdge[worst.edge] ?? -1, lane) };
  }

  /** Powers of the core's nodes with the bridges cut. */
  private corePowers(omega: Float64Array): Float64Array {
    const { bridges } = this;
    const lanes = new Float64Array(omega.length * LANES);
    omega.forEach((power, i) => (lanes[i * LANES] = power));
    bridges.cut(lanes);
    return Float64Array.from(bridges.coreNode, (i) => bridges.power[i * LANES]!);
  }
}

/** Newton's method for what does not settle. */
class NewtonOfCore {
  private readonly core: OscillatorNetwork;
  private readonly laplacian: LaplacianSolver;
  private readonly solver: EquilibriumSolver;

  constructor(core: OscillatorNetwork) {
    this.core = core;
    this.laplacian = new LaplacianSolver(core);
    this.solver = new EquilibriumSolver(core, this.laplacian);
  }

  solve(omega: Float64Array): EquilibriumOutcome {
    const { weight } = this.core;
    const theta = omega.slice();
    this.laplacian.factorize(weight);
    this.laplacian.solve(omega, theta);
    return this.solver.solve(theta, { weight, omega });
  }
}

/**
 * a cos(theta_i - theta_j) at the state of the powers, and how far it is from their linear solution;
 * a itself and nothing where there is no state.
 */
function referenceState(
  core: OscillatorNetwork,
  omega: Float64Array,
  linear: LaplacianSolver,
  tangent: LaplacianSolver,
): { readonly stiffness: Float64Array; readonly bend: Float64Array } {
  const { edgeFrom, edgeTo, weight } = core;
  const dc = omega.slice();
  linear.factorize(weight);
  linear.solve(omega, dc);
  const theta = dc.slice();
  const { status } = new EquilibriumSolver(core, tangent).solve(theta, { weight, omega });
  if (status !== 'converged') return { stiffness: weight, bend: new Float64Array(core.n) };
  return {
    stiffness: weight.map((a, e) => a * Math.cos(theta[edgeFrom[e]!]! - theta[edgeTo[e]!]!)),
    bend: theta.map((angle, i) => angle - dc[i]!),
  };
}

/** Row k of `out` is row rows[k] of `values`. */
function gatherRows(values: Float64Array, rows: Int32Array, out: Float64Array): void {
  for (let k = 0, to = 0; k < rows.length; k++, to += LANES) {
    const from = rows[k]! * LANES;
    out[to] = values[from]!;
    out[to + 1] = values[from + 1]!;
    out[to + 2] = values[from + 2]!;
    out[to + 3] = values[from + 3]!;
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

/** By lane. */
function tolerances(omega: Float64Array): Float64Array {
  return Float64Array.from({ length: LANES }, (_, c) => {
    let power = 0;
    for (let i = c; i < omega.length; i += LANES) power = Math.max(power, Math.abs(omega[i]!));
    return TOLERANCE * power;
  });
}
