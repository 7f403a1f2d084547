import { existsSync, mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { createApplication } from '../../../src-main/start/app.ts';
import { documentOf, runCli } from './run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'phaselock-cli-'));

const threeBuses = join(folder, 'three.m');
writeFileSync(
  threeBuses,
  `function mpc = three
mpc.version = '2';
mpc.baseMVA = 100;
mpc.bus = [
  1 3  0  0 0 0 1 1 0 345 1 1.1 0.9;
  2 1 60 20 0 0 1 1 0 345 1 1.1 0.9;
  3 1 40 10 0 5 1 1 0 345 1 1.1 0.9;
];
mpc.gen = [ 1 100 30 300 -300 1 100 1 250 10 ];
mpc.branch = [
  1 2 0.01 0.1 0 250 250 250 0 0 1 -360 360;
  1 2 0.01 0.1 0 250 250 250 0 0 1 -360 360;
  2 3 0.01 0.1 0 250 250 250 0 0 1 -360 360;
];
`,
);

describe('import', () => {
  it('reports what is in the file under the names of the contract', async () => {
    const run = await runCli('import', threeBuses, '--json');
    expect(run.code).toBe(0);
    expect(documentOf(run)).toMatchObject({
      schema: 'phaselock/import/1',
      counts: { buses: 3, branches: 3, generators: 1, loads: 2, shunts: 1 },
      baseMva: 100,
      totals: { pgMw: 100, pdMw: 100, qgMvar: 30, qdMvar: 30 },
      islands: 1,
      parallelGroups: 1,
      negativeCouplings: 0,
      messages: expect.any(Array) as unknown,
    });
  });

  it.each(['json', 'm', 'csv', 'xlsx'])(
    'writes .%s, which reads as the same network',
    async (ending) => {
      const written = join(folder, `written.${ending}`);
      expect((await runCli('import', threeBuses, '--to', written)).code).toBe(0);
      const [before, after] = await Promise.all([
        runCli('study', 'sync-condition', '--network', threeBuses, '--json'),
        runCli('study', 'sync-condition', '--network', written, '--json'),
      ]);
      expect(documentOf(after)['norm']).toBe(documentOf(before)['norm']);
      expect(documentOf(after)['perEdge']).toEqual(documentOf(before)['perEdge']);
    },
  );

  it('writes a MATPOWER case that nothing was done to as it was, to the byte', async () => {
    const written = join(folder, 'same.m');
    const run = await runCli('import', threeBuses, '--to', written);
    expect([run.code, run.stderr]).toEqual([0, '']);
    expect(readFileSync(written, 'utf8')).toBe(readFileSync(threeBuses, 'utf8'));
  });

  it('ends with 2 where the file has errors, and writes nothing', async () => {
    const file = join(folder, 'dangling.m');
    const text = readFileSync(threeBuses, 'utf8').replace('2 3 0.01', '2 9 0.01');
    writeFileSync(file, text);
    const target = join(folder, 'dangling.json');
    const run = await runCli('import', file, '--to', target);
    expect(run.code).toBe(2);
    expect(run.stdout).toMatch(/error: line 13: .*bus 9/);
    expect(existsSync(target)).toBe(false);
  });

  it('reads a DYR file beside its network, in whichever order they are named', async () => {
    const folderOf = new URL('../../fixtures/networks/', import.meta.url).pathname;
    const [raw, dyr] = [`${folderOf}wscc9-v33.raw`, `${folderOf}wscc9.dyr`];
    const runs = [
      await runCli('import', raw, dyr, '--json'),
      await runCli('import', dyr, raw, '--json'),
    ];
    for (const run of runs) {
      expect(documentOf(run)).toMatchObject({ format: 'PSS/E RAW 33', machinesWithoutDynamics: 0 });
    }
    const two = await runCli('import', raw, threeBuses);
    expect([two.code, two.stdout]).toEqual([2, '']);
    expect(two.stderr).toContain('import reads one network');
  });

  it('writes a workbook to fill in, which it reads', async () => {
    const written = join(folder, 'template.xlsx');
    expect((await runCli('import', '--template', written)).code).toBe(0);
    const run = await runCli('import', written, '--json');
    expect(documentOf(run)).toMatchObject({ format: 'XLSX tables', counts: { buses: 2 } });
    const elsewhere = await runCli('import', '--template', join(folder, 'template.ods'));
    expect(elsewhere.code).toBe(2);
  });

  it('refuses 1 GB of zeros by its size, and formats that it cannot write', async () => {
    const zeros = join(folder, 'zeros.m');
    writeFileSync(zeros, '');
    truncateSync(zeros, 1024 ** 3);
    const [tooLarge, notYet] = await Promise.all([
      runCli('import', zeros),
      runCli('import', threeBuses, '--to', join(folder, 'other.raw')),
    ]);
    expect([tooLarge.code, tooLarge.stdout]).toEqual([2, '']);
    expect(tooLarge.stderr).toContain('zeros.m is too large. It has 1024 MB');
    expect([notYet.code, notYet.stdout]).toEqual([2, '']);
    expect(notYet.stderr).toContain('write FILE.m, FILE.json, FILE.csv or FILE.xlsx');
  });
});

describe("the desktop's project", () => {
  const storeFile = join(folder, 'project.phaselock');

  beforeAll(async () => {
    const application = createApplication({
      storeFile,
      workerUrl: new URL('../../../src-main/workers/worker-entry.ts', import.meta.url),
      logFile: join(folder, 'log.jsonl'),
      workers: 1,
      version: '0.0.0',
      shell: 'host',
      pdfPrinter: null,
    });
    const { scenarios } = application.services;
    scenarios.create({ from: { kind: 'sample', id: 'wscc9' }, name: 'Winter peak' });
    scenarios.create({ from: { kind: 'empty' }, name: 'Draft' });
    await application.close();
  });

  it('is listed and shown', async () => {
    const [list, show, network] = await Promise.all([
      runCli('scenario', 'list', '--store', storeFile, '--json'),
      runCli('scenario', 'show', 'Winter peak', '--store', storeFile),
      runCli('scenario', 'show', '1', '--network', '--store', storeFile),
    ]);
    const { scenarios } = documentOf(list) as { scenarios: { name: string; buses: number }[] };
    expect(scenarios.map(({ name, buses }) => `${name} ${buses}`).sort()).toEqual([
      'Draft 0',
      'Winter peak 9',
    ]);
    expect(show.stdout).toContain('Winter peak (number 1)');
    const { network: grid } = documentOf(network) as { network: { buses: unknown[] } };
    expect(grid.buses).toHaveLength(9);
  });

  it('gives the report of a scenario as a self-contained page', async () => {
    const out = join(folder, 'report.html');
    const args = ['report', 'Winter peak', '--format', 'html', '--out', out, '--store', storeFile];
    const run = await runCli(...args);
    expect([run.stderr, run.code, run.stdout]).toEqual(['', 0, `${out}\n`]);
    const html = readFileSync(out, 'utf8');
    expect(html).toContain('Winter peak');
    expect(html).not.toMatch(/<(script|link|iframe)\b|(src|href)=["']?https?:|url\(["']?https?:/);
  });

  it('goes to a colleague as one file, and is the same there; half a file is refused', async () => {
    const archive = join(folder, 'study.phaselock-archive');
    const there = join(folder, 'colleague.phaselock');
    const written = await runCli(
      ...['scenario', 'export', 'Winter peak', '--out', archive, '--store', storeFile],
    );
    expect([written.stderr, written.code, written.stdout]).toEqual(['', 0, `${archive}\n`]);
    const taken = await runCli('scenario', 'import', archive, '--store', there, '--json');
    expect(documentOf(taken)).toMatchObject({
      schema: 'phaselock/scenario-import/1',
      scenarios: [{ name: 'Winter peak', buses: 9 }],
    });
    const [before, after] = await Promise.all([
      runCli('scenario', 'show', 'Winter peak', '--network', '--store', storeFile),
      runCli('scenario', 'show', 'Winter peak', '--network', '--store', there),
    ]);
    expect(after.stdout).toBe(before.stdout);
    truncateSync(archive, readFileSync(archive).length >> 1);
    const half = await runCli('scenario', 'import', archive, '--store', there);
    expect([half.code, half.stdout]).toEqual([2, '']);
    expect(half.stderr).toContain('study.phaselock-archive was not imported');
    const list = await runCli('scenario', 'list', '--store', there, '--json');
    expect(documentOf(list)['scenarios']).toHaveLength(1);
  });

  it('is left alone by a mistyped name', async () => {
    const [scenario, store] = await Promise.all([
      runCli('report', 'Winter paek', '--store', storeFile),
      runCli('scenario', 'list', '--store', `${storeFile}x`),
    ]);
    expect([scenario.code, store.code]).toEqual([2, 2]);
    expect(scenario.stderr).toContain('Did you mean Winter peak?');
    expect(existsSync(`${storeFile}x`)).toBe(false);
  });
});
