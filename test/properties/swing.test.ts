import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StiffSwingSystem } from '../../src-main/equations/machines/stiff-swing.ts';
import { SwingSystem } from '../../src-main/equations/machines/swing.ts';
import type { OscillatorNetwork } from '../../src-main/equations/oscillators/oscillator-network.ts';
import { Adaptive } from '../../src-main/numerics/ode/adaptive.ts';
import { DormandPrince } from '../../src-main/numerics/ode/dormand-prince.ts';
import { FixedStep } from '../../src-main/numerics/ode/fixed-step.ts';
import { integrate } from '../../src-main/numerics/ode/integrate.ts';
import type { Integrator } from '../../src-main/numerics/ode/integrator.ts';
import { Rodas5P } from '../../src-main/numerics/ode/rodas-5p.ts';
import { RungeKutta4 } from '../../src-main/numerics/ode/runge-kutta-4.ts';
import { randomNetwork } from '../unit/equations/machines/networks.ts';

const options = {
  relativeTolerance: 1e-9,
  absoluteTolerance: 1e-9,
  initialStep: 1e-4,
  largestStep: 0.2,
};

const methods: Record<string, (network: OscillatorNetwork) => Integrator> = {
  RK4: (network) => new FixedStep(new RungeKutta4(new SwingSystem(network)), 2e-3),
  'Dormand–Prince': (network) => new Adaptive(new DormandPrince(new SwingSystem(network)), options),
  Rodas5P: (network) => new Adaptive(new Rodas5P(new StiffSwingSystem(network)), options),
};

const networks = fc.record({
  network: fc
    .tuple(fc.integer({ min: 3, max: 24 }), fc.nat(1e6))
    .map(([n, seed]) => randomNetwork(n, seed)),
  spread: fc.double({ min: 0, max: 3, noNaN: true }),
});

/** From angles spread over a sector, machines at rest, for two seconds. */
function run(
  integrator: Integrator,
  n: number,
  spread: number,
  onStep: (integrator: Integrator) => void,
): void {
  const start = new Float64Array(integrator.state.length);
  for (let i = 0; i < n; i++) start[i] = spread * Math.sin(7 * i);
  integrator.restart(0, start);
  onStep(integrator);
  const { status } = integrate(integrator, { end: 2, stop: () => false, onStep });
  expect(status).toBe('finished');
}

/** sum M omega + sum D theta, which grows by sum omega_i a second whatever the network does. */
function momentum({ n, M, D }: OscillatorNetwork, state: Float64Array): number {
  let sum = 0;
  let machine = n;
  for (let i = 0; i < n; i++) {
    sum += D[i]! * state[i]!;
    if (M[i]! > 0) sum += M[i]! * state[machine++]!;
  }
  return sum;
}

/** Kinetic energy plus sum a (1 - cos), of a network without injections. */
function energy(
  { n, M, edgeFrom, edgeTo, weight }: OscillatorNetwork,
  state: Float64Array,
): number {
  let sum = 0;
  let machine = n;
  for (let i = 0; i < n; i++) if (M[i]! > 0) sum += 0.5 * M[i]! * state[machine++]! ** 2;
  for (let e = 0; e < weight.length; e++) {
    sum += weight[e]! * (1 - Math.cos(state[edgeFrom[e]!]! - state[edgeTo[e]!]!));
  }
  return sum;
}

describe.each(Object.entries(methods))('%s on any network', (_, integratorOf) => {
  it('keeps the balance of momentum to rounding: it is linear, and the methods keep such', () => {
    fc.assert(
      fc.property(networks, ({ network, spread }) => {
        const total = network.omega.reduce((sum, power) => sum + power, 0);
        let atStart: number | undefined;
        run(integratorOf(network), network.n, spread, ({ time, state }) => {
          atStart ??= momentum(network, state);
          expect(Math.abs(momentum(network, state) - atStart - total * time)).toBeLessThan(1e-10);
        });
      }),
      { numRuns: 20 },
    );
  });

  it('never gains energy while nothing is injected', () => {
    fc.assert(
      fc.property(networks, ({ network, spread }) => {
        const still = { ...network, omega: new Float64Array(network.n) };
        let before = Infinity;
        run(integratorOf(still), network.n, spread, ({ state }) => {
          const now = energy(still, state);
          expect(now).toBeLessThan(before + 1e-7);
          before = now;
        });
      }),
      { numRuns: 20 },
    );
  });
});
