import { firstNotFinite, type Integrator, type StepOutcome } from './integrator.ts';
import type { OdeSystem } from './ode-system.ts';

/** |R(z)| <= 1 on the real axis for -2.785… <= z <= 0, on the imaginary one for |z| <= 2 sqrt 2. */
export const rk4RealStabilityLimit = 2.785293563405282;

/**
 * The classical Runge–Kutta method of order 4 with a fixed step: Kutta (1901); Hairer, Nørsett &
 * Wanner, Solving ODEs I, table II.1.2. Four evaluations a step; five arrays of workspace.
 *
 * The last step before a limit is shortened to end there exactly. Dense output is the cubic
 * Hermite polynomial through both ends of the step (order 4, as the method; the evaluation it
 * needs at the end of the step is the first one of the next).
 */
export class RungeKutta4 implements Integrator {
  time = 0;
  previousTime = 0;
  readonly state: Float64Array;

  private readonly system: OdeSystem;
  private readonly h: number;
  private readonly previous: Float64Array;
  private readonly f0: Float64Array;
  private readonly f1: Float64Array;
  private readonly stage: Float64Array;
  private readonly k: Float64Array;
  private origin = 0;
  private stepsFromOrigin = 0;
  private endSlopeKnown = false;

  constructor(system: OdeSystem, h: number) {
    if (!(h > 0 && Number.isFinite(h))) {
      throw new RangeError(`h is ${h}; the step must be positive and finite.`);
    }
    const workspace = (): Float64Array => new Float64Array(system.dimension);
    this.system = system;
    this.h = h;
    this.state = workspace();
    this.previous = workspace();
    this.f0 = workspace();
    this.f1 = workspace();
    this.stage = workspace();
    this.k = workspace();
  }

  restart(t: number, y: Float64Array): void {
    this.state.set(y);
    this.previous.set(y);
    this.time = this.previousTime = this.origin = t;
    this.stepsFromOrigin = 0;
    this.endSlopeKnown = false;
    this.findEndSlope();
    this.f0.set(this.f1);
  }

  advance(limit: number): StepOutcome {
    // Times are origin + k h, so that rounding does not add up over a million steps.
    const regularEnd = this.origin + (this.stepsFromOrigin + 1) * this.h;
    const end = regularEnd > limit - 1e-9 * this.h ? limit : regularEnd;
    const t = this.time;
    this.previous.set(this.state);
    this.findEndSlope();
    this.f0.set(this.f1);
    this.step(t, this.state, end - t);
    const component = firstNotFinite(this.state);
    if (component >= 0) {
      this.state.set(this.previous);
      return { status: 'diverged', time: t, component };
    }
    this.previousTime = t;
    this.time = end;
    this.stepsFromOrigin++;
    this.endSlopeKnown = false;
    return 'accepted';
  }

  /** y(t) -> y(t + h) in place, with f0 = f(t, y) known. */
  private step(t: number, y: Float64Array, h: number): void {
    const { system, f0, stage, k, previous } = this;
    const n = y.length;
    const half = 0.5 * h;
    const sixth = h / 6;
    for (let i = 0; i < n; i++) stage[i] = previous[i]! + half * f0[i]!;
    for (let i = 0; i < n; i++) y[i] = previous[i]! + sixth * f0[i]!;
    system.derivative(t + half, stage, k);
    for (let i = 0; i < n; i++) {
      stage[i] = previous[i]! + half * k[i]!;
      y[i]! += 2 * sixth * k[i]!;
    }
    system.derivative(t + half, stage, k);
    for (let i = 0; i < n; i++) {
      stage[i] = previous[i]! + h * k[i]!;
      y[i]! += 2 * sixth * k[i]!;
    }
    system.derivative(t + h, stage, k);
    for (let i = 0; i < n; i++) y[i]! += sixth * k[i]!;
  }

  private findEndSlope(): void {
    if (this.endSlopeKnown) return;
    this.system.derivative(this.time, this.state, this.f1);
    this.endSlopeKnown = true;
  }

  component(i: number, t: number): number {
    const h = this.time - this.previousTime;
    if (h === 0 || t === this.time) return this.state[i]!;
    this.findEndSlope();
    const s = (t - this.previousTime) / h;
    const y0 = this.previous[i]!;
    const y1 = this.state[i]!;
    const rise = y1 - y0;
    const bend0 = h * this.f0[i]! - rise;
    const bend1 = rise - h * this.f1[i]!;
    return y0 + s * (rise + (1 - s) * ((1 - s) * bend0 + s * bend1));
  }

  slope(i: number, t: number): number {
    this.findEndSlope();
    const h = this.time - this.previousTime;
    if (h === 0 || t === this.time) return this.f1[i]!;
    const s = (t - this.previousTime) / h;
    const rise = (this.state[i]! - this.previous[i]!) / h;
    const a = (1 - s) * (1 - 3 * s);
    const b = s * (3 * s - 2);
    return a * this.f0[i]! + b * this.f1[i]! + (1 - a - b) * rise;
  }
}
