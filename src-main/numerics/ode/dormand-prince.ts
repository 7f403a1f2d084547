import type { EmbeddedMethod } from './adaptive.ts';
import type { OdeSystem } from './ode-system.ts';

const nodes = [0, 1 / 5, 3 / 10, 4 / 5, 8 / 9, 1, 1] as const;

/** Row s: weights of k_0 … k_{s-1} in stage s; the last row is the solution of order 5 (FSAL). */
const stages: readonly (readonly number[])[] = [
  [],
  [1 / 5],
  [3 / 40, 9 / 40],
  [44 / 45, -56 / 15, 32 / 9],
  [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
  [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
  [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
];

/** Solution of order 5 minus the embedded one of order 4. */
const errorWeights = [
  71 / 57600,
  0,
  -71 / 16695,
  71 / 1920,
  -17253 / 339200,
  22 / 525,
  -1 / 40,
] as const;

const denseWeights = [
  -12715105075 / 11282082432,
  0,
  87487479700 / 32700410799,
  -10690763975 / 1880347072,
  701980252875 / 199316789632,
  -1453857185 / 822651844,
  69997945 / 29380423,
] as const;

/**
 * Dormand & Prince's method of order 5 with an embedded one of order 4 and a dense output of
 * order 4: J. Comp. Appl. Math. 6 (1980) 19; Hairer, Nørsett & Wanner, Solving ODEs I,
 * table II.5.2 and equation (II.6.13). Six new evaluations a step: the last stage of a step is the first of the
 * next. Ten arrays of workspace.
 */
export class DormandPrince implements EmbeddedMethod {
  readonly dimension: number;
  readonly errorOrder = 5;
  readonly next: Float64Array;
  readonly error: Float64Array;

  private readonly system: OdeSystem;
  private readonly k: Float64Array[];
  private readonly start: Float64Array;
  private h = 0;
  private firstStage: 'unknown' | 'known' | 'last of previous step' = 'unknown';

  constructor(system: OdeSystem) {
    const n = system.dimension;
    this.system = system;
    this.dimension = n;
    this.next = new Float64Array(n);
    this.error = new Float64Array(n);
    this.start = new Float64Array(n);
    this.k = nodes.map(() => new Float64Array(n));
  }

  attempt(t: number, y: Float64Array, h: number): boolean {
    const { system, k, next, error } = this;
    if (this.firstStage === 'last of previous step') k[0]!.set(k[6]!);
    if (this.firstStage === 'unknown') system.derivative(t, y, k[0]!);
    this.firstStage = 'known';
    this.start.set(y);
    for (let s = 1; s <= 6; s++) {
      this.combine(stages[s]!, h, y, next);
      system.derivative(t + nodes[s]! * h, next, k[s]!);
    }
    this.combine(errorWeights, h, null, error);
    return true;
  }

  /** out = base + h sum of weights_j k_j. */
  private combine(
    weights: readonly number[],
    h: number,
    base: Float64Array | null,
    out: Float64Array,
  ): void {
    if (base) out.set(base);
    else out.fill(0);
    for (let j = 0; j < weights.length; j++) {
      const w = h * weights[j]!;
      if (w === 0) continue;
      const kj = this.k[j]!;
      for (let i = 0; i < out.length; i++) out[i]! += w * kj[i]!;
    }
  }

  accept(h: number): void {
    this.h = h;
    this.firstStage = 'last of previous step';
  }

  forget(): void {
    this.firstStage = 'unknown';
  }

  valueAt(i: number, s: number): number {
    const { rise, bend, twist, dense } = this.coefficients(i);
    const left = 1 - s;
    return this.start[i]! + s * (rise + left * (bend + s * (twist + left * dense)));
  }

  slopeAt(i: number, s: number): number {
    const { rise, bend, twist, dense } = this.coefficients(i);
    const change =
      rise + (1 - 2 * s) * bend + s * (2 - 3 * s) * twist + 2 * s * (1 - s) * (1 - 2 * s) * dense;
    return change / this.h;
  }

  private readonly dense = { rise: 0, bend: 0, twist: 0, dense: 0 };

  private coefficients(i: number): Readonly<typeof this.dense> {
    const { k, h, dense } = this;
    dense.rise = this.next[i]! - this.start[i]!;
    dense.bend = h * k[0]![i]! - dense.rise;
    dense.twist = dense.rise - h * k[6]![i]! - dense.bend;
    dense.dense = 0;
    for (let j = 0; j < 7; j++) dense.dense += h * denseWeights[j]! * k[j]![i]!;
    return dense;
  }
}
