import type { Integrator, StepOutcome } from './integrator.ts';

/** A one-step method with an embedded error estimate and dense output. */
export interface EmbeddedMethod {
  readonly dimension: number;
  /** The error estimate shrinks as h to this power. */
  readonly errorOrder: number;
  /** Result of the last attempt and its error estimate. */
  readonly next: Float64Array;
  readonly error: Float64Array;
  /** Tries y(t) -> next = y(t + h). False when a stage could not be computed. */
  attempt(t: number, y: Float64Array, h: number): boolean;
  /** The last attempt counts: makes its dense output ready; h is the step taken. */
  accept(h: number): void;
  /** The right side or the state has jumped: nothing of the last step may be used again. */
  forget(): void;
  /** Dense output at fraction s of the last accepted step. */
  valueAt(i: number, s: number): number;
  slopeAt(i: number, s: number): number;
}

export interface ToleranceOptions {
  readonly relativeTolerance: number;
  readonly absoluteTolerance: number;
  /** First step after a start or restart. */
  readonly initialStep: number;
  readonly largestStep: number;
}

const safety = 0.9;
const smallestFactor = 0.2;
const largestFactor = 8;
/** Weight of the previous error in the controller; Hairer & Wanner, Solving ODEs II, (IV.2.43). */
const integralShare = 0.04;

/**
 * Chooses the steps of an embedded method: PI control on the largest component of
 * |error_i| / (absolute + relative max(|y_i|, |next_i|)), which is kept at 1 or below.
 * A step is given up as too small when it no longer changes t.
 */
export class Adaptive implements Integrator {
  time = 0;
  previousTime = 0;
  readonly state: Float64Array;
  acceptedSteps = 0;
  rejectedSteps = 0;

  private readonly method: EmbeddedMethod;
  private readonly options: ToleranceOptions;
  private nextStep = 0;
  private previousError = 1;
  private worst = 0;

  constructor(method: EmbeddedMethod, options: ToleranceOptions) {
    for (const [name, value] of Object.entries(options)) {
      if (!(value > 0)) throw new RangeError(`${name} is ${value}; it must be positive.`);
    }
    this.method = method;
    this.options = options;
    this.state = new Float64Array(method.dimension);
  }

  restart(t: number, y: Float64Array): void {
    this.state.set(y);
    this.time = this.previousTime = t;
    this.nextStep = Math.min(this.options.initialStep, this.options.largestStep);
    this.previousError = 1;
    this.method.forget();
  }

  advance(limit: number): StepOutcome {
    const { method, state } = this;
    const t = this.time;
    let rejected = false;
    for (;;) {
      const end = this.endOfStep(limit);
      const h = end - t;
      if (t + 0.1 * h === t) return this.tooSmall();
      const error = method.attempt(t, state, h) ? this.scaledError() : NaN;
      if (error <= 1) {
        // A step cut short by the limit says nothing about the next one's length.
        const proposed = h * this.factorAfter(error, rejected);
        this.nextStep = end === limit ? Math.max(proposed, this.nextStep) : proposed;
        this.previousError = Math.max(error, 1e-4);
        method.accept(h);
        state.set(method.next);
        this.previousTime = t;
        this.time = end;
        this.acceptedSteps++;
        return 'accepted';
      }
      rejected = true;
      this.rejectedSteps++;
      const shrink = safety * error ** (-1 / method.errorOrder);
      this.nextStep = h * (Number.isNaN(error) ? smallestFactor : Math.max(smallestFactor, shrink));
    }
  }

  private endOfStep(limit: number): number {
    const h = Math.min(this.nextStep, this.options.largestStep);
    const left = limit - this.time;
    // Rather two equal steps than one and a sliver.
    if (h >= left * (1 - 1e-12)) return limit;
    return this.time + (h > 0.5 * left ? 0.5 * left : h);
  }

  private factorAfter(error: number, rejected: boolean): number {
    const order = this.method.errorOrder;
    const bounded = Math.max(error, 1e-10);
    const factor =
      safety * bounded ** -(1 / order - 0.75 * integralShare) * this.previousError ** integralShare;
    return Math.min(rejected ? 1 : largestFactor, Math.max(smallestFactor, factor));
  }

  private scaledError(): number {
    const { next, error } = this.method;
    const { relativeTolerance, absoluteTolerance } = this.options;
    const { state } = this;
    let largest = 0;
    for (let i = 0; i < error.length; i++) {
      const size = Math.max(Math.abs(state[i]!), Math.abs(next[i]!));
      const scaled = Math.abs(error[i]!) / (absoluteTolerance + relativeTolerance * size);
      if (scaled <= largest) continue;
      largest = scaled;
      this.worst = i;
      if (Number.isNaN(scaled)) break;
    }
    return largest;
  }

  private tooSmall(): StepOutcome {
    const finite = this.method.next.every((value) => Number.isFinite(value));
    const status = finite ? 'step-too-small' : 'diverged';
    return { status, time: this.time, component: this.worst };
  }

  component(i: number, t: number): number {
    if (t === this.time) return this.state[i]!;
    return this.method.valueAt(i, this.fraction(t));
  }

  slope(i: number, t: number): number {
    return this.method.slopeAt(i, this.fraction(t));
  }

  private fraction(t: number): number {
    return (t - this.previousTime) / (this.time - this.previousTime);
  }
}
