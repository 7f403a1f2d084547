import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { networkOn } from '../../../../src-main/equations/graphs/random-network.ts';
import { LANES } from '../../../../src-main/equations/oscillators/chord-steps.ts';
import { EquilibriumSolver } from '../../../../src-main/equations/oscillators/equilibrium.ts';
import { LaplacianSolver } from '../../../../src-main/equations/oscillators/laplacian-solver.ts';
import { NearbyEquilibria } from '../../../../src-main/equations/oscillators/nearby-equilibria.ts';
import type { OscillatorNetwork } from '../../../../src-main/equations/oscillators/oscillator-network.ts';
import { balanced, connectedGraph } from '../../../fixtures/random-graph.ts';
import type { WeightedGraph } from '../../../fixtures/random-graph.ts';

const networkOf = ({ n, from, to, weight }: WeightedGraph, omega: Float64Array) =>
  networkOn({ n, edgeFrom: from, edgeTo: to }, weight, omega);

function interleaved(n: number, powers: readonly Float64Array[]): Float64Array {
  const block = new Float64Array(n * LANES);
  powers.forEach((omega, c) => omega.forEach((power, i) => (block[i * LANES + c] = power)));
  return block;
}

/** One by one, by Newton with its own Jacobians. */
function alone(network: OscillatorNetwork, omega: Float64Array) {
  const laplacian = new LaplacianSolver(network);
  laplacian.factorize(network.weight);
  const theta = new Float64Array(network.n);
  laplacian.solve(omega, theta);
  const { weight } = network;
  return new EquilibriumSolver(network).solve(theta, { weight, omega });
}

/** Powers of a size that leaves some networks with, some without a synchronous state. */
const questions = connectedGraph({ maxNodes: 20 }).chain((graph) =>
  fc.tuple(
    fc.constant(graph),
    fc.array(balanced(graph.n), { minLength: LANES + 1, maxLength: LANES + 1 }),
    fc.constantFrom(0.1, 1, 4),
  ),
);

describe('equilibria near one another', () => {
  it('are those that each has alone', () => {
    fc.assert(
      fc.property(questions, ([graph, [base, ...draws], size]) => {
        const powers = draws.map((omega) => omega.map((power) => size * power));
        const network = networkOf(graph, base!);
        const found = new NearbyEquilibria(network).solve(interleaved(graph.n, powers));
        found.forEach((lane, c) => {
          const expected = alone(network, powers[c]!);
          // Just at pi/2 either may be said.
          if (Math.abs(expected.worst.value - Math.PI / 2) < 1e-6) return;
          expect(lane.status).toBe(expected.status);
          if (lane.status !== 'converged') return;
          expect(Math.abs(lane.angle - expected.worst.value)).toBeLessThan(1e-9);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('do not depend on what is solved beside them', () => {
    fc.assert(
      fc.property(questions, ([graph, [base, ...powers]]) => {
        const solver = new NearbyEquilibria(networkOf(graph, base!));
        const together = solver.solve(interleaved(graph.n, powers));
        const turned = [...powers.slice(1), powers[0]!];
        const again = solver.solve(interleaved(graph.n, turned));
        expect([...again.slice(-1), ...again.slice(0, -1)]).toEqual(together);
        expect(solver.solve(interleaved(graph.n, powers.slice(0, 1)), 1)).toEqual([together[0]]);
      }),
    );
  });

  it('have bridges at the arcsine, however near to pi/2, and none beyond', () => {
    const pair = networkOn(
      { n: 2, edgeFrom: Int32Array.of(0), edgeTo: Int32Array.of(1) },
      Float64Array.of(2),
      Float64Array.of(0.1, -0.1),
    );
    const sines = [0.3, 0.999999999, -0.7, 1.000000001];
    const powers = sines.map((sine) => Float64Array.of(2 * sine, -2 * sine));
    const found = new NearbyEquilibria(pair).solve(interleaved(2, powers));
    expect(found.map(({ status }) => status)).toEqual([
      'converged',
      'converged',
      'converged',
      'no-solution',
    ]);
    found.slice(0, 3).forEach(({ angle, norm }, c) => {
      expect(norm).toBeCloseTo(Math.abs(sines[c]!), 12);
      expect(angle).toBeCloseTo(Math.abs(Math.asin(norm)), 12);
    });
  });
});
