import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { modelOfDocument } from '../../src-main/equations/network/document-model.ts';
import { worstDifference } from '../../src-main/equations/oscillators/cohesiveness.ts';
import { criticalCoupling } from '../../src-main/equations/oscillators/critical-coupling.ts';
import { energy, quadraticEnergy } from '../../src-main/equations/oscillators/energy.ts';
import { EquilibriumSolver } from '../../src-main/equations/oscillators/equilibrium.ts';
import { exactLoading } from '../../src-main/equations/oscillators/exact-loading.ts';
import { exactnessBlocks } from '../../src-main/equations/oscillators/exactness.ts';
import { predictedLoading } from '../../src-main/equations/oscillators/predicted-loading.ts';
import type { OscillatorNetwork } from '../../src-main/equations/oscillators/oscillator-network.ts';
import { compareConditions } from '../../src-main/studies/sync-condition/compare-conditions.ts';
import { anOscillatorDocument } from '../fixtures/oscillators.ts';
import { linearSolution, networkOf } from '../fixtures/oscillator-networks.ts';
import { balanced, connectedGraph } from '../fixtures/random-graph.ts';

type Edge = readonly [from: number, to: number, a: number];

interface Drawn {
  readonly omega: readonly number[];
  readonly edges: readonly Edge[];
}

/** Networks with powers small beside couplings, so that all have a synchronous state. */
const drawn: fc.Arbitrary<Drawn> = connectedGraph({ minNodes: 3, maxNodes: 9, maxExtra: 7 }).chain(
  ({ n, from, to, weight }) =>
    balanced(n)
      .filter((omega) => omega.some((power) => Math.abs(power) > 0.05))
      .map((omega) => ({
        omega: [...omega],
        edges: Array.from(weight, (a, e): Edge => [from[e]!, to[e]!, 5 + a]),
      })),
);

const settings = { seed: 17, numRuns: 40 };

/** Everything that the condition study says of a network in numbers. */
function figures(network: OscillatorNetwork) {
  const { laplacian, theta } = linearSolution(network);
  const worst = worstDifference(network, network.weight, theta);
  const blocks = exactnessBlocks(network, theta);
  const { conditions } = compareConditions(network, { laplacian, theta, worst }, blocks);
  const state = theta.slice();
  const { worst: exact } = new EquilibriumSolver(network).solve(state);
  const limit = new Float64Array(network.weight.length).fill(0.6);
  return {
    norm: worst.value,
    exact: exact.value,
    K: criticalCoupling(network, theta, Math.PI / 2)!,
    predicted: predictedLoading(network, network.omega, limit).loading,
    loading: exactLoading(network, network.omega, limit).loading,
    energy: energy(network, state),
    conditions: conditions.map(({ criticalCoupling: asked }) => asked!),
    classes: blocks.map((block) => block.class).sort(),
  };
}

type Figures = ReturnType<typeof figures>;

function expectSame(found: Figures, expected: Figures, scale = 1): void {
  const near = (a: number, b: number): void => {
    expect(Math.abs(a - b)).toBeLessThan(1e-7 * Math.max(1, Math.abs(b)));
  };
  near(found.norm, expected.norm);
  near(found.exact, expected.exact);
  near(found.K, expected.K);
  near(found.predicted, expected.predicted);
  near(found.loading, expected.loading);
  near(found.energy / scale, expected.energy);
  found.conditions.forEach((asked, k) => near(asked, expected.conditions[k]!));
  expect(found.classes).toEqual(expected.classes);
}

describe('the condition and the exact state are the same', () => {
  it('whatever the nodes are called', () => {
    fc.assert(
      fc.property(drawn, fc.array(fc.nat(1000), { minLength: 9 }), ({ omega, edges }, keys) => {
        const order = omega
          .map((_, node) => ({ node, key: keys[node]! }))
          .sort((a, b) => a.key - b.key || a.node - b.node)
          .map(({ node }) => node);
        const place = new Map(order.map((node, k) => [node, k]));
        const renamed = networkOf(
          order.map((node) => omega[node]!),
          edges.map(([i, j, a]): Edge => [place.get(j)!, place.get(i)!, a]).reverse(),
        );
        expectSame(figures(renamed), figures(networkOf(omega, edges)));
      }),
      settings,
    );
  });

  it('in any unit of power: couplings and powers by one factor', () => {
    fc.assert(
      fc.property(drawn, fc.constantFrom(0.01, 0.3, 7, 1000), ({ omega, edges }, factor) => {
        const scaled = networkOf(
          omega.map((power) => factor * power),
          edges.map(([i, j, a]): Edge => [i, j, factor * a]),
        );
        expectSame(figures(scaled), figures(networkOf(omega, edges)), factor);
      }),
      settings,
    );
  });

  it('in any unit of time: inertia by its square and damping by it', () => {
    fc.assert(
      fc.property(drawn, fc.constantFrom(0.1, 12), ({ omega, edges }, factor) => {
        const document = anOscillatorDocument(omega, edges);
        const slower = {
          ...document,
          nodes: document.nodes.map((node) => ({ ...node, M: factor * factor, D: factor })),
        };
        expectSame(figures(modelOfDocument(slower).network), figures(networkOf(omega, edges)));
      }),
      settings,
    );
  });

  it('with every line in two parallel halves', () => {
    fc.assert(
      fc.property(
        drawn,
        fc.double({ min: 0.1, max: 0.9, noNaN: true }),
        ({ omega, edges }, share) => {
          const halves = edges.flatMap(([i, j, a]): Edge[] => [
            [i, j, share * a],
            [j, i, (1 - share) * a],
          ]);
          expectSame(figures(networkOf(omega, halves)), figures(networkOf(omega, edges)));
        },
      ),
      settings,
    );
  });
});

describe('a constant phase', () => {
  it('changes neither the energies nor the state that Newton finds from it', () => {
    fc.assert(
      fc.property(
        drawn,
        fc.double({ min: -20, max: 20, noNaN: true }),
        ({ omega, edges }, shift) => {
          const network = networkOf(omega, edges);
          const { theta } = linearSolution(network);
          const turned = theta.map((angle) => angle + shift);
          expect(energy(network, turned)).toBeCloseTo(energy(network, theta), 10);
          expect(quadraticEnergy(network, turned)).toBeCloseTo(quadraticEnergy(network, theta), 10);
          const [one, other] = [theta, turned].map(
            (start) => new EquilibriumSolver(network).solve(start).worst.value,
          );
          expect(other).toBeCloseTo(one!, 9);
        },
      ),
      settings,
    );
  });
});

describe('two networks joined at one node', () => {
  it('have the larger norm, exact angle and critical coupling of the two', () => {
    fc.assert(
      fc.property(drawn, drawn, (first, second) => {
        // Node 0 of the second is node 0 of the first, with the powers of both.
        const place = (node: number): number => (node === 0 ? 0 : first.omega.length + node - 1);
        const omega = [...first.omega, ...second.omega.slice(1)];
        omega[0]! += second.omega[0]!;
        const joined = networkOf(omega, [
          ...first.edges,
          ...second.edges.map(([i, j, a]): Edge => [place(i), place(j), a]),
        ]);
        const [a, b] = [first, second].map((part) => figures(networkOf(part.omega, part.edges)));
        const both = figures(joined);
        expect(both.norm).toBeCloseTo(Math.max(a!.norm, b!.norm), 10);
        expect(both.exact).toBeCloseTo(Math.max(a!.exact, b!.exact), 9);
        expect(both.K).toBeCloseTo(Math.max(a!.K, b!.K), 7);
        expect(both.energy).toBeCloseTo(a!.energy + b!.energy, 9);
        expect(both.classes).toEqual([...a!.classes, ...b!.classes].sort());
      }),
      settings,
    );
  });
});
