import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { documentOf, runCli } from './run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'phaselock-coherence-'));
const golden = new URL('../../../../shared/golden/kuramoto.json', import.meta.url);

interface AtCoupling {
  readonly K: number;
  readonly meanCoherence: number;
  readonly coherence: readonly number[];
  readonly thetaFinal: readonly number[];
}

describe('study coherence', () => {
  it.skipIf(!existsSync(golden))(
    'agrees with the independent figures of ../shared (skipped where that is missing)',
    async () => {
      const [draw] = (
        JSON.parse(readFileSync(golden, 'utf8')) as {
          cases: {
            omega: number[];
            theta0: number[];
            runs: { K: number; theta_T: number[]; mean_C_second_half_t_ge_25: number }[];
          }[];
        }
      ).cases;
      const { omega, theta0, runs } = draw!;
      const spec = join(folder, 'spec.json');
      writeFileSync(spec, JSON.stringify({ omega, theta0, K: [2, 5], dt: 0.01, duration: 50 }));
      const run = await runCli('study', 'coherence', '--spec', spec, '--json');
      expect(run.code).toBe(0);
      const found = documentOf(run) as { schema: string; perK: AtCoupling[] };
      expect(found.schema).toBe('phaselock/coherence/1');
      for (const { K, meanCoherence, thetaFinal, coherence } of found.perK) {
        const expected = runs.find((one) => one.K === K)!;
        expect(meanCoherence).toBeCloseTo(expected.mean_C_second_half_t_ge_25, 10);
        expect(coherence).toHaveLength(5001);
        thetaFinal.forEach((angle, i) => expect(angle).toBeCloseTo(expected.theta_T[i]!, 9));
      }
    },
  );

  it('gives the same bits with one worker as with three', async () => {
    const args = ['study', 'coherence', '--json', '--seed', '3', '--set', 'samples=40'];
    const small = ['--set', 'n=8', '--set', 'duration=2', '--set', 'K=[1,3]'];
    const runs = await Promise.all(
      ['1', '3'].map((workers) => runCli(...args, ...small, '--workers', workers)),
    );
    expect(runs.map(({ code }) => code)).toEqual([0, 0]);
    expect(runs[0]!.stdout).toBe(runs[1]!.stdout);
    expect(documentOf(runs[0]!)).toMatchObject({ mode: 'ensemble', samples: 40 });
  });

  it('runs on a network by its buses', async () => {
    const run = await runCli(
      ...['study', 'coherence', '--network', 'wscc9', '--set', 'K=[1]', '--set', 'duration=1'],
    );
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('9 nodes');
    expect(run.stdout).toContain('inertia is left out');
  });

  it.each([
    [['--set', 'K=[-1]'], 'K.0: A coupling cannot be negative.'],
    [['--set', 'omega=[1,2]', '--set', 'theta0=[1]'], 'theta0: It has 1 values'],
    [['--set', 'coupling=network'], 'needs a network'],
    [['--set', 'Kay=1'], 'Kay is unknown.'],
  ])('asked wrongly with %j ends with 2 and says what would be right', async (args, message) => {
    const run = await runCli('study', 'coherence', ...args);
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toContain(message);
  });
});

describe('study leading-indicator', () => {
  it('gives the same bits with one worker as with three, and an honest verdict', async () => {
    const runs = ['ramps=4', 'calibrationRuns=4', 'quietRuns=4', 'durationSeconds=20'];
    const short = [...runs, 'windowSeconds=5', 'holdSeconds=10'].flatMap((field) => [
      '--set',
      field,
    ]);
    const args = ['study', 'leading-indicator', '--network', 'wscc9', '--json', ...short];
    const [one, three] = await Promise.all(
      ['1', '3'].map((workers) => runCli(...args, '--workers', workers)),
    );
    expect([one!.code, three!.code]).toEqual([0, 0]);
    expect(one!.stdout).toBe(three!.stdout);
    expect(documentOf(one!)).toMatchObject({
      schema: 'phaselock/leading-indicator/1',
      nodes: 9,
      rampRuns: 4,
      verdict: expect.stringContaining('On this network') as string,
    });
  });

  it('asked for without noise ends with 2 and says why', async () => {
    const run = await runCli(
      ...['study', 'leading-indicator', '--network', 'wscc9', '--set', 'noise=0'],
    );
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toContain('noise: Without noise');
  });
});
