import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { documentOf, runCli } from './run-cli.ts';

const cases = fileURLToPath(new URL('../../../../shared/cases', import.meta.url));

describe('phaselock reproduce', () => {
  it('lists what it can compute, by paper and place', async () => {
    const { code, stdout } = await runCli('reproduce', '--list');
    expect(code).toBe(0);
    expect(stdout).toMatch(/b-table +B, table 3/);
    expect(stdout).toMatch(/a-critical-coupling +A, equation 1/);
  });

  it('prints ours beside the paper, its verdict and the reason, and exits with 0', async () => {
    const { code, stdout } = await runCli('reproduce', 'b-uniqueness', '--quick');
    expect(code).toBe(0);
    // arcsin(P / (2 cos 60°)) + 60° with P = 0.125.
    expect(stdout).toContain((Math.asin(0.125) + Math.PI / 3).toPrecision(6));
    expect(stdout).toContain('the paper is wrong here, because: it is unique only');
  });

  it('gives the same as a document', async () => {
    const run = await runCli('reproduce', 'b-classic-kuramoto', 'b-figure-2', '--json');
    expect(documentOf(run)).toMatchObject({
      schema: 'phaselock/reproduce/1',
      quick: false,
      results: [
        { id: 'b-figure-2', verdict: 'reproduced', quick: false },
        { id: 'b-classic-kuramoto', verdict: 'reproduced', rows: [{ published: 1.6 }] },
      ],
    });
  });

  it('refuses names and folders that are not there, and tells the nearest name', async () => {
    const name = await runCli('reproduce', 'b-tabel');
    expect(name.code).toBe(2);
    expect(name.stderr).toContain('Did you mean b-table?');
    const folder = await runCli('reproduce', 'b-table', '--cases', 'nowhere');
    expect(folder.code).toBe(2);
    expect(folder.stderr).toContain('--cases nowhere');
  });

  it.skipIf(!existsSync(cases))(
    'takes the systems that it does not ship from a folder (skipped without the shared case files)',
    async () => {
      const run = await runCli('reproduce', 'b-table', '--quick', '--json', '--cases', cases);
      expect(run.code).toBe(0);
      const [table] = documentOf(run)['results'] as { rows: unknown[]; missing: unknown[] }[];
      expect(table!.missing).toEqual([]);
      expect(table!.rows).toHaveLength(40);
    },
    120_000,
  );
});
