import { describe, expect, it } from 'vitest';
import { centreFrequency } from '../../../../src-main/equations/machines/machine-nodes.ts';
import type { OscillatorNetwork } from '../../../../src-main/equations/oscillators/oscillator-network.ts';
import { SwingSystem } from '../../../../src-main/equations/machines/swing.ts';
import { Adaptive } from '../../../../src-main/numerics/ode/adaptive.ts';
import { DormandPrince } from '../../../../src-main/numerics/ode/dormand-prince.ts';
import { integrate } from '../../../../src-main/numerics/ode/integrate.ts';
import type { Integrator } from '../../../../src-main/numerics/ode/integrator.ts';
import { FixedStep } from '../../../../src-main/numerics/ode/fixed-step.ts';
import { RungeKutta4 } from '../../../../src-main/numerics/ode/runge-kutta-4.ts';
import { RandomStream } from '../../../../src-main/numerics/random/random-stream.ts';
import { randomNetwork, swingNetwork } from './networks.ts';

const never = (): boolean => false;
const ignore = (): void => undefined;

/** The model written as on paper: every node against every line, with the library's sine. */
function asOnPaper(network: OscillatorNetwork, y: Float64Array): number[] {
  const { n, edgeFrom, edgeTo, weight, phaseShift, omega, M, D } = network;
  const p = Array.from({ length: n }, (_, i) => {
    let power = omega[i]!;
    weight.forEach((a, e) => {
      const other = edgeFrom[e] === i ? edgeTo[e]! : edgeTo[e] === i ? edgeFrom[e]! : -1;
      if (other >= 0) power -= a * Math.sin(y[i]! - y[other]! + (phaseShift?.[e] ?? 0));
    });
    return power;
  });
  let machine = n;
  const accelerations: number[] = [];
  const slopes = p.map((power, i) => {
    if (!(M[i]! > 0)) return power / D[i]!;
    const speed = y[machine++]!;
    accelerations.push((power - D[i]! * speed) / M[i]!);
    return speed;
  });
  return [...slopes, ...accelerations];
}

describe('the swing equations', () => {
  for (const lossy of [false, true]) {
    it(`equal the model as on paper, ${lossy ? 'with' : 'without'} phase shifts`, () => {
      const network = randomNetwork(20, 5, { lossy });
      const system = new SwingSystem(network);
      const random = new RandomStream(9);
      const y = Float64Array.from({ length: system.dimension }, () => 6 * random.uniform() - 3);
      const out = new Float64Array(system.dimension);
      system.derivative(0, y, out);
      asOnPaper(network, y).forEach((value, i) => expect(out[i]).toBeCloseTo(value, 12));
    });
  }

  it('add a ramp in proportion to the time since its start', () => {
    const network = randomNetwork(6, 1);
    const system = new SwingSystem(network);
    const y = new Float64Array(system.dimension);
    const before = new Float64Array(system.dimension);
    const after = new Float64Array(system.dimension);
    system.derivative(7, y, before);
    const rate = Float64Array.of(0, 0.25, 0, 0, 0, 0);
    system.imbalance.ramp = { start: 5, rate };
    system.derivative(7, y, after);
    expect(after[1]! - before[1]!).toBeCloseTo((0.25 * 2) / network.D[1]!, 13);
    expect(after[2]).toBe(before[2]);
  });

  it('keep energy and momentum of a lossless, undamped network', () => {
    const base = randomNetwork(12, 3);
    const network = { ...base, M: new Float64Array(12).fill(0.2), D: new Float64Array(12) };
    const { weight, edgeFrom, edgeTo, omega } = network;
    const energy = ({ state }: Pick<Integrator, 'state'>): number => {
      let sum = 0;
      for (let i = 0; i < 12; i++) sum += 0.1 * state[12 + i]! ** 2 - omega[i]! * state[i]!;
      weight.forEach((a, e) => {
        sum += a * (1 - Math.cos(state[edgeFrom[e]!]! - state[edgeTo[e]!]!));
      });
      return sum;
    };
    const system = new SwingSystem(network);
    const start = new Float64Array(24);
    for (let i = 0; i < 12; i++) start[i] = 0.1 * i;
    start[12] = 3;
    const drifts = [0.004, 0.002].map((h) => {
      const rk4 = new FixedStep(new RungeKutta4(system), h);
      rk4.restart(0, start);
      const atStart = energy(rk4);
      integrate(rk4, { end: 10, stop: never, onStep: ignore });
      const frequency = centreFrequency(network, rk4.state.subarray(12));
      expect(frequency).toBeCloseTo(3 / 12, 12);
      return Math.abs(energy(rk4) - atStart);
    });
    expect(drifts[1]).toBeLessThan(1e-6);
    expect(drifts[0]! / drifts[1]!).toBeGreaterThan(14);
  });

  it('swing two machines with the period of the pendulum, an elliptic integral', () => {
    // M delta'' = -2 a sin delta for two equal machines; T = 4 K(sin(amplitude/2)) sqrt(M / 2a)
    const [M, a, amplitude] = [0.3, 2, 1.5];
    const network = swingNetwork({ omega: [0, 0], M: [M, M], D: [0, 0], edges: [[0, 1, a]] });
    let mean = 1;
    let geometric = Math.cos(amplitude / 2);
    for (let i = 0; i < 9; i++) {
      [mean, geometric] = [(mean + geometric) / 2, Math.sqrt(mean * geometric)];
    }
    const period = ((2 * Math.PI) / mean) * Math.sqrt(M / (2 * a));
    const run = new Adaptive(new DormandPrince(new SwingSystem(network)), {
      relativeTolerance: 1e-12,
      absoluteTolerance: 1e-12,
      initialStep: 1e-3,
      largestStep: 1,
    });
    run.restart(0, Float64Array.of(amplitude / 2, -amplitude / 2, 0, 0));
    integrate(run, { end: 10 * period, stop: never, onStep: ignore });
    expect(run.state[0]! - run.state[1]!).toBeCloseTo(amplitude, 8);
    expect(run.state[2]).toBeCloseTo(0, 7);
  });

  it('let a lone machine and a lone load follow their exponentials', () => {
    const network = swingNetwork({ omega: [1, 1], M: [2, 0], D: [0.5, 4], edges: [[0, 1, 0]] });
    const rk4 = new FixedStep(new RungeKutta4(new SwingSystem(network)), 0.01);
    rk4.restart(0, Float64Array.of(0, 0, 0));
    integrate(rk4, { end: 3, stop: never, onStep: ignore });
    const speed = 2 * (1 - Math.exp(-0.75));
    expect(rk4.state[2]).toBeCloseTo(speed, 9);
    expect(rk4.state[0]).toBeCloseTo(2 * 3 - 4 * speed, 9);
    expect(rk4.state[1]).toBeCloseTo(3 / 4, 12);
  });

  it('refuse a node with neither inertia nor damping, and name it', () => {
    const network = swingNetwork({ omega: [0, 0], M: [1, 0], D: [0, 0], edges: [[0, 1, 1]] });
    expect(() => new SwingSystem(network)).toThrow(/D\[1\] is 0 .* use the implicit method/);
  });
});
