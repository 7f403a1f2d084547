/** One run of the mean-field Kuramoto model. */
export interface MeanFieldRun {
  /** Natural frequencies, rad/s. */
  readonly omega: Float64Array;
  /** s_i of the coupling K s_i s_j / N, all positive; null where all are 1. */
  readonly strength: Float64Array | null;
  /** rad */
  readonly theta0: Float64Array;
  /** rad/s */
  readonly K: number;
}

/** One run, or two of equal size side by side. */
export type MeanFieldRuns = readonly [MeanFieldRun] | readonly [MeanFieldRun, MeanFieldRun];

/** Most steps of one call. */
export const mostTraced = 512;

/** Takes classical Runge–Kutta steps of the mean-field model; two forms give the same bits. */
export interface MeanFieldStepper {
  /** |mean exp(i theta)| at the start of step k of the last call, run r at [2 k + r]. */
  readonly coherence: Float64Array;
  /** |sum s exp(i theta)| / sum s, likewise. */
  readonly weighted: Float64Array;
  /** At most `mostTraced` steps of length h. */
  advance(count: number, h: number): void;
  /** The coherence at the present angles, as that of step 0; nothing moves. */
  look(): void;
  /** The angles of a run, not wrapped, into `out`. */
  angles(run: number, out: Float64Array): void;
}

/** How a set of runs is laid out: entry i belongs to sum i mod 2. */
export interface MeanFieldLayout {
  readonly n: number;
  readonly isPaired: boolean;
  /** Even: of an odd number, the last entry only fills up. */
  readonly length: number;
  /** Entry of oscillator i of a run. */
  readonly entry: (run: number, i: number) => number;
}

/** @throws RangeError where the runs are not of one size. */
export function layoutOf(runs: MeanFieldRuns): MeanFieldLayout {
  const n = runs[0].omega.length;
  const other = runs.find(({ omega, theta0 }) => omega.length !== n || theta0.length !== n);
  if (other) {
    throw new RangeError(
      `runs hold ${n} oscillators, then ${other.omega.length} omega and ${other.theta0.length} theta0: give runs of one size.`,
    );
  }
  const isPaired = runs.length === 2;
  const length = isPaired ? 2 * n : n + (n % 2);
  const entry = (run: number, i: number): number => (isPaired ? 2 * i + run : i);
  return { n, isPaired, length, entry };
}

/** All strengths are 1: the weighted coherence is the plain one. */
export const isUniform = (runs: MeanFieldRuns): boolean =>
  runs.every(({ strength }) => strength === null);

/** sum s_i */
export const strengthSum = ({ strength, omega }: MeanFieldRun): number =>
  strength ? strength.reduce((sum, s) => sum + s, 0) : omega.length;

/**
 * Bound of the rates, rad/s: max_i |omega_i| + K s_i mean(s). A step of h turns no oscillator by
 * more than h times this.
 */
export function fastestTurn(runs: MeanFieldRuns): number {
  let rate = 0;
  for (const run of runs) {
    const pull = (run.K * strengthSum(run)) / run.omega.length;
    run.omega.forEach((omega, i) => {
      rate = Math.max(rate, Math.abs(omega) + pull * (run.strength?.[i] ?? 1));
    });
  }
  return rate;
}

/** @throws RangeError where a call asks for more steps than are traced. */
export function requireTraced(count: number): void {
  if (Number.isInteger(count) && count >= 0 && count <= mostTraced) return;
  throw new RangeError(`count is ${count}; take at most ${mostTraced} steps at once.`);
}
