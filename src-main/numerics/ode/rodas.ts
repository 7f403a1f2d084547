import type { EmbeddedMethod } from './adaptive.ts';
import type { MassSystem } from './ode-system.ts';

const gamma = 0.25;

/** Row s: weights of u_0 … u_{s-1} in the argument of stage s. */
const arguments_: readonly (readonly number[])[] = [
  [],
  [1.544],
  [0.9466785280815826, 0.2557011698983284],
  [3.314825187068521, 2.896124015972201, 0.9986419139977817],
  [1.221224509226641, 6.019134481288629, 12.53708332932087, -0.687886036105895],
  [1.221224509226641, 6.019134481288629, 12.53708332932087, -0.687886036105895, 1],
];

/** Row s: weights of B u_0 … B u_{s-1}, over h, on the right side of stage s. */
const couplings: readonly (readonly number[])[] = [
  [],
  [-5.6688],
  [-2.430093356833875, -0.2063599157091915],
  [-0.1073529058151375, -9.594562251023355, -20.47028614809616],
  [7.496443313967647, -10.24680431464352, -33.99990352819905, 11.7089089320616],
  [
    8.083246795921522, -7.981132988064893, -31.52159432874371, 16.31930543123136,
    -6.058818238834054,
  ],
];

const nodes = [0, 0.386, 0.21, 0.63, 1, 1] as const;
const timeWeights = [0.25, -0.1043, 0.1035, -0.0362, 0, 0] as const;

const denseBend = [
  10.12623508344586, -7.487995877610167, -34.80091861555747, -7.992771707568823, 1.025137723295662,
  0,
] as const;
const denseTwist = [
  -0.6762803392801253, 6.087714651680015, 16.43084320892478, 24.76722511418386, -6.594389125716872,
  0,
] as const;

/**
 * RODAS, the stiffly accurate Rosenbrock method of order 4 with an embedded one of order 3 and a
 * dense output of order 3, for B y' = f(t, y) with B possibly singular (index 1): Hairer & Wanner,
 * Solving ODEs II, section IV.7 (transformed form, equation 7.25) and section VI.4.
 *
 *   (B / (gamma h) - f_y) u_s = f(t + alpha_s h, y + sum a_sj u_j) + B sum (c_sj / h) u_j
 *                               + gamma_s h f_t
 *
 * L-stable: a stiff component costs no step size. A step costs one factorization, six evaluations
 * and six solves; no iteration, hence nothing that can fail to converge. Twelve arrays of
 * workspace.
 */
export class Rodas implements EmbeddedMethod {
  readonly dimension: number;
  readonly errorOrder = 4;
  readonly next: Float64Array;
  readonly error: Float64Array;

  private readonly system: MassSystem;
  private readonly u: Float64Array[];
  private readonly start: Float64Array;
  private readonly sum: Float64Array;
  private readonly ft: Float64Array;
  private h = 0;

  constructor(system: MassSystem) {
    const n = system.dimension;
    this.system = system;
    this.dimension = n;
    this.next = new Float64Array(n);
    this.u = nodes.map(() => new Float64Array(n));
    this.error = this.u[5]!;
    this.start = new Float64Array(n);
    this.sum = new Float64Array(n);
    this.ft = new Float64Array(n);
  }

  attempt(t: number, y: Float64Array, h: number): boolean {
    const { system, u, next, ft, start } = this;
    if (!system.factorize(t, y, 1 / (gamma * h))) return false;
    system.timeDerivative(t, y, ft);
    start.set(y);
    for (let s = 0; s < 6; s++) {
      next.set(y);
      this.addCombination(arguments_[s]!, 1, next);
      this.stageRightSide(s, t, h);
      system.solve(u[s]!);
    }
    // Stiffly accurate: the last argument plus the last stage, which is the error estimate too.
    const last = u[5]!;
    for (let i = 0; i < next.length; i++) next[i]! += last[i]!;
    return true;
  }

  /** u_s = f(t + alpha_s h, next) + B sum (c_sj / h) u_j + gamma_s h f_t. */
  private stageRightSide(s: number, t: number, h: number): void {
    const { system, u, sum, ft, next } = this;
    const right = u[s]!;
    if (s > 0) {
      sum.fill(0);
      this.addCombination(couplings[s]!, 1 / h, sum);
      system.applyMass(sum, right);
      sum.set(right);
    }
    system.residual(t + nodes[s]! * h, next, right);
    const ftWeight = h * timeWeights[s]!;
    if (s === 0) for (let i = 0; i < right.length; i++) right[i]! += ftWeight * ft[i]!;
    else for (let i = 0; i < right.length; i++) right[i]! += sum[i]! + ftWeight * ft[i]!;
  }

  /** out += scale sum of weights_j u_j. */
  private addCombination(weights: readonly number[], scale: number, out: Float64Array): void {
    for (let j = 0; j < weights.length; j++) {
      const w = scale * weights[j]!;
      const uj = this.u[j]!;
      for (let i = 0; i < out.length; i++) out[i]! += w * uj[i]!;
    }
  }

  accept(h: number): void {
    this.h = h;
  }

  forget(): void {
    // Nothing is carried from one step to the next.
  }

  valueAt(i: number, s: number): number {
    const rise = this.next[i]! - this.start[i]!;
    const bend = this.dense(denseBend, i) + s * this.dense(denseTwist, i);
    return this.start[i]! + s * (rise + (1 - s) * bend);
  }

  slopeAt(i: number, s: number): number {
    const rise = this.next[i]! - this.start[i]!;
    const bend = (1 - 2 * s) * this.dense(denseBend, i);
    const twist = s * (2 - 3 * s) * this.dense(denseTwist, i);
    return (rise + bend + twist) / this.h;
  }

  private dense(weights: readonly number[], i: number): number {
    let sum = 0;
    for (let j = 0; j < 5; j++) sum += weights[j]! * this.u[j]![i]!;
    return sum;
  }
}
