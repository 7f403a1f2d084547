import { describe, expect, it } from 'vitest';

import { criticalCoupling } from '../../../../src-main/equations/oscillators/critical-coupling.ts';
import { worstDifference } from '../../../../src-main/equations/oscillators/cohesiveness.ts';
import {
  exactnessBlocks,
  exactnessOf,
} from '../../../../src-main/equations/oscillators/exactness.ts';
import type { OscillatorNetwork } from '../../../../src-main/equations/oscillators/oscillator-network.ts';
import { relativeError } from '../../../fixtures/dense.ts';
import { linearSolution, networkOf, powersOf } from '../../../fixtures/oscillator-networks.ts';
import { goldenFile, hasGolden } from '../../../fixtures/reference-files.ts';

type Edges = Parameters<typeof networkOf>[1];

const ring = (weights: readonly number[]): Edges =>
  weights.map((a, i) => [i, (i + 1) % weights.length, a] as const);
const complete = (n: number, a: number): Edges =>
  Array.from({ length: n }, (_, i) => i).flatMap((i) =>
    Array.from({ length: i }, (_, j) => [j, i, a] as const),
  );
const square: Edges = ring([1, 2, 3, 4]);

const verdict = (network: OscillatorNetwork) =>
  exactnessOf(network, exactnessBlocks(network, linearSolution(network).theta));
const classes = (network: OscillatorNetwork): string[] =>
  exactnessBlocks(network, linearSolution(network).theta).map((block) => block.class);

/** K_exact / K_predicted at 90 degrees: 1 exactly where the condition is exact. */
function ratio(network: OscillatorNetwork): number {
  const { theta } = linearSolution(network);
  const predicted = worstDifference(network, network.weight, theta).value;
  return criticalCoupling(network, theta, Math.PI / 2)! / predicted;
}

const triangleAndSquare: Edges = [
  ...ring([1, 1, 1]),
  [2, 3, 5],
  ...square.map(([i, j, a]) => [i + 3, j + 3, a] as const),
];

describe('the classes in which the condition is exact', () => {
  it.each<[string, OscillatorNetwork, string[]]>([
    ['a tree', networkOf([1, 0, -1], [[0, 1, 1], [1, 2, 5]]), ['bridge', 'bridge']], // prettier-ignore
    ['a cut set', networkOf(powersOf([1, 1, 0, 0, 0], ring([1, 2, 3, 4, 5])), ring([1, 2, 3, 4, 5])), ['cut-set']], // prettier-ignore
    ['bipolar powers on a complete graph', networkOf([3, -2, 3, -2, -2], complete(5, 0.7)), ['bipolar-complete']], // prettier-ignore
    // Differences .3, .5, -.3, .2, -.5, -.2 around the ring cancel in pairs.
    ['a symmetric cycle', networkOf(powersOf([0, -0.3, -0.8, -0.5, -0.7, -0.2], ring([1, 2, 3, 1, 2, 3])), ring([1, 2, 3, 1, 2, 3])), ['symmetric-cycle']], // prettier-ignore
    ['blocks of two sizes', networkOf(powersOf([1, 0, 0, 0, 2.5, 2.5, 0], triangleAndSquare), triangleAndSquare), ['cut-set', 'bridge', 'bipolar-complete']], // prettier-ignore
  ])('%s is exact, and its critical coupling is the predicted one', (_, network, kinds) => {
    expect(classes(network).sort()).toEqual([...kinds].sort());
    expect(verdict(network).exact).toBe(true);
    expect(ratio(network)).toBeCloseTo(1, 8);
  });

  it('knows no power, and names it', () => {
    expect(verdict(networkOf([0, 0, 0], ring([1, 1, 1])))).toEqual({
      exact: true,
      reason: 'No power flows.',
    });
  });

  it.each<[string, OscillatorNetwork, string]>([
    ['a triangle with three flows', networkOf([-1, 0, 1], ring([1, 1, 1])), 'short-cycle'],
    ['a square', networkOf([1, 0.3, -1.1, -0.2], square), 'short-cycle'],
    ['a uniform complete graph', networkOf([1, 0.5, 0, -0.5, -1], complete(5, 1)), 'uniform-complete'], // prettier-ignore
  ])('%s is never too optimistic, but conservative', (_, network, kind) => {
    expect(classes(network)).toEqual([kind]);
    expect(verdict(network)).toMatchObject({ exact: false });
    expect(verdict(network).reason).toMatch('conservative');
    expect(ratio(network)).toBeLessThan(1 - 1e-4);
  });

  it('is statistical where a long cycle has flows without pairs, even beside exact blocks', () => {
    const edges: Edges = [...ring([1, 2, 3, 4, 5]), [4, 5, 1]];
    const network = networkOf([1, 0.2, -0.4, 0, -1, 0.2], edges);
    expect(classes(network).sort()).toEqual(['bridge', 'statistical']);
    expect(verdict(network).reason).toMatch('no proof');
    const throughBridge = networkOf([1, 0.2, -0.4, 0, -1, 9], edges);
    expect(verdict(throughBridge).reason).toMatch('the condition is exact');
  });

  it('makes no statement where a coupling is negative', () => {
    const network = networkOf([1, 0, -1], [[0, 1, 1], [1, 2, 1], [0, 2, -0.2]]); // prettier-ignore
    expect(verdict(network)).toMatchObject({ exact: false });
    expect(verdict(network).reason).toMatch('negative');
  });
});

interface Golden {
  readonly name: string;
  readonly edges: readonly (readonly [number, number])[];
  readonly a: readonly number[];
  readonly omega: readonly number[];
  readonly K: readonly { readonly gamma: number; readonly ratio: number }[];
}

const golden = hasGolden
  ? (goldenFile('exact-cases') as { exact_cases: readonly Golden[] }).exact_cases
  : [];

describe.skipIf(!hasGolden)(
  'the reference networks (skipped without the shared reference figures)',
  () => {
    it.each(golden)('$name is called exact just where K_exact / K_predicted is 1', (figures) => {
      const edges = figures.edges.map(([i, j], e) => [i, j, figures.a[e]!] as const);
      const exact = figures.K.every((row) => relativeError(row.ratio, 1) < 1e-8);
      expect(verdict(networkOf(figures.omega, edges)).exact).toBe(exact);
    });
  },
);
