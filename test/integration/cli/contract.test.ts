import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it, vi } from 'vitest';

import { documentOf, runCli } from './run-cli.ts';

// Every run is a process of its own; many of them share the processors with other tests.
vi.setConfig({ testTimeout: 120_000 });

const folder = mkdtempSync(join(tmpdir(), 'phaselock-contract-'));
const golden = fileURLToPath(new URL('../../../../shared/golden/', import.meta.url));
const cases = fileURLToPath(new URL('../../../../shared/cases/', import.meta.url));

type Edge = readonly [from: number, to: number, a: number];

/** Nodes 0, 1, … in a file of their own. */
function oscillators(name: string, omega: readonly number[], edges: readonly Edge[]): string {
  const file = join(folder, `${name}.json`);
  const document = {
    format: 'phaselock-oscillators',
    version: 1,
    nodes: omega.map((value, id) => ({ id, omega: value })),
    edges: edges.map(([from, to, a]) => ({ from, to, a })),
  };
  writeFileSync(file, JSON.stringify(document));
  return file;
}

const set = (...settings: string[]): string[] => settings.flatMap((one) => ['--set', one]);

const read = (name: string): unknown => JSON.parse(readFileSync(join(golden, name), 'utf8'));

/** The least that a document carries, as the contract of the command line names it. */
const contract: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  [
    'power-flow',
    ['--network', 'wscc9'],
    [
      'status',
      'iterations',
      'maxMismatch',
      'buses.0.bus',
      'buses.0.vm',
      'buses.0.vaDegrees',
    ].concat(['lossesMw', 'slackPgMw']),
  ],
  [
    'sync-condition',
    ['--network', 'wscc9'],
    ['nodes', 'edges', 'norm', 'worstEdge.from', 'worstEdge.to', 'gammaPredicted']
      .concat(
        ['status', 'maxAngleDifference', 'worstEdge', 'residual', 'iterations'].map(
          (name) => `equilibrium.${name}`,
        ),
      )
      .concat(['criticalCoupling.predicted', 'criticalCoupling.exact', 'exactness.exact'])
      .concat(['exactness.reason', 'otherConditions.algebraicConnectivity', 'ignored'])
      .concat(
        ['from', 'to', 'dcDifference', 'predictedAngle', 'exactAngle', 'limit', 'margin'].map(
          (name) => `perEdge.0.${name}`,
        ),
      ),
  ],
  [
    'contingency-screening',
    ['--network', 'wscc9'],
    ['base.norm'].concat(
      ['element', 'status', 'norm', 'worstEdge', 'maxAngleDifference', 'islandedMw'].map(
        (name) => `outages.1.${name}`,
      ),
    ),
  ],
  [
    'critical-coupling',
    set('graph=erdos-renyi', 'n=10', 'p=0.5', 'omega=bipolar', 'samples=4'),
    ['ratioMean', 'ratioStandardError', 'redrawn', 'rows.0.ratioMean'],
  ],
  [
    'monte-carlo',
    ['--network', 'wscc9', ...set('draws=20')],
    ['correct', 'violations', 'noSolution', 'accuracyMean', 'accuracyStandardError'].concat([
      'cohesivePhasesMean',
      'cohesivePhasesStandardError',
      'intervals.correct.low',
    ]),
  ],
  [
    'loading-ramp',
    ['--network', 'wscc9'],
    ['loading', 'edge', 'cause']
      .flatMap((name) => [`predicted.${name}`, `exact.${name}`, `simulated.${name}`])
      .concat(['simulated.time', 'trips.0.time', 'trips.0.edge']),
  ],
  [
    'time-domain',
    ['--network', 'wscc9', ...set('duration=0.5')],
    ['status', 'time.0', 'nodes.0', 'theta.0.8', 'omega.0.8', 'orderParameter.0', 'events'].concat([
      'coherentGroups.0',
      'separationCut',
    ]),
  ],
  [
    'kron-reduction',
    ['--network', 'wscc9'],
    ['machines.0', 'yReduced.0.0.1', 'eAbs.2', 'delta0.2', 'pm.2', 'coupling.0.1'].concat([
      'phaseShift.0.1',
      'omega.2',
    ]),
  ],
  [
    'coherence',
    set('K=2', 'omega=[0.1,-0.1]', 'theta0=[0,1]', 'duration=1', 'groups=[[0],[1]]'),
    ['', 'perK.0.']
      .flatMap((at) =>
        ['meanCoherence', 'coherence.0', 'local.1.mean', 'weighted.mean', 'thetaFinal.1'].map(
          (name) => at + name,
        ),
      )
      .concat(['criticalCoupling.gZero', 'criticalCoupling.value']),
  ],
];

describe('every field of the contract is there, with the schema of its study', () => {
  it.concurrent.each(contract)('%s', async (kind, args, fields) => {
    const run = await runCli('study', kind, ...args, '--json');
    expect(run.code).toBe(0);
    const document = documentOf(run);
    expect(document['schema']).toBe(`phaselock/${kind}/1`);
    for (const field of fields) {
      const path = field.split('.');
      const value = path.reduce<unknown>(
        (inner, key) => (inner as Record<string, unknown>)[key],
        document,
      );
      expect(value, field).not.toBeUndefined();
      expect(value, field).not.toBeNull();
    }
  });
});

interface GoldenCase {
  readonly name: string;
  readonly omega: readonly number[];
  readonly edges: readonly (readonly [number, number])[];
  readonly a: readonly number[];
  readonly K: readonly {
    readonly gamma: number;
    readonly K_exact: number;
    readonly K_predicted: number;
  }[];
}

describe.skipIf(!existsSync(golden))(
  'the command line agrees with ../shared/golden (skipped where that is missing)',
  () => {
    const variants = {
      'flatV_notap_1/x_uniform': ['model.voltages=flat', 'model.taps=false'],
      caseV_tap_imY_uniform: ['model.susceptance=admittance'],
      'caseV_tap_1/x_propgen': ['model.balance=proportional'],
    };

    it.concurrent.each(Object.entries(variants))(
      'in the condition with %s',
      async (variant, settings) => {
        type Nominal = Record<'norm_inf' | 'arcsin_norm' | 'exact_max_diff', number>;
        const { cases: known } = read('sync-condition.json') as {
          cases: Record<string, Record<string, { nominal: Nominal; n: number; n_edges: number }>>;
        };
        const { nominal, n, n_edges } = known['case24_ieee_rts']![variant]!;
        const network = join(cases, 'case24_ieee_rts.m');
        const run = await runCli(
          ...['study', 'sync-condition', '--network', network, '--json', ...set(...settings)],
        );
        const found = documentOf(run) as {
          norm: number;
          gammaPredicted: number;
          equilibrium: { maxAngleDifference: number };
        };
        expect(found).toMatchObject({ nodes: n, edges: n_edges });
        expect(found.norm / nominal.norm_inf).toBeCloseTo(1, 9);
        expect(found.gammaPredicted / nominal.arcsin_norm).toBeCloseTo(1, 9);
        expect(found.equilibrium.maxAngleDifference / nominal.exact_max_diff).toBeCloseTo(1, 9);
      },
    );

    it.concurrent.each(['ii_complete3_not_bipolar', 'WS_p0.5_n20_bipolar'])(
      'in the exact coupling of %s at 90 degrees and below',
      async (name) => {
        const { exact_cases, random_instances } = read('exact-cases.json') as Record<
          'exact_cases' | 'random_instances',
          GoldenCase[]
        >;
        const { omega, edges, a, K } = [...exact_cases, ...random_instances].find(
          (one) => one.name === name,
        )!;
        const network = oscillators(
          name,
          omega,
          edges.map(([from, to], e): Edge => [from, to, a[e]!]),
        );
        for (const { gamma, K_exact, K_predicted } of K.slice(-2)) {
          const run = await runCli(
            ...['study', 'critical-coupling', '--network', network, '--json'],
            ...set(`angleLimit=${gamma}`),
          );
          const { networkCoupling: found } = documentOf(run) as {
            networkCoupling: Record<'exact' | 'predicted', number>;
          };
          expect(Math.abs(found.exact / K_exact - 1)).toBeLessThan(1e-8);
          expect(Math.abs(found.predicted / K_predicted - 1)).toBeLessThan(1e-9);
        }
      },
    );

    it.concurrent(
      'in the coherence of groups, by weights, over a window and by links',
      async () => {
        type Run = Record<
          'K' | 'weighted_C_T_ramp' | 'universal_link_order_T' | 'mean_C_all_5001_samples',
          number
        > &
          Record<'C_times' | 'trailing_window_5s_C_at_times' | 'local_C_T_groups', number[]>;
        const { definitions, cases: draws } = read('kuramoto.json') as {
          definitions: { groups: number[][] };
          cases: { omega: number[]; theta0: number[]; runs: Run[] }[];
        };
        const [draw] = draws;
        const { omega, theta0, runs } = draw!;
        const spec = join(folder, 'kuramoto.json');
        const weights = omega.map((_, i) => i + 1);
        const K = runs.map((one) => one.K);
        writeFileSync(
          spec,
          JSON.stringify({ omega, theta0, K, weights, groups: definitions.groups }),
        );
        const run = await runCli('study', 'coherence', '--spec', spec, '--json');
        const { perK } = documentOf(run) as {
          perK: {
            windowed: number[];
            local: { final: number }[];
            meanCoherenceWholeRun: number;
            weighted: { final: number };
            links: { final: number };
          }[];
        };
        perK.forEach((found, k) => {
          const expected = runs[k]!;
          expect(found.meanCoherenceWholeRun).toBeCloseTo(expected.mean_C_all_5001_samples, 9);
          expect(found.weighted.final).toBeCloseTo(expected.weighted_C_T_ramp, 9);
          expect(found.links.final).toBeCloseTo(expected.universal_link_order_T, 9);
          found.local.forEach(({ final }, g) => {
            expect(final).toBeCloseTo(expected.local_C_T_groups[g]!, 9);
          });
          expected.C_times.forEach((time, i) => {
            const value = found.windowed[Math.round(time / 0.01)];
            expect(value).toBeCloseTo(expected.trailing_window_5s_C_at_times[i]!, 9);
          });
        });
      },
    );
  },
);

describe('bare oscillator networks', () => {
  it.concurrent('add parallel edges in either direction', async () => {
    const network = oscillators(
      'parallel',
      [0.6, -0.6],
      [
        [0, 1, 0.5],
        [1, 0, 0.7],
      ],
    );
    const run = await runCli('study', 'sync-condition', '--network', network, '--json');
    expect(run.code).toBe(0);
    const found = documentOf(run);
    expect(found).toMatchObject({ nodes: 2, edges: 1 });
    expect(found['norm']).toBeCloseTo(0.6 / (0.5 + 0.7), 12);
  });

  it.concurrent('may be a single node, which is in step with itself', async () => {
    const alone = oscillators('alone', [0.3], []);
    const run = await runCli('study', 'sync-condition', '--network', alone, '--json');
    expect(run.code).toBe(0);
    expect(documentOf(run)).toMatchObject({ norm: 0, equilibrium: { status: 'converged' } });
    const coupling = await runCli('study', 'critical-coupling', '--network', alone, '--json');
    expect(coupling.code).toBe(0);
    expect(documentOf(coupling)).toMatchObject({ networkCoupling: { predicted: 0, exact: 0 } });
    expect(documentOf(coupling)['warnings']).toEqual([expect.stringContaining('No power flows')]);
  });

  it.concurrent('in two parts are answered part by part, the largest first', async () => {
    const parts = oscillators(
      'parts',
      [1, -1, 1, -1, 0.5],
      [
        [0, 1, 1.5],
        [2, 3, 2],
        [3, 4, 2],
      ],
    );
    const run = await runCli('study', 'sync-condition', '--network', parts, '--json');
    expect(run.code).toBe(0);
    const [main, other] = documentOf(run)['islands'] as { firstBus: number; norm: number }[];
    // One edge is a tree: its norm is the power that it carries over its coupling.
    expect([main?.firstBus, other?.firstBus]).toEqual([2, 0]);
    expect(other?.norm).toBeCloseTo(1 / 1.5, 14);
    const coupling = await runCli('study', 'critical-coupling', '--network', parts);
    expect([coupling.code, coupling.stdout]).toEqual([
      0,
      expect.stringContaining('The island at oscillator 0 asks for the largest coupling, 0.666667'),
    ]);
  });
});

describe('what cannot be answered ends with 2, names its field and prints no document', () => {
  const wscc9 = ['--network', 'wscc9'];
  it.concurrent.each([
    ['contingency-screening', [...wscc9, ...set('contingencies=[]')], 'contingencies: none'],
    ['contingency-screening', [...wscc9, ...set('singles=[]')], 'singles: the network has no'],
    ['coherence', set('theta0=[0,1]', 'duration=1'), 'theta0: each draw'],
    ['loading-ramp', [...wscc9, ...set('direction.knd=1')], 'direction.knd is unknown.'],
    ['sync-condition', [...wscc9, ...set('model.taps=NaN')], 'model.taps'],
    [
      'time-domain',
      [
        ...wscc9,
        ...set(
          'events=[{"kind":"fault","time":0,"bus":5,"clearedAfterSeconds":0.1,"fraction":0.5}]',
        ),
      ],
      'events.0.fraction is unknown.',
    ],
  ])('%s %j', async (kind, args, message) => {
    const run = await runCli('study', kind, ...args, '--json');
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toContain(message);
    expect(run.stderr).not.toMatch(/There are: \.|\n {4}at /);
  });

  it('a file that cannot be written, which is no defect', async () => {
    const run = await runCli('import', '--template', join(folder, 'missing', 'network.xlsx'));
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('cannot be written (ENOENT)');
  });
});

describe('the same bits with one worker as with two', () => {
  it.concurrent.each([
    ['monte-carlo', ['--network', 'wscc9', ...set('draws=60')]],
    ['reinforcement', ['--network', 'wscc9']],
  ])('%s', async (kind, args) => {
    const [one, two] = await Promise.all(
      ['1', '2'].map((workers) => runCli('study', kind, ...args, '--json', '--workers', workers)),
    );
    expect([one!.code, two!.code]).toEqual([0, 0]);
    expect(one!.stdout).toBe(two!.stdout);
  });
});
