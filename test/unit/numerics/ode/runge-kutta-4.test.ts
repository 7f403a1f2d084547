import { describe, expect, it } from 'vitest';
import { integrate } from '../../../../src-main/numerics/ode/integrate.ts';
import type { OdeSystem } from '../../../../src-main/numerics/ode/ode-system.ts';
import { FixedStep } from '../../../../src-main/numerics/ode/fixed-step.ts';
import {
  RungeKutta4,
  rk4RealStabilityLimit,
} from '../../../../src-main/numerics/ode/runge-kutta-4.ts';
import { forced, forcedExact, measuredOrder, pendulum } from './problems.ts';

const never = (): boolean => false;
const ignore = (): void => undefined;

function runForced(h: number, end: number): FixedStep {
  const rk4 = new FixedStep(new RungeKutta4(forced), h);
  rk4.restart(0, Float64Array.of(2));
  expect(integrate(rk4, { end, stop: never, onStep: ignore }).status).toBe('finished');
  return rk4;
}

describe('RungeKutta4', () => {
  it('converges with order 4', () => {
    const errors = [0.1, 0.05, 0.025, 0.0125].map((h) => ({
      h,
      error: Math.abs(runForced(h, 2).state[0]! - forcedExact(2)),
    }));
    expect(measuredOrder(errors)).toBeGreaterThan(3.9);
    expect(measuredOrder(errors)).toBeLessThan(4.2);
  });

  it('has a dense output of order 4 whose slope has order 3', () => {
    const inside = (h: number): { value: number; slope: number } => {
      let value = 0;
      let slope = 0;
      const rk4 = new FixedStep(new RungeKutta4(forced), h);
      rk4.restart(0, Float64Array.of(2));
      integrate(rk4, {
        end: 2,
        stop: never,
        onStep: () => {
          for (const s of [0.2, 0.5, 0.7]) {
            const t = rk4.previousTime + s * (rk4.time - rk4.previousTime);
            value = Math.max(value, Math.abs(rk4.component(0, t) - forcedExact(t)));
            slope = Math.max(slope, Math.abs(rk4.slope(0, t) - Math.cos(t)));
          }
        },
      });
      return { value, slope };
    };
    const runs = [0.1, 0.05, 0.025].map((h) => ({ h, ...inside(h) }));
    expect(measuredOrder(runs.map(({ h, value }) => ({ h, error: value })))).toBeGreaterThan(3.7);
    expect(measuredOrder(runs.map(({ h, slope }) => ({ h, error: slope })))).toBeGreaterThan(2.7);
  });

  it('gives one hand-computed step of y = -y + t exactly', () => {
    const linear: OdeSystem = { dimension: 1, derivative: (t, y, out) => (out[0] = t - y[0]!) };
    const rk4 = new FixedStep(new RungeKutta4(linear), 0.5);
    rk4.restart(0, Float64Array.of(1));
    rk4.advance(10);
    // k1 = -1, k2 = -0.5, k3 = -0.625, k4 = -0.1875; y = 1 + (k1 + 2 k2 + 2 k3 + k4) / 12
    expect(rk4.state[0]).toBeCloseTo(1 - 3.4375 / 12, 15);
  });

  it('ends exactly at a limit between its steps and does not drift over many', () => {
    const rk4 = new FixedStep(new RungeKutta4(pendulum), 0.1);
    rk4.restart(0, Float64Array.of(0.3, 0));
    let steps = 0;
    integrate(rk4, { end: 1000.05, stop: never, onStep: () => (steps += 1) });
    expect(rk4.time).toBe(1000.05);
    expect(steps).toBe(10_001);
    const whole = new FixedStep(new RungeKutta4(pendulum), 0.1);
    whole.restart(0, Float64Array.of(0.3, 0));
    let last = 0;
    integrate(whole, { end: 1000, stop: never, onStep: (i) => (last = i.time - i.previousTime) });
    expect(last).toBeCloseTo(0.1, 9);
  });

  it('keeps the energy of the pendulum to the fourth power of the step', () => {
    const drift = (h: number): number => {
      const rk4 = new FixedStep(new RungeKutta4(pendulum), h);
      rk4.restart(0, Float64Array.of(2, 0));
      integrate(rk4, { end: 20, stop: never, onStep: ignore });
      const [phi, speed] = rk4.state as unknown as [number, number];
      return Math.abs(speed ** 2 / 2 - Math.cos(phi) + Math.cos(2));
    };
    expect(drift(0.01)).toBeLessThan(1e-8);
    expect(measuredOrder([0.1, 0.025].map((h) => ({ h, error: drift(h) })))).toBeGreaterThan(3.8);
  });

  it('decays just inside its real stability limit and grows just outside', () => {
    const after = (z: number): number => {
      const decay: OdeSystem = { dimension: 1, derivative: (_t, y, out) => (out[0] = -z * y[0]!) };
      const rk4 = new FixedStep(new RungeKutta4(decay), 1);
      rk4.restart(0, Float64Array.of(1));
      integrate(rk4, { end: 2000, stop: never, onStep: ignore });
      return rk4.state[0]!;
    };
    expect(after(rk4RealStabilityLimit - 0.001)).toBeLessThan(0.1);
    expect(after(rk4RealStabilityLimit + 0.001)).toBeGreaterThan(10);
  });

  it('reports divergence with its time and component, and keeps the last finite state', () => {
    const explode: OdeSystem = {
      dimension: 2,
      derivative: (_t, y, out) => {
        out[0] = 1;
        out[1] = y[1]! ** 3;
      },
    };
    const rk4 = new FixedStep(new RungeKutta4(explode), 0.1);
    rk4.restart(0, Float64Array.of(0, 1));
    const outcome = integrate(rk4, { end: 10, stop: never, onStep: ignore });
    expect(outcome).toMatchObject({ status: 'diverged', component: 1 });
    expect(outcome.time).toBeGreaterThan(0.4);
    expect(outcome.time).toBeLessThan(1.5);
    expect(Number.isFinite(rk4.state[1])).toBe(true);
  });

  it('refuses a step that is not positive', () => {
    expect(() => new FixedStep(new RungeKutta4(pendulum), 0)).toThrow(
      /h is 0; the step must be positive/,
    );
  });
});
