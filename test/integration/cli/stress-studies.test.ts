import { describe, expect, it } from 'vitest';

import { documentOf, runCli } from './run-cli.ts';

const direction = {
  change: { what: 'loads', group: { kind: 'areas', areas: [3] }, amount: 1, unit: '%' },
  compensation: { group: { kind: 'areas', areas: [1, 2] } },
};
const tie = { from: 121, to: 325 };

describe('study loading-ramp', () => {
  it('answers under the names of the contract, the three answers in order', async () => {
    const edgeLimits = [{ ...tie, angle: 0.1977 }];
    const run = await runCli(
      ...['study', 'loading-ramp', '--network', 'rts96', '--json'],
      ...['--set', `direction=${JSON.stringify(direction)}`],
      ...['--set', 'limits=none', '--set', `edgeLimits=${JSON.stringify(edgeLimits)}`],
    );
    expect(run.code).toBe(0);
    const result = documentOf(run) as Record<'predicted' | 'exact' | 'simulated', Answer> &
      Record<string, unknown>;
    expect(result).toMatchObject({
      schema: 'phaselock/loading-ramp/1',
      predicted: { edge: tie, cause: 'limit' },
      exact: { edge: tie, cause: 'limit' },
      simulated: { edge: tie, cause: 'limit-trip' },
      trips: [{ edge: tie }],
    });
    expect(result.predicted.loading).toBeLessThan(result.exact.loading);
    expect(result.exact.loading).toBeLessThan(result.simulated.loading);
  });

  it('refuses a direction that cannot be followed, and names its field', async () => {
    const nowhere = { ...direction, compensation: { group: { kind: 'zones', zones: [77] } } };
    const run = await runCli(
      ...['study', 'loading-ramp', '--network', 'rts96'],
      ...['--set', `direction=${JSON.stringify(nowhere)}`],
    );
    expect(run.code).not.toBe(0);
    expect(run.stderr).toMatch(/direction\.compensation\.group: there is no zone 77/);
  });
});

describe('study reinforcement', () => {
  it('ranks second circuits and prints what they do', async () => {
    const run = await runCli(
      ...['study', 'reinforcement', '--network', 'wscc9'],
      ...['--set', 'candidates={"kind":"parallel"}'],
    );
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/9 candidates/);
    expect(run.stdout).toMatch(/New circuits that raise the margin most/);
  });
});

interface Answer {
  readonly loading: number;
}
