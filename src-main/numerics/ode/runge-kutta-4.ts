import type { OdeSystem } from './ode-system.ts';
import type { StepMethod } from './fixed-step.ts';

/** |R(z)| <= 1 on the real axis for -2.785… <= z <= 0, on the imaginary one for |z| <= 2 sqrt 2. */
export const rk4RealStabilityLimit = 2.785293563405282;

/**
 * The classical Runge–Kutta method of order 4: Kutta (1901); Hairer, Nørsett & Wanner, Solving ODEs
 * I, table II.1.2. Four evaluations a step, the last one at its end, where the next begins; six
 * arrays of workspace.
 */
export class RungeKutta4 implements StepMethod {
  readonly state: Float64Array;
  readonly previous: Float64Array;
  readonly startSlope: Float64Array;
  readonly endSlope: Float64Array;

  private readonly system: OdeSystem;
  private readonly stage: Float64Array;
  private readonly k: Float64Array;

  constructor(system: OdeSystem) {
    const workspace = (): Float64Array => new Float64Array(system.dimension);
    this.system = system;
    this.state = workspace();
    this.previous = workspace();
    this.startSlope = workspace();
    this.endSlope = workspace();
    this.stage = workspace();
    this.k = workspace();
  }

  begin(t: number): void {
    this.system.derivative(t, this.state, this.endSlope);
  }

  step(t: number, h: number): void {
    const { system, state, previous, startSlope, endSlope, stage, k } = this;
    previous.set(state);
    startSlope.set(endSlope);
    this.combine(startSlope, h / 2, previous, h / 6);
    system.derivative(t + h / 2, stage, k);
    this.combine(k, h / 2, state, h / 3);
    system.derivative(t + h / 2, stage, k);
    this.combine(k, h, state, h / 3);
    system.derivative(t + h, stage, k);
    this.combine(k, 0, state, h / 6);
    system.derivative(t + h, state, endSlope);
  }

  /** stage = previous + a k; state = base + b k. */
  private combine(k: Float64Array, a: number, base: Float64Array, b: number): void {
    const { state, previous, stage } = this;
    for (let i = 0; i < state.length; i++) {
      stage[i] = previous[i]! + a * k[i]!;
      state[i] = base[i]! + b * k[i]!;
    }
  }
}
