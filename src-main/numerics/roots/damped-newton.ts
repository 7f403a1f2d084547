/** F(x) = 0 with what Newton's method needs to know of it. */
export interface NewtonSystem {
  readonly n: number;
  /** out = F(x). */
  residual(x: Float64Array, out: Float64Array): void;
  /** Prepares solves with the Jacobian at x; false where it is singular. */
  factorize(x: Float64Array): boolean;
  /** step = -J⁻¹ F. */
  newtonStep(residual: Float64Array, step: Float64Array): void;
}

export interface NewtonOptions {
  /** Converged where every |F_i| is below it. */
  readonly tolerance: number;
  /** What rounding may leave of F at a solution: below it, x is one where no step helps any more. */
  readonly rounding?: number;
  readonly maxIterations?: number;
}

export interface NewtonOutcome {
  /**
   * diverged: no step, however short, made the residual smaller; or the iterations ran out.
   * singular: the Jacobian could not be factorized.
   */
  readonly status: 'converged' | 'diverged' | 'singular';
  /** max |F_i| at the x that is left. */
  readonly residual: number;
  readonly iterations: number;
}

/** A step shortened to less than this share of itself leads nowhere. */
const SHORTEST_STEP = 2 ** -12;

/**
 * Newton's method with steps halved until max |F_i| falls: x <- x - t J⁻¹ F, t = 1, 1/2, 1/4, …
 *
 * @param x start, length n; overwritten by the last iterate
 *
 * Once below the tolerance, one more step is taken and kept if it helps: it squares the error.
 * Cost per iteration: one factorization, one solve, one or more residuals. Source: P. Deuflhard,
 * Newton Methods for Nonlinear Problems (2004), section 3.1, with the maximum norm.
 */
export function dampedNewton(
  system: NewtonSystem,
  x: Float64Array,
  { tolerance, rounding = 0, maxIterations = 40 }: NewtonOptions,
): NewtonOutcome {
  const residual = new Float64Array(system.n);
  const trial = new Float64Array(system.n);
  const step = new Float64Array(system.n);
  system.residual(x, residual);
  let size = maximum(residual);
  for (let iterations = 0; ; iterations++) {
    const converged = size <= tolerance;
    const atRest = converged || size <= rounding ? 'converged' : 'diverged';
    const spent = iterations >= maxIterations || Number.isNaN(size);
    if (spent && !converged) return { status: atRest, residual: size, iterations };
    if (size === 0) return { status: 'converged', residual: size, iterations };
    if (!system.factorize(x)) {
      return { status: converged ? 'converged' : 'singular', residual: size, iterations };
    }
    system.newtonStep(residual, step);
    const shortest = converged ? 1 : SHORTEST_STEP;
    const reached = descend(system, x, step, { trial, residual }, size, shortest);
    if (reached === null) return { status: atRest, residual: size, iterations };
    size = reached;
    if (converged) return { status: 'converged', residual: size, iterations: iterations + 1 };
  }
}

/** Moves x along the step as far as the residual falls, and returns the new size; else null. */
function descend(
  system: NewtonSystem,
  x: Float64Array,
  step: Float64Array,
  { trial, residual }: { trial: Float64Array; residual: Float64Array },
  size: number,
  shortest: number,
): number | null {
  for (let share = 1; share >= shortest; share /= 2) {
    for (let i = 0; i < x.length; i++) trial[i] = x[i]! + share * step[i]!;
    system.residual(trial, residual);
    const next = maximum(residual);
    if (next < size) {
      x.set(trial);
      return next;
    }
  }
  return null;
}

/** max |values_i|; NaN where any is. */
function maximum(values: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i]!);
    if (!(size <= largest)) largest = size;
  }
  return largest;
}
