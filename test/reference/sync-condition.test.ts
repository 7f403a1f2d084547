import { describe, expect, it } from 'vitest';

import { modelOf } from '../../src-main/equations/network/model-of.ts';
import { criticalCoupling } from '../../src-main/equations/oscillators/critical-coupling.ts';
import { centre, worstDifference } from '../../src-main/equations/oscillators/cohesiveness.ts';
import { EquilibriumSolver } from '../../src-main/equations/oscillators/equilibrium.ts';
import { linearPoint } from '../../src-main/studies/linear-point.ts';
import { runSyncCondition } from '../../src-main/studies/sync-condition/run.ts';
import type { StudyNetwork } from '../../src-shared/studies/catalogue.ts';
import { defaultModelOptions, type ModelOptions } from '../../src-shared/studies/model-options.ts';
import { relativeError } from '../fixtures/dense.ts';
import { anOscillatorDocument } from '../fixtures/oscillators.ts';
import { caseFile, goldenFile, hasCases, hasGolden } from '../fixtures/reference-files.ts';
import { quietContext } from '../fixtures/study-context.ts';

const TOLERANCE = 1e-9;

/** The names of the variants in the reference file, in our options. */
const variants: Readonly<Record<string, ModelOptions>> = {
  'default_caseV_tap_1/x_uniform': defaultModelOptions,
  'flatV_notap_1/x_uniform': { ...defaultModelOptions, voltages: 'flat', taps: false },
  caseV_tap_imY_uniform: { ...defaultModelOptions, susceptance: 'admittance' },
  'caseV_tap_1/x_genshare': { ...defaultModelOptions, balance: 'generators' },
  'caseV_tap_1/x_propgen': { ...defaultModelOptions, balance: 'proportional' },
};

interface GoldenVariant {
  readonly n: number;
  readonly n_edges: number;
  readonly n_parallel_merged: number;
  readonly imbalance_before_slack: number;
  readonly sum_a: number;
  readonly norm2_w: number;
  readonly nominal: {
    readonly norm_inf: number;
    readonly arcsin_norm: number;
    readonly exact_max_diff: number;
    readonly argmax_edge_dc: readonly [number, number];
    readonly argmax_edge_exact: readonly [number, number];
  };
  readonly bus_ids?: readonly number[];
  readonly edges_0based?: readonly (readonly [number, number])[];
  readonly a?: readonly number[];
  readonly w?: readonly number[];
  readonly dc_theta_mean0?: readonly number[];
  readonly theta_mean0?: readonly number[];
}

const golden = (hasGolden ? goldenFile('sync-condition') : { cases: {} }) as {
  readonly cases: Readonly<Record<string, Readonly<Record<string, GoldenVariant>>>>;
};

const rows = Object.entries(golden.cases).flatMap(([name, byVariant]) =>
  Object.entries(byVariant).map(([variant, figures]) => ({ name, variant, figures })),
);

describe.skipIf(!hasGolden || !hasCases)(
  'the condition on cases (skipped without the shared reference figures)',
  () => {
    it('has a row for every variant', () => {
      expect(new Set(rows.map(({ variant }) => variant))).toEqual(new Set(Object.keys(variants)));
    });

    it.each(rows)('$name, $variant, agrees to 1e-9', ({ name, variant, figures }) => {
      const subject: StudyNetwork = { kind: 'grid', grid: caseFile(name) };
      const spec = { model: variants[variant]! };
      const found = runSyncCondition(subject, spec, {}, quietContext());
      const { nominal } = figures;
      expect([found.nodes, found.edges]).toEqual([figures.n, figures.n_edges]);
      expect(relativeError(found.norm, nominal.norm_inf)).toBeLessThan(TOLERANCE);
      expect(relativeError(found.gammaPredicted!, nominal.arcsin_norm)).toBeLessThan(TOLERANCE);
      expect(found.equilibrium.status).toBe('converged');
      const exact = found.equilibrium.maxAngleDifference!;
      expect(relativeError(exact, nominal.exact_max_diff)).toBeLessThan(TOLERANCE);
      expect(edge(found.worstEdge)).toEqual(nominal.argmax_edge_dc);
      expect(edge(found.equilibrium.worstEdge)).toEqual(nominal.argmax_edge_exact);
    });

    it.each(rows)('$name, $variant, is the same network', ({ name, variant, figures }) => {
      const model = modelOf({ kind: 'grid', grid: caseFile(name) }, variants[variant]!);
      const { network } = model;
      const imbalance = model.injection.reduce((sum, power) => sum + power, 0);
      expect(relativeError(sum(network.weight), figures.sum_a)).toBeLessThan(TOLERANCE);
      expect(relativeError(Math.hypot(...network.omega), figures.norm2_w)).toBeLessThan(TOLERANCE);
      expect(Math.abs(imbalance - figures.imbalance_before_slack)).toBeLessThan(TOLERANCE);
      expect(model.parallelGroups).toBe(figures.n_parallel_merged);
      if (!figures.a) return;
      expect([...model.nodes]).toEqual(figures.bus_ids);
      expect(Array.from(network.edgeFrom, (i, e) => [i, network.edgeTo[e]!])).toEqual(
        figures.edges_0based,
      );
      expectClose(network.weight, figures.a);
      expectClose(network.omega, figures.w!);
      const { theta } = linearPoint(model);
      expectCentred(theta, figures.dc_theta_mean0!);
      new EquilibriumSolver(network).solve(theta);
      expectCentred(theta, figures.theta_mean0!);
    });
  },
);

interface ExactCase {
  readonly name: string;
  readonly edges: readonly (readonly [number, number])[];
  readonly a: readonly number[];
  readonly omega: readonly number[];
  readonly norm_at_K1: number;
  readonly K: readonly { readonly gamma: number; readonly K_exact: number }[];
  readonly other_conditions?: {
    readonly lambda2: number;
    readonly K_suff_lambda2_allpairs_2norm: number;
    readonly K_nec_node: number;
  };
  readonly K_test?: number;
  readonly theta_at_K_test_mean0?: readonly number[];
}

const exactCases = Object.values(
  (hasGolden ? goldenFile('exact-cases') : {}) as Record<string, readonly ExactCase[]>,
).flat();

describe.skipIf(!hasGolden)(
  'small networks with the exact coupling (skipped without the shared reference figures)',
  () => {
    it.each(exactCases)('$name: norm, and critical coupling to 1e-8', (figures) => {
      const model = modelOf(oscillators(figures, 1), defaultModelOptions);
      const { theta, worst } = linearPoint(model);
      expect(relativeError(worst.value, figures.norm_at_K1)).toBeLessThan(TOLERANCE);
      for (const { gamma, K_exact } of figures.K) {
        const found = criticalCoupling(model.network, theta, gamma);
        expect(relativeError(found!, K_exact)).toBeLessThan(1e-8);
      }
    });

    it.each(exactCases.filter(({ other_conditions }) => other_conditions))(
      '$name: the older conditions',
      (figures) => {
        const found = runSyncCondition(
          oscillators(figures, 1),
          { model: defaultModelOptions },
          {},
          quietContext(),
        ).otherConditions;
        const expected = figures.other_conditions!;
        expect(relativeError(found.algebraicConnectivity!, expected.lambda2)).toBeLessThan(
          TOLERANCE,
        );
        expect(
          relativeError(found.connectivityBound!, expected.K_suff_lambda2_allpairs_2norm),
        ).toBeLessThan(TOLERANCE);
        expect(relativeError(found.degreeBound, expected.K_nec_node)).toBeLessThan(TOLERANCE);
      },
    );

    it.each(exactCases.filter(({ K_test }) => K_test !== undefined))(
      '$name: the phases somewhat above the critical coupling',
      (figures) => {
        const { network } = modelOf(oscillators(figures, figures.K_test!), defaultModelOptions);
        const theta = new Float64Array(network.n);
        const outcome = new EquilibriumSolver(network).solve(theta);
        expect(outcome.status).toBe('converged');
        expect(outcome.worst).toEqual(worstDifference(network, network.weight, theta));
        expectCentred(theta, figures.theta_at_K_test_mean0!);
      },
    );
  },
);

function oscillators(figures: ExactCase, K: number): StudyNetwork {
  const edges = figures.edges.map(([from, to], e) => [from, to, K * figures.a[e]!] as const);
  return { kind: 'oscillators', document: anOscillatorDocument(figures.omega, edges) };
}

const edge = (ref: { from: number; to: number } | null): number[] =>
  ref ? [ref.from, ref.to] : [];

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

function expectClose(found: ArrayLike<number>, expected: readonly number[]): void {
  expect(found.length).toBe(expected.length);
  expected.forEach((value, k) => {
    expect(Math.abs(found[k]! - value)).toBeLessThan(TOLERANCE * Math.max(1, Math.abs(value)));
  });
}

function expectCentred(theta: Float64Array, expected: readonly number[]): void {
  centre(theta);
  expectClose(theta, expected);
}
