import { sine } from '../../numerics/sincos/sine.ts';
import type { LdlFactor } from '../../numerics/sparse/ldl-factorize.ts';
import { BLOCK_WIDTH, solvePivotBlock } from '../../numerics/sparse/ldl-solve.ts';

/** Powers that are solved together. */
export const LANES = BLOCK_WIDTH;

/** One network, its nodes in the order of the pivots that both factors share. */
export interface ChordProblem {
  readonly edgeFrom: Int32Array;
  readonly edgeTo: Int32Array;
  readonly weight: Float64Array;
  /** Of the Laplacian with the weights themselves. */
  readonly linear: LdlFactor;
  /** Of the Jacobian at the reference state, on the same symbolic analysis. */
  readonly tangent: LdlFactor;
  /** The reference state minus its linear solution, rad. */
  readonly bend: Float64Array;
}

/**
 * Angles of one network at LANES powers, entry (node i, lane c) at `i * LANES + c`; nodes in the order
 * of the pivots. No lane looks at another. Two forms give the same bits.
 */
export interface ChordStepper {
  /** p.u.; each lane of sum zero in every connected part. Filled by the caller before `begin`. */
  readonly omega: Float64Array;
  readonly theta: Float64Array;
  /** Of the last `step`: max |omega - f(theta)| of each lane before it. */
  readonly error: Float64Array;
  /** Of the last `begin` or `look`: max |theta_i - theta_j| over the edges, and the first such edge, */
  readonly largest: Float64Array;
  /** or -1 where all differences are 0. */
  readonly largestEdge: Float64Array;
  /** theta = L⁺ omega, the linear solution, and `largest` there; then theta += bend. */
  begin(): void;
  /** theta += J⁻¹ (omega - f(theta)), f_i = sum_j a_ij sin(theta_i - theta_j). */
  step(): void;
  /** `largest` at theta. */
  look(): void;
}

/**
 * The plain form, and the oracle of `ChordKernel`. Cost of a step: 25 operations an edge and four an
 * entry of the factor, for each lane. Allocates nothing after construction.
 */
export class ChordSteps implements ChordStepper {
  readonly omega: Float64Array;
  readonly theta: Float64Array;
  readonly error = new Float64Array(LANES);
  readonly largest = new Float64Array(LANES);
  readonly largestEdge = new Float64Array(LANES);
  private readonly problem: ChordProblem;
  private readonly rest: Float64Array;

  constructor(problem: ChordProblem) {
    const length = problem.bend.length * LANES;
    this.problem = problem;
    this.omega = new Float64Array(length);
    this.theta = new Float64Array(length);
    this.rest = new Float64Array(length);
  }

  begin(): void {
    const { theta, omega, problem } = this;
    theta.set(omega);
    solvePivotBlock(problem.linear, theta);
    this.look();
    for (let i = 0; i < theta.length; i++) theta[i]! += problem.bend[(i / LANES) | 0]!;
  }

  step(): void {
    const { theta, omega, rest, error, problem } = this;
    rest.set(omega);
    subtractFlows(problem, theta, rest);
    for (let c = 0; c < LANES; c++) error[c] = largestSize(rest, c);
    solvePivotBlock(problem.tangent, rest);
    for (let i = 0; i < theta.length; i++) theta[i]! += rest[i]!;
  }

  look(): void {
    const { theta, largest, largestEdge } = this;
    const { edgeFrom, edgeTo } = this.problem;
    largest.fill(0);
    largestEdge.fill(-1);
    for (let e = 0; e < edgeFrom.length; e++) {
      const i = edgeFrom[e]! * LANES;
      const j = edgeTo[e]! * LANES;
      for (let c = 0; c < LANES; c++) {
        const size = Math.abs(theta[i + c]! - theta[j + c]!);
        if (!(size > largest[c]!)) continue;
        largest[c] = size;
        largestEdge[c] = e;
      }
    }
  }
}

/** Largest size in a lane; NaN where there is any, which the sum carries and the maximum does not. */
function largestSize(values: Float64Array, lane: number): number {
  let most = 0;
  let sum = 0;
  for (let i = lane; i < values.length; i += LANES) {
    const size = Math.abs(values[i]!);
    if (most < size) most = size;
    sum += values[i]!;
  }
  return most + 0 * sum;
}

/** out_i -= sum_j a_ij sin(theta_i - theta_j), lane by lane. */
function subtractFlows(
  { edgeFrom, edgeTo, weight }: ChordProblem,
  theta: Float64Array,
  out: Float64Array,
): void {
  for (let e = 0; e < weight.length; e++) {
    const a = weight[e]!;
    const i = edgeFrom[e]! * LANES;
    const j = edgeTo[e]! * LANES;
    for (let c = 0; c < LANES; c++) {
      const flow = a * sine(theta[i + c]! - theta[j + c]!);
      out[i + c]! -= flow;
      out[j + c]! += flow;
    }
  }
}
