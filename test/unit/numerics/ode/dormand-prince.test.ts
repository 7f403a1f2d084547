import { describe, expect, it } from 'vitest';
import { Adaptive } from '../../../../src-main/numerics/ode/adaptive.ts';
import { DormandPrince } from '../../../../src-main/numerics/ode/dormand-prince.ts';
import { integrate } from '../../../../src-main/numerics/ode/integrate.ts';
import type { OdeSystem } from '../../../../src-main/numerics/ode/ode-system.ts';
import { forced, forcedExact, measuredOrder, pendulum } from './problems.ts';

const never = (): boolean => false;
const ignore = (): void => undefined;

function adaptive(system: OdeSystem, tolerance: number): Adaptive {
  return new Adaptive(new DormandPrince(system), {
    relativeTolerance: tolerance,
    absoluteTolerance: tolerance,
    initialStep: 0.01,
    largestStep: 10,
  });
}

/** Fixed steps of the bare method: errors at the end, inside the steps, and of the estimate. */
function fixedSteps(h: number): { end: number; inside: number; slope: number; estimate: number } {
  const method = new DormandPrince(forced);
  const y = Float64Array.of(2);
  const errors = { end: 0, inside: 0, slope: 0, estimate: 0 };
  const steps = Math.round(2 / h);
  for (let step = 0; step < steps; step++) {
    method.attempt(step * h, y, h);
    method.accept(h);
    for (const s of [0.15, 0.5, 0.85]) {
      const t = (step + s) * h;
      errors.inside = Math.max(errors.inside, Math.abs(method.valueAt(0, s) - forcedExact(t)));
      errors.slope = Math.max(errors.slope, Math.abs(method.slopeAt(0, s) - Math.cos(t)));
    }
    errors.estimate = Math.max(errors.estimate, Math.abs(method.error[0]!));
    y.set(method.next);
  }
  errors.end = Math.abs(y[0]! - forcedExact(2));
  return errors;
}

describe('the Dormand–Prince method', () => {
  const runs = [0.2, 0.1, 0.05, 0.025].map((h) => ({ h, ...fixedSteps(h) }));
  const order = (key: 'end' | 'inside' | 'slope' | 'estimate'): number =>
    measuredOrder(runs.map((run) => ({ h: run.h, error: run[key] })));

  it('converges with order 5', () => {
    expect(order('end')).toBeGreaterThan(4.8);
  });

  it('has a dense output of order 4 at least, and a slope of order 3.7 at least', () => {
    expect(order('inside')).toBeGreaterThan(4);
    expect(order('slope')).toBeGreaterThan(3.7);
  });

  it('estimates a local error of order 5', () => {
    expect(order('estimate')).toBeGreaterThan(4.6);
  });
});

describe('Adaptive over Dormand–Prince', () => {
  const endError = (tolerance: number): number => {
    const run = adaptive(forced, tolerance);
    run.restart(0, Float64Array.of(2));
    integrate(run, { end: 7.3, stop: never, onStep: ignore });
    expect(run.time).toBe(7.3);
    return Math.abs(run.state[0]! - forcedExact(7.3));
  };

  it('delivers an error that follows the tolerance', () => {
    for (const tolerance of [1e-4, 1e-6, 1e-8, 1e-10]) {
      expect(endError(tolerance)).toBeLessThan(10 * tolerance);
    }
  });

  it('keeps the energy of the pendulum near its separatrix to the tolerance', () => {
    const run = adaptive(pendulum, 1e-10);
    run.restart(0, Float64Array.of(3.1, 0));
    let worst = 0;
    integrate(run, {
      end: 50,
      stop: never,
      onStep: ({ state }) => {
        const energy = state[1]! ** 2 / 2 - Math.cos(state[0]!);
        worst = Math.max(worst, Math.abs(energy + Math.cos(3.1)));
      },
    });
    expect(worst).toBeLessThan(2e-8);
    expect(run.rejectedSteps).toBeLessThan(run.acceptedSteps / 5);
  });

  it('finds the quarter period of the pendulum, an elliptic integral, by its switching function', () => {
    // T/4 = K(sin(amplitude / 2)) = pi / (2 agm(1, cos(amplitude / 2)))
    const amplitude = 2;
    let a = 1;
    let b = Math.cos(amplitude / 2);
    for (let i = 0; i < 10; i++) [a, b] = [(a + b) / 2, Math.sqrt(a * b)];
    const run = adaptive(pendulum, 1e-12);
    run.restart(0, Float64Array.of(amplitude, 0));
    const outcome = integrate(run, {
      end: 100,
      stop: never,
      onStep: ignore,
      switching: [(_t, y) => y(1) - 50, (_t, y) => y(0)],
    });
    expect(outcome).toMatchObject({ status: 'switched', index: 1 });
    expect(outcome.time).toBeCloseTo(Math.PI / (2 * a), 9);
  });

  it('reports the earlier of two events in one step and can go on from there', () => {
    const clock: OdeSystem = { dimension: 1, derivative: (_t, _y, out) => (out[0] = 1) };
    const run = adaptive(clock, 1e-6);
    run.restart(0, Float64Array.of(0));
    const switching = [
      (_t: number, y: (i: number) => number): number => y(0) - 3.5,
      (_t: number, y: (i: number) => number): number => y(0) - 3.25,
    ];
    const seen: number[] = [];
    for (;;) {
      let until = 0;
      const outcome = integrate(run, {
        end: 20,
        stop: never,
        onStep: (_run, time) => (until = time),
        switching,
      });
      if (outcome.status !== 'switched') break;
      expect(until).toBe(outcome.time);
      seen.push(outcome.time);
      run.restart(outcome.time, Float64Array.of(run.component(0, outcome.time)));
    }
    expect(seen).toHaveLength(2);
    expect(seen[0]).toBeCloseTo(3.25, 12);
    expect(seen[1]).toBeCloseTo(3.5, 12);
  });

  it('gives up at a singularity with its time and component', () => {
    const blowUp: OdeSystem = {
      dimension: 2,
      derivative: (_t, y, out) => {
        out[0] = 0;
        out[1] = y[1]! ** 2;
      },
    };
    const run = adaptive(blowUp, 1e-8);
    run.restart(0, Float64Array.of(1, 1));
    const outcome = integrate(run, { end: 2, stop: never, onStep: ignore });
    expect(outcome).toMatchObject({ status: 'step-too-small', component: 1 });
    expect(outcome.time).toBeCloseTo(1, 6);
  });

  it('calls a right side without a finite value diverged', () => {
    const edge: OdeSystem = {
      dimension: 1,
      derivative: (t, _y, out) => (out[0] = t > 0.5 ? NaN : 1),
    };
    const run = adaptive(edge, 1e-8);
    run.restart(0, Float64Array.of(0));
    const outcome = integrate(run, { end: 1, stop: never, onStep: ignore });
    expect(outcome).toMatchObject({ status: 'diverged', component: 0 });
    expect(outcome.time).toBeCloseTo(0.5, 6);
  });

  it('stops when told to, at the time it has reached', () => {
    const run = adaptive(pendulum, 1e-8);
    run.restart(0, Float64Array.of(1, 0));
    let steps = 0;
    const outcome = integrate(run, {
      end: 1e6,
      stop: () => steps === 25,
      onStep: () => (steps += 1),
    });
    expect(outcome).toEqual({ status: 'cancelled', time: run.time });
    expect(steps).toBe(25);
  });

  it('refuses a tolerance of zero', () => {
    expect(() => adaptive(pendulum, 0)).toThrow(/relativeTolerance is 0; it must be positive/);
  });
});
