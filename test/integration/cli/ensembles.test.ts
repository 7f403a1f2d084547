import { describe, expect, it } from 'vitest';

import { documentOf, runCli } from './run-cli.ts';

const small = {
  'critical-coupling': ['--set', 'graph=["erdos-renyi","complete"]', '--set', 'n=[10,70]'],
  'monte-carlo': ['--network', 'ieee118', '--set', 'draws=6000'],
  'statistical-correctness': ['--set', 'n=[12,14]', '--set', 'samples=6000'],
} as const;

describe.each(Object.entries(small))('study %s', (kind, args) => {
  it('gives the same bits with one thread, two and three', async () => {
    const answers = await Promise.all(
      ['1', '2', '3'].map((workers) =>
        runCli('study', kind, ...args, '--seed', '7', '--workers', workers, '--json'),
      ),
    );
    const [first, ...others] = answers.map(({ stdout }) => stdout);
    expect(answers.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(JSON.parse(first!)).toMatchObject({ schema: `phaselock/${kind}/1`, seed: 7 });
    for (const other of others) expect(other).toBe(first);
  }, 60_000);
});

describe('study critical-coupling', () => {
  it('needs no network, and answers under the names of the contract', async () => {
    const spec = ['graph=complete', 'n=12', 'p=0.5', 'omega=bipolar', 'samples=5'];
    const run = await runCli(
      ...['study', 'critical-coupling', '--json'],
      ...spec.flatMap((setting) => ['--set', setting]),
    );
    expect(run.code).toBe(0);
    const result = documentOf(run);
    expect(result).toMatchObject({ redrawn: 0, rows: [{ graph: 'complete', n: 12, samples: 5 }] });
    expect(result['ratioMean']).toBeCloseTo(1, 9);
    expect(result['ratioStandardError']).toBeCloseTo(0, 9);
  });

  it('tells of the network at hand beside its name', async () => {
    const run = await runCli('study', 'critical-coupling', '--network', 'wscc9', '--json');
    expect(run.code).toBe(0);
    const result = documentOf(run);
    expect(result).toMatchObject({
      network: 'WSCC 9-bus',
      rows: [],
      networkCoupling: { nodes: 9, edges: 9, worstEdge: { from: 8, to: 9 } },
    });
    const { predicted, exact } = result['networkCoupling'] as { predicted: number; exact: number };
    expect(result['ratioMean']).toBeCloseTo(exact / predicted, 12);
  });

  it('ends with 2 and names the field where the request makes no sense', async () => {
    const wrong = await runCli(
      ...['study', 'critical-coupling', '--set', 'graph=watts-strogatz', '--set', 'n=4'],
    );
    expect(wrong).toMatchObject({ code: 2, stdout: '' });
    expect(wrong.stderr).toMatch(/n: watts-strogatz joins every node to 4 neighbours/);
    const nothing = await runCli('study', 'critical-coupling');
    expect(nothing.code).toBe(2);
    expect(nothing.stderr).toMatch(/name a network, or give graph/);
  });
});

describe('study monte-carlo', () => {
  it('tells what a planner reads first', async () => {
    const run = await runCli(
      ...['study', 'monte-carlo', '--network', 'ieee14', '--set', 'draws=100'],
    );
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/condition right in 100 of 100 draws/);
    expect(run.stdout).toMatch(/largest exact angle, mean: 0\.1\d+ \+- 0\.\d+ rad/);
  });

  it('asks for a network', async () => {
    const run = await runCli('study', 'monte-carlo');
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/--network is missing/);
  });

  it('refuses a negative standard deviation at its field', async () => {
    const run = await runCli(
      ...['study', 'monte-carlo', '--network', 'ieee14', '--set', 'standardDeviation=-1'],
    );
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/standardDeviation: A standard deviation is not negative/);
  });
});
