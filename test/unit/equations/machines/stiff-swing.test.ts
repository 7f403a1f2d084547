import { describe, expect, it } from 'vitest';
import { makeConsistent } from '../../../../src-main/equations/machines/consistent-state.ts';
import { StiffSwingSystem } from '../../../../src-main/equations/machines/stiff-swing.ts';
import type { OscillatorNetwork } from '../../../../src-main/equations/oscillators/oscillator-network.ts';
import { SwingSystem } from '../../../../src-main/equations/machines/swing.ts';
import { Adaptive } from '../../../../src-main/numerics/ode/adaptive.ts';
import { DormandPrince } from '../../../../src-main/numerics/ode/dormand-prince.ts';
import { integrate } from '../../../../src-main/numerics/ode/integrate.ts';
import { Rodas5P } from '../../../../src-main/numerics/ode/rodas-5p.ts';
import { RandomStream } from '../../../../src-main/numerics/random/random-stream.ts';
import { randomNetwork, swingNetwork } from './networks.ts';

const never = (): boolean => false;
const ignore = (): void => undefined;

function implicitRun(network: OscillatorNetwork, tolerance: number): Adaptive {
  return new Adaptive(new Rodas5P(new StiffSwingSystem(network)), options(tolerance));
}

function explicitRun(network: OscillatorNetwork, tolerance: number): Adaptive {
  return new Adaptive(new DormandPrince(new SwingSystem(network)), options(tolerance));
}

const options = (tolerance: number) => ({
  relativeTolerance: tolerance,
  absoluteTolerance: tolerance,
  initialStep: 1e-4,
  largestStep: 0.5,
});

function stateAfter(run: Adaptive, start: Float64Array, end: number): number[] {
  run.restart(0, start);
  expect(integrate(run, { end, stop: never, onStep: ignore }).status).toBe('finished');
  return [...run.state];
}

describe('the swing equations for implicit methods', () => {
  const network = randomNetwork(25, 8);
  const system = new StiffSwingSystem(network);
  const random = new RandomStream(4);
  const draw = (): Float64Array =>
    Float64Array.from({ length: system.dimension }, () => random.uniform() - 0.5);

  it('have the residual B y of the explicit form', () => {
    const y = draw();
    const explicit = new Float64Array(system.dimension);
    new SwingSystem(network).derivative(0, y, explicit);
    const expected = new Float64Array(system.dimension);
    system.applyMass(explicit, expected);
    const residual = new Float64Array(system.dimension);
    system.residual(0, y, residual);
    residual.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 12));
  });

  it('solve with shift B minus the Jacobian, as finite differences of the residual show', () => {
    const y = draw();
    const x = draw();
    const right = x.slice();
    const shift = 37;
    expect(system.factorize(0, y, shift)).toBe(true);
    system.solve(x);
    const eps = 1e-6;
    const residualAt = (sign: number): Float64Array => {
      const out = new Float64Array(system.dimension);
      system.residual(
        0,
        y.map((value, i) => value + sign * eps * x[i]!),
        out,
      );
      return out;
    };
    const [above, below] = [residualAt(1), residualAt(-1)];
    const massTimesX = new Float64Array(system.dimension);
    system.applyMass(x, massTimesX);
    right.forEach((value, i) => {
      const jacobianTimesX = (above[i]! - below[i]!) / (2 * eps);
      expect(shift * massTimesX[i]! - jacobianTimesX).toBeCloseTo(value, 7);
    });
  });

  it('follow the explicit trajectory', () => {
    const start = draw();
    const implicit = stateAfter(implicitRun(network, 1e-9), start, 5);
    const explicit = stateAfter(explicitRun(network, 1e-11), start, 5);
    implicit.forEach((value, i) => expect(value).toBeCloseTo(explicit[i]!, 6));
  });

  it('follow the explicit trajectory through a ramp', () => {
    const rate = network.omega.map((_, i) => (i === 3 ? 0.2 : i === 10 ? -0.2 : 0));
    const runs = [new StiffSwingSystem(network), new SwingSystem(network)] as const;
    for (const model of runs) model.imbalance.ramp = { start: 0, rate };
    const start = new Float64Array(system.dimension);
    const implicit = new Adaptive(new Rodas5P(runs[0]), options(1e-9));
    const explicit = new Adaptive(new DormandPrince(runs[1]), options(1e-11));
    const expected = stateAfter(explicit, start, 4);
    stateAfter(implicit, start, 4).forEach((v, i) => expect(v).toBeCloseTo(expected[i]!, 6));
  });

  it('take loads of vanishing damping to the limit where their rows are algebraic', () => {
    const difference = (damping: number): number => {
      const D = network.D.map((d, i) => (network.M[i]! > 0 ? d : damping));
      return stateAfter(implicitRun({ ...network, D }, 1e-8), start, 3)[0]!;
    };
    const D = network.D.map((d, i) => (network.M[i]! > 0 ? d : 0));
    const constantPower = new StiffSwingSystem({ ...network, D });
    const start = new Float64Array(system.dimension);
    start[network.n] = 2;
    expect(makeConsistent(constantPower, 0, start)).toBe(true);
    const limit = stateAfter(implicitRun({ ...network, D }, 1e-8), start, 3)[0]!;
    expect(Math.abs(difference(1e-4) - limit)).toBeLessThan(1e-3);
    expect(Math.abs(difference(1e-6) - limit)).toBeLessThan(1e-5);
  });

  it('refuse lines with a phase shift', () => {
    const lossy = randomNetwork(6, 2, { lossy: true });
    expect(() => new StiffSwingSystem(lossy)).toThrow(/phaseShift is given.*use rk4 or dopri5/);
  });
});

describe('a consistent state', () => {
  const between = (weight: number, demand: number) =>
    swingNetwork({
      omega: [demand / 2, demand / 2, -demand],
      M: [1, 1, 0],
      D: [0.1, 0.1, 0],
      edges: [
        [0, 2, weight],
        [1, 2, weight],
      ],
    });

  it('puts a load between two machines where the closed form says, and holds the machines', () => {
    // Both machines at 0: 2 a sin(theta) = -demand.
    const system = new StiffSwingSystem(between(3, 4));
    const y = Float64Array.of(0, 0, 0.4, 1, -1);
    expect(makeConsistent(system, 0, y)).toBe(true);
    expect(y[2]).toBeCloseTo(-Math.asin(4 / 6), 10);
    expect([y[0], y[1], y[3], y[4]]).toEqual([0, 0, 1, -1]);
  });

  it('does not exist where the demand exceeds what the lines can bring', () => {
    const y = Float64Array.of(0, 0, 0, 0, 0);
    expect(makeConsistent(new StiffSwingSystem(between(3, 6.1)), 0, y)).toBe(false);
  });
});
