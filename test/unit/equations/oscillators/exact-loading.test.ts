import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { edgeDifferences } from '../../../../src-main/equations/oscillators/cohesiveness.ts';
import { criticalCoupling } from '../../../../src-main/equations/oscillators/critical-coupling.ts';
import { EquilibriumSolver } from '../../../../src-main/equations/oscillators/equilibrium.ts';
import { exactLoading } from '../../../../src-main/equations/oscillators/exact-loading.ts';
import { predictedLoading } from '../../../../src-main/equations/oscillators/predicted-loading.ts';
import type { OscillatorNetwork } from '../../../../src-main/equations/oscillators/oscillator-network.ts';
import { relativeError } from '../../../fixtures/dense.ts';
import { linearSolution, networkOf } from '../../../fixtures/oscillator-networks.ts';
import { balanced, connectedGraph } from '../../../fixtures/random-graph.ts';

const ring3 = [[0, 1, 1], [1, 2, 1], [0, 2, 1]] as const; // prettier-ignore
const limits = (network: OscillatorNetwork, angle: number): Float64Array =>
  new Float64Array(network.weight.length).fill(angle);

describe('the loading at which a stress ends', () => {
  it('over one line is a sin(limit) less what flows already, predicted and exact alike', () => {
    const network = networkOf([0.5, -0.5], [[0, 1, 2]]);
    const direction = Float64Array.from([0.1, -0.1]);
    for (const angle of [0.5, 1, Math.PI / 2]) {
      const expected = (2 * Math.sin(angle) - 0.5) / 0.1;
      const exact = exactLoading(network, direction, limits(network, angle));
      const predicted = predictedLoading(network, direction, limits(network, angle));
      expect(exact).toMatchObject({ cause: 'limit', edge: 0 });
      expect(predicted).toMatchObject({ cause: 'limit', edge: 0 });
      expect(exact.loading).toBeCloseTo(expected, 9);
      expect(predicted.loading).toBeCloseTo(expected, 12);
    }
  });

  it('is found where the first edge leads to somebody who takes no part', () => {
    const network = networkOf([0.2, -0.2, 0, 0], [[0, 1, 1], [1, 2, 2], [2, 3, 1]]); // prettier-ignore
    const direction = Float64Array.from([0, 1, 0, -1]);
    for (const angle of [0.6, Infinity]) {
      const { cause, edge, loading } = exactLoading(network, direction, limits(network, angle));
      expect([cause, edge]).toEqual([angle < 1 ? 'limit' : 'saddle-node', 2]);
      expect(loading).toBeCloseTo(Math.sin(Math.min(angle, Math.PI / 2)), 9);
    }
  });

  it('without a limit is the saddle-node, with the cut that parts', () => {
    const network = networkOf([0, 0], [[0, 1, 2]]);
    const end = exactLoading(network, Float64Array.from([1, -1]), limits(network, Infinity));
    expect(end).toMatchObject({ cause: 'saddle-node', edge: 0, cut: [0] });
    expect(end.loading).toBeCloseTo(2, 10);
  });

  it('in a triangle lies past 90 degrees on one edge, as the scalar equation says', () => {
    // Power s from 0 to 2 over one edge and a chain of two: s = sin(2x) + sin(x), largest over x.
    const network = networkOf([0, 0, 0], ring3);
    const end = exactLoading(network, Float64Array.from([1, 0, -1]), limits(network, Infinity));
    const cosine = (-1 + Math.sqrt(33)) / 8;
    const x = Math.acos(cosine);
    expect(end.cause).toBe('saddle-node');
    expect(end.loading).toBeCloseTo(Math.sin(2 * x) + Math.sin(x), 9);
    expect(end.edge).toBe(network.edgeFrom.findIndex((i, e) => i === 0 && network.edgeTo[e] === 2));
    expect(Math.abs(edgeDifferences(network, end.theta)[end.edge]!)).toBeGreaterThan(Math.PI / 2);
  });

  it('of all powers at once, from none, is the inverse of the critical coupling', () => {
    fc.assert(
      fc.property(
        connectedGraph({ maxNodes: 14, maxExtra: 10 }).chain((g) =>
          fc.tuple(fc.constant(g), balanced(g.n), fc.constantFrom(0.6, Math.PI / 2)),
        ),
        ([{ n, from, to, weight }, omega, angle]) => {
          fc.pre(Math.max(...omega.map(Math.abs)) > 1e-2);
          const edges = Array.from(weight, (a, e) => [from[e]!, to[e]!, a] as const);
          const loaded = networkOf([...omega], edges);
          const K = criticalCoupling(loaded, linearSolution(loaded).theta, angle)!;
          const idle = { ...loaded, omega: new Float64Array(n) };
          const end = exactLoading(idle, loaded.omega, limits(loaded, angle));
          expect(end.cause).toBe('limit');
          expect(relativeError(end.loading, 1 / K)).toBeLessThan(1e-7);
        },
      ),
      { seed: 11, numRuns: 60 },
    );
  });

  it('has a synchronous state just before the saddle-node and none just after', () => {
    const network = networkOf(
      [0.4, -0.2, 0.1, -0.3, 0],
      [[0, 1, 1], [1, 2, 1.5], [2, 3, 1], [3, 4, 2], [0, 4, 1], [1, 3, 0.6]], // prettier-ignore
    );
    const direction = Float64Array.from([1, -0.4, -0.6, 0.3, -0.3]);
    const end = exactLoading(network, direction, limits(network, Infinity));
    expect(end.cause).toBe('saddle-node');
    // Small steps of the loading, each from the state before: the plain way to the same end.
    const theta = linearSolution(network).theta;
    const statusAt = (loading: number): string => {
      const omega = network.omega.map((power, i) => power + loading * direction[i]!);
      return new EquilibriumSolver(network).solve(theta, { weight: network.weight, omega }).status;
    };
    for (let left = 1; left > 1e-5; left *= 0.9) {
      expect(statusAt(end.loading * (1 - left))).not.toBe('no-solution');
    }
    expect(statusAt(end.loading * (1 + 1e-5))).toBe('no-solution');
  });

  it('names the edge whose limit comes first, and it alone is there', () => {
    const network = networkOf([0.1, 0, -0.1], ring3);
    const limit = limits(network, 1.2);
    limit[1] = 0.3;
    const end = exactLoading(network, Float64Array.from([1, 0, -1]), limit);
    expect(end.cause).toBe('limit');
    edgeDifferences(network, end.theta).forEach((angle, e) => {
      if (e === end.edge) expect(Math.abs(angle)).toBeCloseTo(limit[e]!, 9);
      else expect(Math.abs(angle)).toBeLessThan(limit[e]!);
    });
  });

  it('is known from the start where a limit is passed, nothing is strained or nothing stands', () => {
    const network = networkOf([0.9, -0.9], [[0, 1, 1]]);
    const up = Float64Array.from([1, -1]);
    expect(exactLoading(network, up, limits(network, 0.5)).cause).toBe('beyond-limit');
    expect(predictedLoading(network, up, limits(network, 0.5)).cause).toBe('beyond-limit');
    expect(exactLoading(network, new Float64Array(2), limits(network, 1.5)).cause).toBe(
      'unlimited',
    );
    expect(predictedLoading(network, new Float64Array(2), limits(network, 1.5)).cause).toBe(
      'unlimited',
    );
    const over = networkOf([1.5, -1.5], [[0, 1, 1]]);
    expect(exactLoading(over, up, limits(over, 1.5)).cause).toBe('no-solution');
  });
});
