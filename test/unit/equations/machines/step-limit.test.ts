import { describe, expect, it } from 'vitest';
import {
  fastestRate,
  fastestRateBound,
  rk4StabilityRadius,
} from '../../../../src-main/equations/machines/step-limit.ts';
import { SwingSystem } from '../../../../src-main/equations/machines/swing.ts';
import { FixedStep } from '../../../../src-main/numerics/ode/fixed-step.ts';
import { RungeKutta4 } from '../../../../src-main/numerics/ode/runge-kutta-4.ts';
import { randomNetwork, swingNetwork } from './networks.ts';

describe('the fastest rate of the swing equations', () => {
  it('is that of two loads in closed form: a (1/D_1 + 1/D_2)', () => {
    const network = swingNetwork({ omega: [0, 0], M: [0, 0], D: [2, 0.5], edges: [[0, 1, 3]] });
    expect(fastestRate(network).rate / (3 * 2.5)).toBeCloseTo(1.03, 6);
    expect(fastestRateBound(network)).toEqual({ rate: 12, node: 1 });
  });

  it('is that of two undamped machines in closed form: sqrt(a (1/M_1 + 1/M_2))', () => {
    const network = swingNetwork({ omega: [0, 0], M: [0.2, 0.2], D: [0, 0], edges: [[0, 1, 5]] });
    const exact = Math.sqrt(50);
    const { rate } = fastestRate(network);
    expect(rate).toBeGreaterThan(0.99 * exact);
    expect(rate).toBeLessThan(1.05 * exact);
    expect(fastestRateBound(network).rate).toBeGreaterThanOrEqual(exact);
  });

  it('is damping over inertia for a machine without lines', () => {
    const network = swingNetwork({ omega: [0], M: [0.5], D: [2], edges: [] });
    expect(fastestRate(network).rate).toBeCloseTo(4, 12);
  });

  it('tells the largest stable step of RK4: half of it decays, its double does not', () => {
    for (const seed of [1, 2, 3, 4]) {
      const network = randomNetwork(30, seed);
      const { rate } = fastestRate(network);
      expect(rate).toBeLessThanOrEqual(fastestRateBound(network).rate);
      const limit = rk4StabilityRadius / rate;
      expect(distanceFromRest(network, limit)).toBeLessThan(0.01);
      expect(distanceFromRest(network, 2 * limit)).toBeGreaterThan(0.1);
    }
  });

  it('covers the whole left half disc with the stability function of RK4', () => {
    for (let k = 0; k <= 400; k++) {
      const angle = Math.PI / 2 + (Math.PI * k) / 800;
      const [re, im] = [rk4StabilityRadius * Math.cos(angle), rk4StabilityRadius * Math.sin(angle)];
      // 1 + z (1 + z/2 (1 + z/3 (1 + z/4))) by Horner
      let [a, b] = [1, 0];
      for (const d of [4, 3, 2, 1]) {
        [a, b] = [1 + (a * re - b * im) / d, (a * im + b * re) / d];
      }
      expect(Math.hypot(a, b)).toBeLessThanOrEqual(1);
    }
  });
});

/** Spread of theta after many steps from a small disturbance, without injections. */
function distanceFromRest(network: ReturnType<typeof randomNetwork>, h: number): number {
  const system = new SwingSystem({ ...network, omega: new Float64Array(network.n) });
  const rk4 = new FixedStep(new RungeKutta4(system), h);
  const start = new Float64Array(system.dimension);
  for (let i = 0; i < network.n; i++) start[i] = i % 2 === 0 ? 0.01 : -0.01;
  rk4.restart(0, start);
  while (rk4.time < 4000 * h && rk4.advance(4000 * h) === 'accepted');
  const theta = rk4.state.subarray(0, network.n);
  return Math.max(...theta) - Math.min(...theta);
}
