import { firstNotFinite, type Integrator, type StepOutcome } from './integrator.ts';

/** A method without error estimate, with the slopes at both ends of its last step. */
export interface StepMethod {
  /** y; set it, then call `begin`. */
  readonly state: Float64Array;
  /** y at the start of the last step. */
  readonly previous: Float64Array;
  readonly startSlope: Float64Array;
  readonly endSlope: Float64Array;
  /** The state was set from outside: endSlope = f(t, state). */
  begin(t: number): void;
  /** state(t) -> state(t + h). */
  step(t: number, h: number): void;
}

/**
 * Runs a method with a fixed step. The last step before a limit is shortened to end there exactly.
 * Dense output is the cubic Hermite polynomial through both ends of the step: error of order 4.
 */
export class FixedStep implements Integrator {
  time = 0;
  previousTime = 0;
  readonly state: Float64Array;

  private readonly method: StepMethod;
  private readonly h: number;
  private origin = 0;
  private stepsFromOrigin = 0;

  constructor(method: StepMethod, h: number) {
    if (!(h > 0 && Number.isFinite(h))) {
      throw new RangeError(`h is ${h}; the step must be positive and finite.`);
    }
    this.method = method;
    this.state = method.state;
    this.h = h;
  }

  restart(t: number, y: Float64Array): void {
    const { method } = this;
    method.state.set(y);
    method.previous.set(y);
    method.begin(t);
    method.startSlope.set(method.endSlope);
    this.time = this.previousTime = this.origin = t;
    this.stepsFromOrigin = 0;
  }

  advance(limit: number): StepOutcome {
    // Times are origin + k h, so that rounding does not add up over a million steps.
    const regularEnd = this.origin + (this.stepsFromOrigin + 1) * this.h;
    const t = this.time;
    const end = regularEnd > limit - 1e-9 * this.h ? limit : regularEnd;
    // The difference of two times is h only up to rounding; every whole step is to be alike.
    const isWhole = Math.abs(end - t - this.h) < 1e-9 * this.h;
    this.method.step(t, isWhole ? this.h : end - t);
    const component = firstNotFinite(this.state);
    if (component >= 0) {
      this.state.set(this.method.previous);
      return { status: 'diverged', time: t, component };
    }
    this.previousTime = t;
    this.time = end;
    this.stepsFromOrigin++;
    return 'accepted';
  }

  component(i: number, t: number): number {
    const h = this.time - this.previousTime;
    if (h === 0 || t === this.time) return this.state[i]!;
    const { previous, startSlope, endSlope } = this.method;
    const s = (t - this.previousTime) / h;
    const rise = this.state[i]! - previous[i]!;
    const startBend = h * startSlope[i]! - rise;
    const endBend = rise - h * endSlope[i]!;
    return previous[i]! + s * (rise + (1 - s) * ((1 - s) * startBend + s * endBend));
  }

  slope(i: number, t: number): number {
    const { previous, startSlope, endSlope } = this.method;
    const h = this.time - this.previousTime;
    if (h === 0 || t === this.time) return endSlope[i]!;
    const s = (t - this.previousTime) / h;
    const rise = (this.state[i]! - previous[i]!) / h;
    const a = (1 - s) * (1 - 3 * s);
    const b = s * (3 * s - 2);
    return a * startSlope[i]! + b * endSlope[i]! + (1 - a - b) * rise;
  }
}
