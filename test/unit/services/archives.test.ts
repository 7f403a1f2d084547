import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';

import { writeArchive } from '../../../src-main/formats/archive/archive-file.ts';
import { archiveService } from '../../../src-main/services/archives.ts';
import { changeService } from '../../../src-main/services/changes.ts';
import { editService } from '../../../src-main/services/edits.ts';
import { scenarioTreeService } from '../../../src-main/services/scenario-tree.ts';
import { packResult } from '../../../src-main/store/study-results.ts';
import type { DispatchRule } from '../../../src-shared/grid/dispatch-rule.ts';
import { defaultModelOptions } from '../../../src-shared/studies/model-options.ts';
import { keepScenarioModel, scenarioModel } from '../../../src-main/services/scenario-model.ts';
import { keepScenarioReport, scenarioReport } from '../../../src-main/services/scenario-report.ts';
import { defaultReportOptions } from '../../../src-shared/contract/report-options.ts';
import { aContext } from '../../fixtures/a-context.ts';
import type { TestContext } from '../../fixtures/a-context.ts';
import { aScenario, later, noon } from '../../fixtures/a-store.ts';

const rule: DispatchRule = {
  change: { what: 'loads', group: { kind: 'all' }, amount: 10, unit: '%', reactive: 'fixed' },
  compensation: { group: { kind: 'all' }, share: 'equal' },
  limits: 'ignore',
};

const result = {
  norm: 0.1 + 0.2,
  worstEdge: { from: 1, to: 2 },
  theta: Float64Array.from([0.1, -0, Number.MIN_VALUE, NaN]),
};

/** A base, a child with a rule and an edit of which one is switched off, and a run of the child. */
async function aStudy() {
  const context = aContext();
  const { store, networks } = context;
  const base = aScenario(store);
  const tree = scenarioTreeService(context, networks);
  const child = tree.derive({ scenarioId: base, name: 'Stressed', rule }).id;
  const out = { kind: 'update', element: { kind: 'load', bus: 3, id: '1' } } as const;
  editService(context, networks).apply({
    scenarioId: child,
    version: networks.open(child).version,
    edit: { ...out, changes: { inService: false } },
  });
  const changes = changeService(context, networks);
  const [, second] = changes.list({ scenarioId: child });
  changes.switch({ scenarioId: child, changeId: second!.id, enabled: false });
  keepScenarioModel(store, child, { ...defaultModelOptions, taps: false });
  store.contingencies.set(child, [
    { name: 'Branch 1–2', elements: [{ kind: 'bus', number: 1 }], enabled: false },
  ]);
  store.sources.set(base, { fileName: 'case3.m', bytes: new Uint8Array([1, 2, 3]) });
  const revision = store.revisions.commit(networks.open(child).grid, noon);
  store.revisions.attach(child, revision.id, 'Before the talk', noon);
  const runId = store.runs.create({
    ...{ scenarioId: child, revisionId: revision.id, kind: 'sync-condition', title: 'Asked' },
    ...{ spec: {}, seed: 7, engineVersion: '1', machine: 'here', createdAt: noon },
  });
  store.results.write(runId, await packResult(result));
  store.runs.end(runId, {
    ...{ status: 'finished', outcome: 'Norm 0.3', norm: 0.3, finishedAt: later },
    figures: [{ quantity: 'Norm', unit: '', value: 0.1 + 0.2 }],
    durationSeconds: 2,
  });
  return { context, base, child, runId };
}

const archives = (context: TestContext) => archiveService(context, context.networks, '1.2.3');

async function anArchive(): Promise<Uint8Array> {
  const { context, child } = await aStudy();
  return archives(context).export({ scenarioIds: [child] }).bytes;
}

const receive = (context: TestContext, bytes: Uint8Array) =>
  archives(context).import({
    fileName: 'study.phaselock-archive',
    bytes: new Uint8Array(bytes),
  });

describe('an archive', () => {
  it('gives the same networks, changes, runs and numbers on the other side', async () => {
    const { context: here, base, child, runId } = await aStudy();
    const there = aContext();
    aScenario(there.store, undefined, 'Something else');
    const { bytes, fileName } = archives(here).export({ scenarioIds: [child] });
    expect(fileName).toBe('Base.phaselock-archive');
    const reading = await receive(there, bytes);
    expect(reading).toMatchObject({ runs: 1, unknownRuns: 0 });
    const [newBase, newChild] = reading.scenarios;
    expect(newChild).toMatchObject({
      ...{ name: 'Stressed', parentId: newBase!.id, derived: true, changes: 2 },
      ...{ runs: 1, staleRuns: 0, norm: 0.3 },
    });
    const scenarioId = newChild!.id;
    expect(there.networks.open(newBase!.id).grid).toEqual(here.networks.open(base).grid);
    expect(there.networks.open(scenarioId).grid).toEqual(here.networks.open(child).grid);
    const withoutIds = (context: TestContext, id: number) =>
      changeService(context, context.networks)
        .list({ scenarioId: id })
        .map(({ id: _, ...change }) => change);
    expect(withoutIds(there, scenarioId)).toEqual(withoutIds(here, child));
    expect(there.store.contingencies.get(scenarioId)).toEqual(here.store.contingencies.get(child));
    expect(scenarioModel(there.store, scenarioId).taps).toBe(false);
    expect(there.store.sources.get(newBase!.id)?.fileName).toBe('case3.m');
    expect(there.store.revisions.ofScenario(scenarioId)).toMatchObject([
      { hash: here.store.revisions.ofScenario(child)[0]!.hash, note: 'Before the talk' },
    ]);
    const [run] = there.store.runs.ofScenario(scenarioId);
    expect(run).toMatchObject({ title: 'Asked', seed: 7, stale: false, finishedAt: later });
    expect(await there.store.results.whole(run!.id)).toEqual(await here.store.results.whole(runId));
    expect(there.store.runs.figures(run!.id)[0]?.value).toBe(0.1 + 0.2);
  });

  it('of all scenarios keeps their order, and says by its name that there are more', async () => {
    const here = aContext();
    const names = ['First', 'Second', 'Third'];
    for (const name of names) aScenario(here.store, undefined, name);
    const { bytes, fileName } = archives(here).export({});
    expect(fileName).toBe('First and 2 more.phaselock-archive');
    const { scenarios } = await receive(aContext(), bytes);
    expect(scenarios.map(({ name }) => name)).toEqual(names);
  });

  it('lays out the report over there as here, beside the same scenario', async () => {
    const { context: here, base, child } = await aStudy();
    const elsewhere = aScenario(here.store, undefined, 'Stays here');
    const report = {
      ...defaultReportOptions,
      ...{ title: 'Export study', notes: 'For the meeting.', author: 'A. Planner' },
      logo: { mediaType: 'image/png', base64: 'iVBORw0KGgo=' } as const,
      sections: (['provenance', 'assumptions', 'network'] as const).slice(),
    };
    keepScenarioReport(here.store, child, { ...report, compareWith: base });
    keepScenarioReport(here.store, base, { ...report, compareWith: elsewhere });
    const there = aContext();
    aScenario(there.store, undefined, 'Takes the first number');
    const { bytes } = archives(here).export({ scenarioIds: [child] });
    const [newBase, newChild] = (await receive(there, bytes)).scenarios;
    const layoutOf = ({ id }: { id: number }) => scenarioReport(there.store, id);
    expect(layoutOf(newChild!)).toEqual({ ...report, compareWith: newBase!.id });
    expect(layoutOf(newBase!)).toEqual({ ...report, compareWith: null });
  });

  it('of a program that kept no layout of reports is taken in with the usual one', async () => {
    const files = unzipSync(await anArchive());
    const contents = JSON.parse(strFromU8(files['contents.json']!)) as { scenarios: object[] };
    contents.scenarios = contents.scenarios.map((scenario) => ({ ...scenario, report: undefined }));
    const there = aContext();
    const older = writeArchive(
      new Map([
        ...Object.entries(files).filter(([path]) => path !== 'manifest.json'),
        ['contents.json', strToU8(JSON.stringify(contents))],
      ]),
      { writtenBy: '1.0.0', writtenAt: noon },
    );
    const [base] = (await receive(there, older)).scenarios;
    expect(scenarioReport(there.store, base!.id)).toEqual(defaultReportOptions);
  });

  it('follows its parent over there as well', async () => {
    const there = aContext();
    const [base, child] = (await receive(there, await anArchive())).scenarios;
    const load = { kind: 'load', bus: 2, id: '1' } as const;
    const before = there.networks.open(child!.id).grid.loads[0]!.pMw;
    editService(there, there.networks).apply({
      ...{ scenarioId: base!.id, version: there.networks.open(base!.id).version },
      edit: { kind: 'update', element: load, changes: { pMw: 80 } },
    });
    expect(before).toBeCloseTo(66, 9);
    expect(there.networks.open(child!.id).grid.loads[0]!.pMw).toBeCloseTo(88, 9);
  });

  it('cut anywhere, or with any byte of its files changed, is refused and changes nothing', async () => {
    const bytes = await anArchive();
    const there = aContext();
    for (const share of [0, 0.1, 0.5, 0.9, 0.999]) {
      const part = bytes.slice(0, Math.floor(bytes.length * share));
      await expect(receive(there, part)).rejects.toThrow(/damaged, cut off, or no archive/);
    }
    const files = unzipSync(bytes);
    for (const [path, content] of Object.entries(files)) {
      if (path === 'manifest.json') continue;
      const changed = Uint8Array.from(content);
      changed[changed.length >> 1]! ^= 1;
      await expect(receive(there, zipSync({ ...files, [path]: changed }))).rejects.toThrow(
        /SHA-256 differs/,
      );
      const { [path]: _, ...others } = files;
      await expect(receive(there, zipSync(others))).rejects.toThrow(/is missing in it/);
    }
    expect(there.store.scenarios.list(false)).toEqual([]);
    expect(there.told).toEqual([]);
  });

  it('of a newer program is refused by name, whatever else its manifest says', async () => {
    const files = unzipSync(await anArchive());
    const manifest = new TextEncoder().encode(
      JSON.stringify({ format: 'phaselock-archive', version: 2, anything: [] }),
    );
    const there = aContext();
    await expect(receive(there, zipSync({ ...files, 'manifest.json': manifest }))).rejects.toThrow(
      /newer Phaselock wrote it \(archive version 2; this one reads up to 1\)/,
    );
    await expect(receive(there, zipSync({ a: new Uint8Array(3) }))).rejects.toThrow(
      /none that Phaselock/,
    );
  });

  /** The archive with some of its files changed by somebody who mends the manifest as well. */
  async function forged(
    change: (files: Record<string, string>) => Record<string, string>,
  ): Promise<Uint8Array> {
    const { 'manifest.json': _, ...files } = unzipSync(await anArchive());
    const texts = Object.fromEntries(
      Object.entries(files).map(([path, bytes]) => [path, strFromU8(bytes, true)]),
    );
    const changed = Object.entries(change(texts));
    return writeArchive(new Map(changed.map(([path, text]) => [path, strToU8(text, true)])), {
      ...{ writtenBy: '1.2.3', writtenAt: noon },
    });
  }
  const inContents =
    (from: RegExp, to: string) =>
    ({ 'contents.json': text = '', ...files }: Record<string, string>) => {
      expect(text).toMatch(from);
      return { ...files, 'contents.json': text.replace(from, to) };
    };

  it.each([
    [
      'a network under another hash',
      (files: Record<string, string>) => {
        const [path = ''] = Object.keys(files).filter((name) => name.startsWith('networks/'));
        return { ...files, [path]: files[path]!.replace('"baseMva"', ' "baseMva"') };
      },
      /networks\/.* is another network than its name says/,
    ],
    ['two scenarios of one number', inContents(/"id":2/, '"id":1'), /have the number 1: ask/],
    ['contents cut off', inContents(/\}$/, ''), /“contents\.json” in it cannot be read/],
    [
      'the hash of other curves',
      inContents(/("codec":"\w+","sha256":")\w{9}/, '$1fffffffff'),
      /run 1/,
    ],
    ['curves without end', inContents(/"length":4/, '"length":1e15'), /not what was computed/],
    [
      'a result that is none',
      (files: Record<string, string>) => ({ ...files, 'results/0/result': 'nothing' }),
      /The result of run 1 in it \(Asked\) is not what was computed: ask for the file again/,
    ],
  ])('with %s is refused, and nothing of it stays', async (_what, change, reason) => {
    const there = aContext();
    await expect(receive(there, await forged(change))).rejects.toThrow(
      expect.objectContaining({
        code: 'unreadable-input',
        message: expect.stringMatching(reason) as unknown,
      }),
    );
    expect([there.store.scenarios.list(false), there.told]).toEqual([[], []]);
  });

  it('that is here already is there twice, each with numbers of its own', async () => {
    const { context: here, base, child, runId } = await aStudy();
    const { bytes } = archives(here).export({ scenarioIds: [child] });
    const before = here.networks.open(child).grid;
    const [newBase, newChild] = (await receive(here, bytes)).scenarios;
    expect(new Set([base, child, newBase!.id, newChild!.id]).size).toBe(4);
    expect(here.store.runs.ofScenario(newChild!.id)[0]!.id).not.toBe(runId);
    expect(here.networks.open(newChild!.id).grid).toEqual(before);
    expect(here.networks.open(child).grid).toEqual(before);
  });

  it('that goes wrong half-way leaves nothing behind', async () => {
    const there = aContext();
    const bytes = await anArchive();
    const { archive } = there.store;
    const broken: TestContext = {
      ...there,
      store: {
        ...there.store,
        archive: {
          ...archive,
          insertRun: () => {
            throw new Error('disk full');
          },
        },
      },
    };
    await expect(receive(broken, bytes)).rejects.toThrow('disk full');
    expect(there.store.scenarios.list(false)).toEqual([]);
  });
});
