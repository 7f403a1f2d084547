import { describe, expect, it } from 'vitest';
import { Adaptive } from '../../../../src-main/numerics/ode/adaptive.ts';
import { DormandPrince } from '../../../../src-main/numerics/ode/dormand-prince.ts';
import { integrate } from '../../../../src-main/numerics/ode/integrate.ts';
import type { MassSystem } from '../../../../src-main/numerics/ode/ode-system.ts';
import { Rodas5P } from '../../../../src-main/numerics/ode/rodas-5p.ts';
import { denseMassSystem, measuredOrder } from './problems.ts';

const never = (): boolean => false;
const ignore = (): void => undefined;

/** 2 y' = f with f chosen so that y = sin t + 2; nonlinear, and explicit in t. */
const forcedWithMass = denseMassSystem({
  mass: [[2]],
  residual: (t, y) => [2 * (Math.cos(t) - (y[0]! ** 2 - (Math.sin(t) + 2) ** 2))],
  jacobian: (_t, y) => [[-4 * y[0]!]],
  timeDerivative: (t) => [-2 * Math.sin(t) + 4 * (Math.sin(t) + 2) * Math.cos(t)],
});

/** Differential-algebraic, index 1: x' = -z, 0 = z³ + z - x - x³; hence z = x = exp(-t). */
const algebraic = denseMassSystem({
  mass: [
    [1, 0],
    [0, 0],
  ],
  residual: (_t, [x, z]) => [-z!, z! ** 3 + z! - x! - x! ** 3],
  jacobian: (_t, [x, z]) => [
    [0, -1],
    [-1 - 3 * x! ** 2, 3 * z! ** 2 + 1],
  ],
});

function fixedSteps(
  system: MassSystem,
  h: number,
  start: Float64Array,
  exact: (t: number) => number,
): { end: number; inside: number } {
  const method = new Rodas5P(system);
  const y = start.slice();
  const steps = Math.round(2 / h);
  let inside = 0;
  for (let step = 0; step < steps; step++) {
    expect(method.attempt(step * h, y, h)).toBe(true);
    method.accept(h);
    for (const s of [0.3, 0.6]) {
      inside = Math.max(inside, Math.abs(method.valueAt(0, s) - exact((step + s) * h)));
    }
    y.set(method.next);
  }
  return { end: Math.max(...y.map((value) => Math.abs(value - exact(2)))), inside };
}

describe('Rodas5P', () => {
  it('converges with order 5 on an equation that depends on time, mass matrix included', () => {
    const runs = [0.1, 0.05, 0.025, 0.0125].map((h) => ({
      h,
      ...fixedSteps(forcedWithMass, h, Float64Array.of(2), (t) => Math.sin(t) + 2),
    }));
    expect(measuredOrder(runs.map(({ h, end }) => ({ h, error: end })))).toBeGreaterThan(4.7);
    expect(measuredOrder(runs.map(({ h, inside }) => ({ h, error: inside })))).toBeGreaterThan(3.8);
  });

  it('converges with order 5 on an equation with an algebraic row', () => {
    const runs = [0.2, 0.1, 0.05].map((h) => ({
      h,
      ...fixedSteps(algebraic, h, Float64Array.of(1, 1), (t) => Math.exp(-t)),
    }));
    expect(measuredOrder(runs.map(({ h, end }) => ({ h, error: end })))).toBeGreaterThan(4.6);
    expect(measuredOrder(runs.map(({ h, inside }) => ({ h, error: inside })))).toBeGreaterThan(3.8);
  });

  it('damps an infinitely stiff component at once (L-stability)', () => {
    const stiff = denseMassSystem({
      mass: [[1]],
      residual: (_t, y) => [-1e12 * y[0]!],
      jacobian: () => [[-1e12]],
    });
    const method = new Rodas5P(stiff);
    method.attempt(0, Float64Array.of(1), 1);
    expect(Math.abs(method.next[0]!)).toBeLessThan(1e-10);
  });

  it('takes a stiff relaxation (1e6) in few steps, where an explicit method needs a million', () => {
    // Prothero & Robinson: y' = -k (y - cos t) - sin t, y = cos t.
    const k = 1e6;
    const problem = denseMassSystem({
      mass: [[1]],
      residual: (t, y) => [-k * (y[0]! - Math.cos(t)) - Math.sin(t)],
      jacobian: () => [[-k]],
      timeDerivative: (t) => [-k * Math.sin(t) - Math.cos(t)],
    });
    const run = new Adaptive(new Rodas5P(problem), {
      relativeTolerance: 1e-7,
      absoluteTolerance: 1e-7,
      initialStep: 1e-3,
      largestStep: 1,
    });
    run.restart(0, Float64Array.of(1.5));
    integrate(run, { end: 10, stop: never, onStep: ignore });
    expect(Math.abs(run.state[0]! - Math.cos(10))).toBeLessThan(1e-6);
    expect(run.acceptedSteps).toBeLessThan(500);
  });

  it('agrees with Dormand–Prince on the Van der Pol oscillator', () => {
    const mu = 5;
    const vanDerPol = (y: Float64Array): [number, number] => [
      y[1]!,
      mu * (1 - y[0]! ** 2) * y[1]! - y[0]!,
    ];
    const options = {
      relativeTolerance: 1e-9,
      absoluteTolerance: 1e-9,
      initialStep: 1e-4,
      largestStep: 1,
    };
    const implicit = new Adaptive(
      new Rodas5P(
        denseMassSystem({
          mass: [
            [1, 0],
            [0, 1],
          ],
          residual: (_t, y) => vanDerPol(y),
          jacobian: (_t, y) => [
            [0, 1],
            [-2 * mu * y[0]! * y[1]! - 1, mu * (1 - y[0]! ** 2)],
          ],
        }),
      ),
      options,
    );
    const explicit = new Adaptive(
      new DormandPrince({
        dimension: 2,
        derivative: (_t, y, out) => out.set(vanDerPol(y)),
      }),
      options,
    );
    for (const run of [implicit, explicit]) {
      run.restart(0, Float64Array.of(2, 0));
      integrate(run, { end: 15, stop: never, onStep: ignore });
    }
    expect(implicit.state[0]).toBeCloseTo(explicit.state[0]!, 6);
    expect(implicit.state[1]).toBeCloseTo(explicit.state[1]!, 6);
  });

  it('ends as step-too-small where the matrix cannot be factorized', () => {
    const broken: MassSystem = { ...forcedWithMass, factorize: () => false };
    const run = new Adaptive(new Rodas5P(broken), {
      relativeTolerance: 1e-6,
      absoluteTolerance: 1e-6,
      initialStep: 1e-3,
      largestStep: 1,
    });
    run.restart(0.5, Float64Array.of(2));
    const outcome = integrate(run, { end: 1, stop: never, onStep: ignore });
    expect(outcome).toMatchObject({ status: 'step-too-small', time: 0.5 });
  });
});
