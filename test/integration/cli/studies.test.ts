import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { documentOf, runCli, startCli } from './run-cli.ts';
import { last } from '../../fixtures/last.ts';

const folder = mkdtempSync(join(tmpdir(), 'phaselock-cli-'));
const shared = fileURLToPath(new URL('../../../../shared/', import.meta.url));

function oscillators(name: string, omega: number[], edges: [number, number, number][]): string {
  const file = join(folder, `${name}.json`);
  const document = {
    format: 'phaselock-oscillators',
    version: 1,
    nodes: omega.map((value, index) => ({ id: index + 1, omega: value })),
    edges: edges.map(([from, to, a]) => ({ from, to, a })),
  };
  writeFileSync(file, JSON.stringify(document));
  return file;
}

/** A path of four: each edge carries what the nodes before it give, so its sine is that over a. */
const path = oscillators(
  'path',
  [0.3, -0.9, 0.4, 0.2],
  [
    [1, 2, 1],
    [2, 3, 2],
    [3, 4, 0.5],
  ],
);
const pathSines = [0.3 / 1, (0.3 - 0.9) / 2, (0.3 - 0.9 + 0.4) / 0.5];

describe('study sync-condition', () => {
  it('finds on a bare path what the closed form says, under the names of the contract', async () => {
    const run = await runCli('study', 'sync-condition', '--network', path, '--json');
    expect(run.code).toBe(0);
    const result = documentOf(run);
    expect(result).toMatchObject({
      schema: 'phaselock/sync-condition/1',
      seed: 1,
      nodes: 4,
      edges: 3,
      worstEdge: { from: 3, to: 4 },
      equilibrium: { status: 'converged' },
      exactness: { exact: true },
    });
    const largest = Math.max(...pathSines.map(Math.abs));
    expect(result['norm']).toBeCloseTo(largest, 12);
    expect(result['gammaPredicted']).toBeCloseTo(Math.asin(largest), 12);
    const perEdge = result['perEdge'] as { exactAngle: number; limit: number; margin: number }[];
    perEdge.forEach(({ exactAngle, limit, margin }, index) => {
      expect(Math.abs(exactAngle)).toBeCloseTo(Math.abs(Math.asin(pathSines[index]!)), 9);
      expect(margin).toBeCloseTo(limit - Math.abs(exactAngle), 12);
    });
    expect(Object.keys(result)).toEqual(
      expect.arrayContaining(['criticalCoupling', 'otherConditions', 'ignored']),
    );
  });

  it('ends with 1 where there is no synchronous state', async () => {
    const torn = oscillators('torn', [2, -2], [[1, 2, 1]]);
    const run = await runCli('study', 'sync-condition', '--network', torn, '--json');
    expect(run.code).toBe(1);
    expect(documentOf(run)).toMatchObject({ norm: 2, equilibrium: { status: 'no-solution' } });
  });

  it.skipIf(!existsSync(join(shared, 'golden')))(
    'agrees with the independent figures of ../shared (skipped where that is missing)',
    async () => {
      const golden = JSON.parse(
        readFileSync(join(shared, 'golden', 'sync-condition.json'), 'utf8'),
      ) as { cases: Record<string, Record<string, { nominal: { norm_inf: number } }>> };
      const file = join(shared, 'cases', 'case24_ieee_rts.m');
      const [, variants] = Object.entries(golden.cases).find(([name]) => file.includes(name)) ?? [];
      const expected = variants?.['default_caseV_tap_1/x_uniform']?.nominal.norm_inf;
      const run = await runCli('study', 'sync-condition', '--network', file, '--json');
      expect(run.code).toBe(0);
      expect(documentOf(run)['norm']).toBeCloseTo(expected!, 9);
    },
  );
});

describe('study contingency-screening', () => {
  it('answers outage by outage in the order of the network, with one worker as with two', async () => {
    const args = ['study', 'contingency-screening', '--network', 'wscc9', '--json'];
    const [one, two] = await Promise.all([
      runCli(...args, '--workers', '1'),
      runCli(...args, '--workers', '2'),
    ]);
    expect([one.code, two.code]).toEqual([0, 0]);
    expect(one.stdout).toBe(two.stdout);
    const { outages, schema } = documentOf(one) as {
      schema: string;
      outages: { element: unknown; status: string }[];
    };
    expect(schema).toBe('phaselock/contingency-screening/1');
    expect(outages).toHaveLength(9 + 3);
    expect(outages[0]?.element).toEqual({ kind: 'branch', from: 1, to: 4, circuit: '1' });
    expect(last(outages)?.element).toEqual({ kind: 'generator', bus: 3, id: '1' });
    // The three machines hang on one transformer each.
    expect(outages.filter(({ status }) => status === 'islanding')).toHaveLength(3);
  });
});

describe('study time-domain', () => {
  it('gives curves as rows, one a sample, and writes them to a file', async () => {
    const out = join(folder, 'curves.json');
    const run = await runCli(
      ...['study', 'time-domain', '--network', path, '--out', out],
      ...['--set', 'model=first-order', '--set', 'duration=2', '--set', 'recordEvery=0.5'],
    );
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('synchronism is kept');
    const result = JSON.parse(readFileSync(out, 'utf8')) as {
      schema: string;
      status: string;
      time: number[];
      nodes: number[];
      theta: number[][];
      omega: number[][];
      orderParameter: number[];
    };
    expect(result.schema).toBe('phaselock/time-domain/1');
    expect(result.time).toEqual([0, 0.5, 1, 1.5, 2]);
    expect(result.nodes).toEqual([1, 2, 3, 4]);
    for (const curve of [result.theta, result.omega]) {
      expect(curve.map((row) => row.length)).toEqual([4, 4, 4, 4, 4]);
    }
    expect(result.orderParameter).toHaveLength(5);
  });

  it('takes a fault with its clearing among the events, and refuses one that outlasts the run', async () => {
    const fault = (clearedAfterSeconds: number): string => {
      const trip = { kind: 'branch', from: 28, to: 29, circuit: '1' };
      return JSON.stringify([{ kind: 'fault', time: 0.5, bus: 29, clearedAfterSeconds, trip }]);
    };
    const study = (clearedAfterSeconds: number): ReturnType<typeof runCli> =>
      runCli(
        ...['study', 'time-domain', '--network', 'ieee39', '--json', '--set', 'duration=2'],
        ...['--set', `events=${fault(clearedAfterSeconds)}`],
      );
    const [cleared, late] = [await study(0.05), await study(2)];
    expect(documentOf(cleared)['events']).toEqual([
      { time: 0.5, kind: 'fault', element: 'Bus 29' },
      { time: 0.55, kind: 'clearing', element: 'Bus 29' },
      { time: 0.55, kind: 'trip', element: 'Branch 28–29' },
    ]);
    expect([late.code, late.stdout]).toEqual([2, '']);
    expect(late.stderr).toContain('events[0].clearedAfterSeconds is 2 s');
  });

  it('ends with 130 at Ctrl+C, and prints nothing as if it were a result', async () => {
    const { child, done } = startCli([
      ...['study', 'time-domain', '--network', 'ieee118', '--json'],
      ...['--set', 'duration=100000', '--set', 'dt=0.0005', '--set', 'method=rk4'],
      ...['--set', 'recordEvery=100'],
    ]);
    child.stderr?.once('data', () => child.kill('SIGINT'));
    const run = await done;
    expect([run.code, run.stdout]).toEqual([130, '']);
    expect(run.stderr).toContain('Cancelled.');
  });
});

/** The machine data of the sample are those of the reference. */
interface Golden9 {
  readonly case9: Readonly<
    Record<'pf_V' | 'pf_angle_deg' | 'E_abs' | 'delta0_rad' | 'Pm' | 'omega', readonly number[]>
  > &
    Readonly<Record<'P' | 'phi' | 'pf_S_gen', readonly (readonly number[])[]>> & {
      readonly Y_reduced: readonly (readonly (readonly number[])[])[];
    };
}

/** Numbers at any depth, which must agree one by one. */
function expectNumbers(found: unknown, expected: readonly unknown[]): void {
  const [left, right] = [found as unknown[], expected].map((list) => list.flat(3) as number[]);
  expect(left).toHaveLength(right!.length);
  left!.forEach((value, k) => expect(value).toBeCloseTo(right![k]!, 9));
}

describe.skipIf(!existsSync(join(shared, 'golden')))(
  'the 9-bus system on the command line agrees with ../shared (skipped where that is missing)',
  () => {
    const { case9 } = JSON.parse(
      readFileSync(join(shared, 'golden', 'nonuniform-case9.json'), 'utf8'),
    ) as Golden9;

    it('in its power flow', async () => {
      const run = await runCli(
        ...['study', 'power-flow', '--network', 'wscc9', '--json', '--set', 'tolerance=1e-12'],
      );
      expect(run.code).toBe(0);
      const result = documentOf(run) as {
        readonly buses: { readonly bus: number; readonly vm: number; readonly vaDegrees: number }[];
        readonly maxMismatch: number;
        readonly lossesMw: number;
        readonly slackPgMw: number;
      };
      expect(result).toMatchObject({ schema: 'phaselock/power-flow/1', status: 'converged' });
      expect(result).toMatchObject({ iterations: 4 });
      expect(result.maxMismatch).toBeLessThan(1e-12);
      expect(result.buses.map(({ bus }) => bus)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
      expectNumbers(
        result.buses.map(({ vm }) => vm),
        case9.pf_V,
      );
      expectNumbers(
        result.buses.map(({ vaDegrees }) => vaDegrees),
        case9.pf_angle_deg,
      );
      const generated = case9.pf_S_gen.map(([p]) => 100 * p!);
      expect(result.slackPgMw).toBeCloseTo(generated[0]!, 7);
      // The loads of the network are 90, 100 and 125 MW.
      expect(result.lossesMw).toBeCloseTo(
        generated.reduce((sum, p) => sum + p, -315),
        7,
      );
    });

    it('in its reduction to the machines', async () => {
      const run = await runCli('study', 'kron-reduction', '--network', 'wscc9', '--json');
      expect(run.code).toBe(0);
      const result = documentOf(run);
      expect(result['schema']).toBe('phaselock/kron-reduction/1');
      expect((result['machines'] as { bus: number }[]).map(({ bus }) => bus)).toEqual([1, 2, 3]);
      expectNumbers(result['yReduced'], case9.Y_reduced);
      expectNumbers(result['eAbs'], case9.E_abs);
      expectNumbers(result['delta0'], case9.delta0_rad);
      expectNumbers(result['pm'], case9.Pm);
      expectNumbers(result['coupling'], case9.P);
      expectNumbers(result['phaseShift'], case9.phi);
      expectNumbers(result['omega'], case9.omega);
    });
  },
);

describe('study power-flow', () => {
  it('ends with 1 where the network cannot carry its load, and says what was tried', async () => {
    const file = join(folder, 'overloaded.m');
    // 160 MW at the end of a lossless line of x = 0.5: its nose is at 100 MW.
    writeFileSync(
      file,
      [
        "mpc.version = '2';",
        'mpc.baseMVA = 100;',
        'mpc.bus = [1 3 0 0 0 0 1 1 0 230 1 1.1 0.9; 2 1 160 0 0 0 1 1 0 230 1 1.1 0.9];',
        'mpc.gen = [1 160 0 300 -300 1 100 1 300 0];',
        'mpc.branch = [1 2 0 0.5 0 0 0 0 0 0 1 -360 360];',
      ].join('\n'),
    );
    const run = await runCli('study', 'power-flow', '--network', file);
    expect(run.code).toBe(1);
    expect(run.stdout).toContain('not-converged');
    expect(run.stdout).toMatch(/continuation .* 0\.6\d\d/);
  });

  it('refuses bare oscillators, which have no voltages', async () => {
    const run = await runCli('study', 'power-flow', '--network', path);
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toContain('no voltages');
  });
});

describe('a study that was asked wrongly ends with 2 and says what would be right', () => {
  it.each([
    [['study', 'sync-conditon'], 'Did you mean sync-condition?'],
    [['study', 'sync-condition', '--netwrok', 'wscc9'], 'Did you mean --network?'],
    [['study', 'sync-condition', '--network', 'ieee93'], 'Did you mean ieee'],
    [['study', 'sync-condition', '--network', 'wscc9', '--set', 'model.tap=1'], 'mean taps?'],
    [['study', 'sync-condition', '--network', 'wscc9', '--workers', '0'], 'at least 1'],
    [['study', 'time-domain', '--network', 'wscc9', '--set', 'duration=-1'], 'duration'],
    [['stduy'], 'Did you mean study?'],
  ])('%j', async (args, message) => {
    const run = await runCli(...args);
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toContain(message);
    expect(run.stderr).not.toContain('    at ');
  });

  it('a network file with an error, with its line', async () => {
    const file = join(folder, 'broken.m');
    writeFileSync(
      file,
      'mpc.version = "2";\nmpc.baseMVA = 100;\nmpc.bus = [\n1 3 0 0 0 0 1 1 zero 345 1 1.1 0.9;\n];\n',
    );
    const run = await runCli('study', 'sync-condition', '--network', file);
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toContain('line 4');
  });
});
