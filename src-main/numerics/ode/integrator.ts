/** Why an integration could not go on: where, and which component of the state was the worst. */
export interface StepFailure {
  readonly status: 'step-too-small' | 'diverged';
  readonly time: number;
  readonly component: number;
}

export type StepOutcome = 'accepted' | StepFailure;

/**
 * A method with its state: takes one accepted step at a time and knows the solution anywhere
 * inside the last one. All storage is allocated when it is made.
 */
export interface Integrator {
  readonly time: number;
  /** Start of the last accepted step; equal to `time` before the first. */
  readonly previousTime: number;
  /** y at `time`. Read only; overwritten by `advance` and `restart`. */
  readonly state: Float64Array;

  /** Begins again at t from a copy of y, forgetting all history: the right side may have changed. */
  restart(t: number, y: Float64Array): void;

  /** One accepted step that ends at `limit` at the latest. After a failure the state stays. */
  advance(limit: number): StepOutcome;

  /** y_i(t) and y_i'(t) by dense output, for previousTime <= t <= time. */
  component(i: number, t: number): number;
  slope(i: number, t: number): number;
}

/** Index of the first component that is not finite, or -1. */
export function firstNotFinite(y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < y.length; i++) sum += y[i]!;
  if (Number.isFinite(sum)) return -1;
  return y.findIndex((value) => !Number.isFinite(value));
}
