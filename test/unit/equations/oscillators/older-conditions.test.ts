import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { worstDifference } from '../../../../src-main/equations/oscillators/cohesiveness.ts';
import { criticalCoupling } from '../../../../src-main/equations/oscillators/critical-coupling.ts';
import { compareConditions } from '../../../../src-main/studies/sync-condition/compare-conditions.ts';
import { exactnessBlocks } from '../../../../src-main/equations/oscillators/exactness.ts';
import type { OscillatorNetwork } from '../../../../src-main/equations/oscillators/oscillator-network.ts';
import { relativeError } from '../../../fixtures/dense.ts';
import { linearSolution, networkOf } from '../../../fixtures/oscillator-networks.ts';
import { balanced, connectedGraph } from '../../../fixtures/random-graph.ts';
import { goldenFile, hasGolden } from '../../../fixtures/reference-files.ts';

function compared(network: OscillatorNetwork) {
  const { laplacian, theta } = linearSolution(network);
  const worst = worstDifference(network, network.weight, theta);
  const blocks = exactnessBlocks(network, theta);
  const { conditions, resistance } = compareConditions(
    network,
    { laplacian, theta, worst },
    blocks,
  );
  const K = new Map(conditions.map(({ id, criticalCoupling: found }) => [id, found]));
  return { conditions, resistance, theta, K };
}

const path = (n: number) => Array.from({ length: n - 1 }, (_, i) => [i, i + 1, 1] as const);

describe('the older conditions', () => {
  it('called sufficient ask for at least the exact coupling, those called necessary for at most', () => {
    let judged = 0;
    fc.assert(
      fc.property(
        connectedGraph({ maxNodes: 12, maxExtra: 12 }).chain((g) =>
          fc.tuple(fc.constant(g), balanced(g.n), fc.boolean()),
        ),
        ([{ n, from, to, weight }, omega, unweighted]) => {
          const edges = Array.from(
            weight,
            (a, e) => [from[e]!, to[e]!, unweighted ? 1 : a] as const,
          );
          fc.pre(n > 1 && Math.max(...omega.map(Math.abs)) > 1e-3);
          const network = networkOf([...omega], edges);
          const { conditions, theta } = compared(network);
          const exact = criticalCoupling(network, theta, Math.PI / 2);
          fc.pre(exact !== null);
          for (const { kind, criticalCoupling: asked } of conditions) {
            if (kind === 'sufficient') expect(asked!).toBeGreaterThan(exact * (1 - 1e-7));
            if (kind === 'necessary') expect(asked!).toBeLessThan(exact * (1 + 1e-7));
            if (kind === 'exact') expect(relativeError(asked!, exact)).toBeLessThan(1e-7);
            judged++;
          }
        },
      ),
      { seed: 3, numRuns: 60 },
    );
    expect(judged).toBeGreaterThan(200);
  });

  it('by resistances and 2-norms are never below the norm of the condition', () => {
    const network = networkOf([1, -2, 0.5, 0.5], [[0, 1, 2], [1, 2, 1], [2, 3, 4], [0, 3, 1], [0, 2, 3]]); // prettier-ignore
    const { K } = compared(network);
    for (const id of ['resistance-energy', 'resistance-transport', 'two-norm-edges']) {
      expect(K.get(id)!).toBeGreaterThanOrEqual(K.get('this')!);
    }
    expect(K.get('two-norm-pairs')!).toBeGreaterThan(K.get('two-norm-edges')!);
  });

  it('by effective resistances know series and parallel', () => {
    // 2 in parallel with 1 in series with 1: R = 1 / (2 + 1/2).
    const network = networkOf([1, -1, 0], [[0, 1, 2], [0, 2, 1], [1, 2, 1]]); // prettier-ignore
    const { resistance } = compared(network);
    expect(resistance[0]).toBeCloseTo(0.4, 12);
  });

  it('as printed with the largest eigenvalue is not necessary: a path of four contradicts it', () => {
    // Flows 1, -1, 1 over couplings 1: the exact critical coupling of the tree is 1.
    const network = networkOf([1, -2, 2, -1], path(4));
    const { K, theta } = compared(network);
    expect(criticalCoupling(network, theta, Math.PI / 2)).toBeCloseTo(1, 8);
    expect(K.get('largest-eigenvalue')).toBeCloseTo(4 / (2 + Math.SQRT2), 9);
    expect(K.get('largest-eigenvalue')!).toBeGreaterThan(1);
  });

  it('as printed with the algebraic connectivity is not sufficient: a path of ten contradicts it', () => {
    // All in one direction: 5 sources of 1 before 5 sinks, so that the middle edge carries 5.
    const spread = Array.from({ length: 10 }, (_, i) => (i < 5 ? 1 : -1));
    const network = networkOf(spread, path(10));
    const { K, theta } = compared(network);
    const exact = criticalCoupling(network, theta, Math.PI / 2)!;
    expect(exact).toBeCloseTo(5, 8);
    // lambda2 = 2 - 2 cos(pi / 10) by the closed form of a path.
    const lambda2 = 2 - 2 * Math.cos(Math.PI / 10);
    expect(K.get('connectivity-printed')).toBeCloseTo(2 / lambda2, 9);
  });
});

interface Golden {
  readonly name: string;
  readonly edges: readonly (readonly [number, number])[];
  readonly a: readonly number[];
  readonly omega: readonly number[];
  readonly other_conditions: Readonly<Record<string, number>>;
}

const golden = hasGolden
  ? (goldenFile('exact-cases') as { random_instances: readonly Golden[] }).random_instances
  : [];

describe.skipIf(!hasGolden)(
  'the reference networks (skipped without the shared reference figures)',
  () => {
    it.each(golden)('$name: every older condition', (figures) => {
      const edges = figures.edges.map(([i, j], e) => [i, j, figures.a[e]!] as const);
      const { K } = compared(networkOf(figures.omega, edges));
      const expected = figures.other_conditions;
      for (const [id, name] of [
        ['connectivity', 'K_suff_lambda2_allpairs_2norm'],
        ['connectivity-printed', 'K_seed_lambda2_Einf'],
        ['degree', 'K_nec_node'],
        ['largest-degree', 'K_nec_2deg'],
        ['largest-eigenvalue', 'K_seed_lambdan'],
      ] as const) {
        expect(relativeError(K.get(id)!, expected[name]!), id).toBeLessThan(1e-9);
      }
    });
  },
);
