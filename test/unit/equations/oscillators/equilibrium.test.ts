import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { modelOfDocument } from '../../../../src-main/equations/network/document-model.ts';
import { criticalCoupling } from '../../../../src-main/equations/oscillators/critical-coupling.ts';
import { EquilibriumSolver } from '../../../../src-main/equations/oscillators/equilibrium.ts';
import {
  exactnessBlocks,
  exactnessOf,
} from '../../../../src-main/equations/oscillators/exactness.ts';
import type { OscillatorNetwork } from '../../../../src-main/equations/oscillators/oscillator-network.ts';
import { linearPoint } from '../../../../src-main/studies/linear-point.ts';
import { anOscillatorDocument } from '../../../fixtures/oscillators.ts';
import { balanced, connectedGraph } from '../../../fixtures/random-graph.ts';

type Edges = Parameters<typeof anOscillatorDocument>[1];

const networkOf = (omega: readonly number[], edges: Edges): OscillatorNetwork =>
  modelOfDocument(anOscillatorDocument(omega, edges)).network;

const ring = (n: number): Edges =>
  Array.from({ length: n }, (_, i) => [i, (i + 1) % n, 1] as const);

describe('equilibrium', () => {
  it('of two oscillators is the arcsine', () => {
    const theta = new Float64Array(2);
    const outcome = new EquilibriumSolver(networkOf([0.6, -0.6], [[0, 1, 1]])).solve(theta);
    expect(outcome.status).toBe('converged');
    expect(outcome.worst.value).toBeCloseTo(Math.asin(0.6), 14);
  });

  it('satisfies the power balance on random networks, below pi/2 on every edge', () => {
    const arbitrary = connectedGraph().chain((graph) =>
      fc.tuple(fc.constant(graph), balanced(graph.n)),
    );
    fc.assert(
      fc.property(arbitrary, ([{ n, from, to, weight }, omega]) => {
        const edges = Array.from(weight, (a, e) => [from[e]!, to[e]!, a] as const);
        const network = networkOf([...omega], edges);
        const theta = new Float64Array(n);
        const { status, worst } = new EquilibriumSolver(network).solve(theta);
        if (status === 'no-solution') return;
        const flows = new Float64Array(n);
        for (const [i, j, a] of edges) {
          flows[i]! += a * Math.sin(theta[i]! - theta[j]!);
          flows[j]! -= a * Math.sin(theta[i]! - theta[j]!);
        }
        flows.forEach((flow, i) => expect(Math.abs(flow - network.omega[i]!)).toBeLessThan(1e-9));
        expect(status).toBe(worst.value < Math.PI / 2 ? 'converged' : 'beyond-limit');
      }),
    );
  });

  it('is the same where all powers and couplings are a trillion times smaller', () => {
    const angleAt = (unit: number): number => {
      const edges: Edges = [
        [0, 1, unit],
        [1, 2, 2 * unit],
        [0, 2, unit],
      ];
      const powers = [1.2 * unit, -0.3 * unit, -0.9 * unit];
      const theta = new Float64Array(3);
      const { status, worst } = new EquilibriumSolver(networkOf(powers, edges)).solve(theta);
      expect(status).toBe('converged');
      return worst.value;
    };
    expect(angleAt(1e-12)).toBeCloseTo(angleAt(1), 13);
  });

  it('is found where two nodes are tied so stiffly that rounding of their flow is all that is left', () => {
    const tied = (stiff: number): number => {
      const edges: Edges = [
        [0, 1, 1],
        [1, 2, stiff],
        [2, 0, 1],
        [2, 3, 2],
      ];
      const theta = new Float64Array(4);
      const network = networkOf([1, 0.2, 0.3, -1.5], edges);
      const { status, worst } = new EquilibriumSolver(network).solve(theta);
      expect(status).toBe('converged');
      return worst.value;
    };
    // As good as one node: two couplings of 1 carry 1, one of 2 carries 1.5.
    expect(tied(1e9)).toBeCloseTo(Math.asin(0.75), 6);
  });

  it('does not exist beyond the capacity of a tree', () => {
    const solver = new EquilibriumSolver(networkOf([1.01, -1.01], [[0, 1, 1]]));
    const outcome = solver.solve(new Float64Array(2));
    expect(outcome.status).toBe('no-solution');
    expect(outcome.residual).toBeGreaterThan(0);
  });

  it('is the one without circulating flow, even from a start on another winding', () => {
    // Six oscillators in a ring without power: theta_i = i pi/3 is stable too, with winding number 1.
    const network = networkOf([0, 0, 0, 0, 0, 0], ring(6));
    const twisted = Float64Array.from({ length: 6 }, (_, i) => (i * Math.PI) / 3);
    const outcome = new EquilibriumSolver(network).solve(twisted);
    expect(outcome.status).toBe('converged');
    expect(outcome.worst.value).toBeLessThan(1e-9);
  });

  it('ends the branch where the whole of a triangle gives way', () => {
    // K3 with omega = (-1, 0, 1) has its critical coupling at 0.5857864376 (paper B; closed form 2 - sqrt 2).
    const critical = 2 - Math.SQRT2;
    const at = (K: number) =>
      networkOf(
        [-1, 0, 1],
        [
          [0, 1, K],
          [1, 2, K],
          [0, 2, K],
        ],
      );
    const status = (K: number) => new EquilibriumSolver(at(K)).solve(linearSolution(at(K))).status;
    expect(status(critical * 1.0001)).toBe('converged');
    expect(status(critical * 0.999)).not.toBe('converged');
  });
});

describe('critical coupling', () => {
  it('of K3 with omega = (-1, 0, 1) is 2 - sqrt 2', () => {
    const network = networkOf(
      [-1, 0, 1],
      [
        [0, 1, 1],
        [1, 2, 1],
        [0, 2, 1],
      ],
    );
    const found = criticalCoupling(network, linearSolution(network), Math.PI / 2);
    expect(found).toBeCloseTo(2 - Math.SQRT2, 9);
  });

  it('of a tree is the largest flow over coupling, at every angle', () => {
    fc.assert(
      fc.property(
        connectedGraph({ maxExtra: 0 }).chain((g) => fc.tuple(fc.constant(g), balanced(g.n))),
        fc.constantFrom(0.3, 1, Math.PI / 2),
        ([{ n, from, to, weight }, omega], gamma) => {
          const edges = Array.from(weight, (a, e) => [from[e]!, to[e]!, a] as const);
          const network = networkOf([...omega], edges);
          const theta = linearSolution(network);
          const norm = Math.max(...edges.map(([i, j]) => Math.abs(theta[i]! - theta[j]!)));
          fc.pre(norm > 1e-9 && n > 1);
          const found = criticalCoupling(network, theta, gamma);
          expect(Math.abs(found! / (norm / Math.sin(gamma)) - 1)).toBeLessThan(1e-8);
        },
      ),
    );
  });

  it('is zero without power', () => {
    const network = networkOf([0, 0], [[0, 1, 1]]);
    expect(criticalCoupling(network, new Float64Array(2), Math.PI / 2)).toBe(0);
  });
});

describe('exactness', () => {
  it.each([
    ['no power', [0, 0, 0], ring(3), true],
    [
      'a tree',
      [1, 0, -1],
      [
        [0, 1, 1],
        [1, 2, 5],
      ],
      true,
    ],
    ['a bipolar complete graph', [2, -1, -1], ring(3), true],
    ['a triangle with three flows', [-1, 0, 1], ring(3), false],
  ] as const)('of %s', (_, omega, edges, exact) => {
    const network = networkOf(omega, edges);
    const blocks = exactnessBlocks(network, linearSolution(network));
    expect(exactnessOf(network, blocks).exact).toBe(exact);
  });
});

function linearSolution(network: OscillatorNetwork): Float64Array {
  const nodes = Int32Array.from({ length: network.n }, (_, i) => i);
  return linearPoint({ network, nodes } as Parameters<typeof linearPoint>[0]).theta;
}
