import type { EmbeddedMethod } from './adaptive.ts';
import type { MassSystem } from './ode-system.ts';

const gamma = 0.21193756319429014;

/** Row s: weights of u_0 … u_{s-1} in the argument of stage s. Rows 6 and 7 add u_5 and u_6 to row 5. */
const argumentWeights: readonly (readonly number[])[] = [
  [],
  [3],
  [2.849394379747939, 0.45842242204463923],
  [-6.954028509809101, 2.489845061869568, -10.358996098473584],
  [2.8029986275628964, 0.5072464736228206, -0.3988312541770524, -0.04721187230404641],
  [
    -7.502846399306121, 2.561846144803919, -11.627539656261098, -0.18268767659942256,
    0.030198172008377946,
  ],
];

/** Row s: weights of B u_0 … B u_{s-1}, over h, on the right side of stage s. */
const couplingWeights: readonly (readonly number[])[] = [
  [],
  [-14.155112264123755],
  [-17.97296035885952, -2.859693295451294],
  [147.12150275711716, -1.41221402718213, 71.68940251302358],
  [165.43517024871676, -0.4592823456491126, 42.90938336958603, -5.961986721573306],
  [
    24.854864614690072, -3.0009227002832186, 47.4931110020768, 5.5814197821558125,
    -0.6610691825249471,
  ],
  [
    30.91273214028599, -3.1208243349937974, 77.79954646070892, 34.28646028294783,
    -19.097331116725623, -28.087943162872662,
  ],
  [
    37.80277123390563, -3.2571969029072276, 112.26918849496327, 66.9347231244047,
    -40.06618937091002, -54.66780262877968, -9.48861652309627,
  ],
];

const stageCount = 8;
const nodes = [
  0, 0.6358126895828704, 0.4095798393397535, 0.9769306725060716, 0.4288403609558664, 1, 1, 1,
] as const;
const timeWeights = [
  gamma,
  -0.42387512638858027,
  -0.3384627126235924,
  1.8046452872882734,
  2.325825639765069,
  0,
  0,
  0,
] as const;

/** Weights of the stages in the three coefficients of the dense output. */
const denseWeights: readonly (readonly number[])[] = [
  [
    25.948786856663858, -2.5579724845846235, 10.433815404888879, -2.3679251022685204,
    0.524948541321073, 1.1241088310450404, 0.4272876194431874, -0.17202221070155493,
  ],
  [
    -9.91568850695171, -0.9689944594115154, 3.0438037242978453, -24.495224566215796,
    20.176138334709044, 15.98066361424651, -6.789040303419874, -6.710236069923372,
  ],
  [
    11.419903575922262, 2.8879645146136994, 72.92137995996029, 80.12511834622643,
    -52.072871366152654, -59.78993625266729, -0.15582684282751913, 4.883087185713722,
  ],
];

/**
 * Rodas5P, a stiffly accurate Rosenbrock method of order 5 with an embedded one of order 4 and a
 * dense output of order 4, for B y' = f(t, y) with B possibly singular (index 1): Steinebach, BIT
 * 63 (2023) 27; in the form of Hairer & Wanner, Solving ODEs II, equation (IV.7.25):
 *
 *   (B / (gamma h) - f_y) u_s = f(t + alpha_s h, y + sum a_sj u_j) + B sum (c_sj / h) u_j
 *                               + gamma_s h f_t
 *
 * L-stable, and keeping its order on stiff equations that most such methods lose it on. A step
 * costs one factorization, eight evaluations and eight solves; no iteration, hence nothing that can
 * fail to converge. Twelve arrays of workspace.
 */
export class Rodas5P implements EmbeddedMethod {
  readonly dimension: number;
  readonly errorOrder = 5;
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
    this.error = this.u[stageCount - 1]!;
    this.start = new Float64Array(n);
    this.sum = new Float64Array(n);
    this.ft = new Float64Array(n);
  }

  attempt(t: number, y: Float64Array, h: number): boolean {
    const { system, u, next, ft, start } = this;
    if (!system.factorize(t, y, 1 / (gamma * h))) return false;
    system.timeDerivative(t, y, ft);
    start.set(y);
    for (let s = 0; s < stageCount; s++) {
      const weights = argumentWeights[s];
      if (weights) {
        next.set(y);
        this.addCombination(weights, 1, next);
      } else {
        add(u[s - 1]!, next);
      }
      this.stageRightSide(s, t, h);
      system.solve(u[s]!);
    }
    // Stiffly accurate: the last argument plus the last stage, which is the error estimate too.
    add(this.error, next);
    return true;
  }

  /** u_s = f(t + alpha_s h, next) + B sum (c_sj / h) u_j + gamma_s h f_t. */
  private stageRightSide(s: number, t: number, h: number): void {
    const { system, u, sum, ft, next } = this;
    const right = u[s]!;
    sum.fill(0);
    this.addCombination(couplingWeights[s]!, 1 / h, sum);
    system.applyMass(sum, right);
    const ftWeight = h * timeWeights[s]!;
    for (let i = 0; i < sum.length; i++) sum[i] = right[i]! + ftWeight * ft[i]!;
    system.residual(t + nodes[s]! * h, next, right);
    add(sum, right);
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
    const bend = this.dense(0, i) + s * (this.dense(1, i) + s * this.dense(2, i));
    return this.start[i]! + s * (rise + (1 - s) * bend);
  }

  slopeAt(i: number, s: number): number {
    const rise = this.next[i]! - this.start[i]!;
    const change =
      rise +
      (1 - 2 * s) * this.dense(0, i) +
      s * (2 - 3 * s) * this.dense(1, i) +
      s * s * (3 - 4 * s) * this.dense(2, i);
    return change / this.h;
  }

  private dense(row: number, i: number): number {
    const weights = denseWeights[row]!;
    let sum = 0;
    for (let j = 0; j < stageCount; j++) sum += weights[j]! * this.u[j]![i]!;
    return sum;
  }
}

/** out += v. */
function add(v: Float64Array, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i]! += v[i]!;
}
