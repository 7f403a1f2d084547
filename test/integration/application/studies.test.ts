import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import type { RunSummary } from '../../../src-shared/contract/run-documents.ts';
import type { Edit } from '../../../src-shared/grid/edits.ts';
import type { StudyKind } from '../../../src-shared/studies/catalogue.ts';
import type { SyncConditionResult } from '../../../src-shared/studies/sync-condition.ts';
import { anApplication } from '../../fixtures/an-application.ts';
import type { TestApplication } from '../../fixtures/an-application.ts';

async function aSample(application: TestApplication, id: string): Promise<number> {
  const made = await application.ask('scenarios.create', { from: { kind: 'sample', id } });
  return made.id;
}

async function runToEnd(
  application: TestApplication,
  scenarioId: number,
  kind: StudyKind,
  spec: unknown = {},
): Promise<RunSummary> {
  const { id: runId } = await application.ask('studies.start', { scenarioId, kind, spec });
  return application.services.studies.ended({ runId });
}

/** Statuses that were told of a run, in order. */
const statuses = ({ told }: TestApplication, runId: number): string[] =>
  told.flatMap(([name, data]) => {
    const run = data as RunSummary;
    return name === 'study.changed' && run.id === runId ? [run.status] : [];
  });

const heavier: Edit = {
  kind: 'update',
  element: { kind: 'load', bus: 5, id: '1' },
  changes: { pMw: 120 },
};

describe('a study', () => {
  it('goes from queued over running to finished, and its result is found after a restart', async () => {
    const application = anApplication();
    const scenarioId = await aSample(application, 'wscc9');
    const run = await runToEnd(application, scenarioId, 'sync-condition');
    expect(run).toMatchObject({
      status: 'finished',
      engineVersion: '1.2.3',
      stale: false,
      seed: 1,
    });
    expect(statuses(application, run.id)).toEqual(['queued', 'running', 'finished']);
    const before = await application.ask('studies.result', { runId: run.id });
    await application.close();

    const again = anApplication({ storeFile: application.storeFile });
    const after = await again.ask('studies.result', { runId: run.id });
    expect(after).toEqual(before);
    const { norm } = after.result as SyncConditionResult;
    const [scenario] = await again.ask('scenarios.list', {});
    expect(scenario).toMatchObject({ runs: 1, staleRuns: 0, norm });
  });

  it('belongs to the revision that it ran on, and is stale exactly while the network differs', async () => {
    const application = anApplication();
    const scenarioId = await aSample(application, 'wscc9');
    const { revisionHash } = await runToEnd(application, scenarioId, 'sync-condition');
    const isStale = async (): Promise<boolean> =>
      (await application.ask('studies.list', { scenarioId }))[0]!.stale;
    await application.ask('edits.apply', { scenarioId, version: 0, edit: heavier });
    expect(await isStale()).toBe(true);
    const again = await runToEnd(application, scenarioId, 'sync-condition');
    expect(again.revisionHash).not.toBe(revisionHash);
    await application.ask('edits.undo', { scenarioId });
    const runs = await application.ask('studies.list', { scenarioId });
    expect(runs.map(({ stale }) => stale)).toEqual([true, false]);
    const back = await runToEnd(application, scenarioId, 'sync-condition');
    expect(back.revisionHash).toBe(revisionHash);
  });

  it('gives the same bits with one thread and with two', async () => {
    const results: unknown[] = [];
    for (const workers of [1, 2]) {
      const application = anApplication({ workers });
      const scenarioId = await aSample(application, 'ieee118');
      const { id: runId } = await runToEnd(application, scenarioId, 'contingency-screening');
      results.push((await application.ask('studies.result', { runId })).result);
    }
    expect(results[0]).toEqual(results[1]);
  });

  it('is refused before it is queued where it cannot run', async () => {
    const application = anApplication();
    const { id: scenarioId } = await application.ask('scenarios.create', {
      from: { kind: 'empty' },
    });
    const start = (kind: StudyKind, spec: unknown): Promise<unknown> =>
      application.ask('studies.start', { scenarioId, kind, spec });
    await expect(start('time-domain', { duration: -1 })).rejects.toMatchObject({
      code: 'invalid-request',
      message: expect.stringMatching(/^Simulation over time: duration: /) as unknown,
    });
    await expect(start('sync-condition', { colour: 'red' })).rejects.toMatchObject({
      code: 'invalid-request',
    });
    expect(await application.ask('studies.list', { scenarioId })).toEqual([]);
  });

  it('that the network does not allow fails with the reason, and is no defect', async () => {
    const application = anApplication();
    const { id: scenarioId } = await application.ask('scenarios.create', {
      from: { kind: 'empty' },
    });
    const reply = runToEnd(application, scenarioId, 'sync-condition');
    const outcome = await reply.catch((error: unknown) => error);
    // Refused by the plan, or by the run: either way in words, and nothing in the log.
    expect(outcome).toMatchObject(
      outcome instanceof Error ? { code: 'refused' } : { status: 'failed' },
    );
    expect(() => readFileSync(application.logFile)).toThrow(/ENOENT/);
  });
});

describe('cancelling a study', () => {
  const endless = { duration: 100_000, method: 'rk4' };

  it('that runs ends it, and the next one runs', async () => {
    const application = anApplication();
    const scenarioId = await aSample(application, 'ieee118');
    const { id: runId } = await application.ask('studies.start', {
      scenarioId,
      kind: 'time-domain',
      spec: endless,
    });
    await until(() => application.told.some(([name]) => name === 'study.progress'));
    const cancelled = await application.ask('studies.cancel', { runId });
    expect(cancelled).toMatchObject({ status: 'cancelled', outcome: 'Cancelled.' });
    expect(statuses(application, runId)).toEqual(['queued', 'running', 'cancelled']);
    await expect(application.ask('studies.result', { runId })).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(await runToEnd(application, scenarioId, 'sync-condition')).toMatchObject({
      status: 'finished',
    });
  });

  it('that waits takes it out of the queue', async () => {
    const application = anApplication();
    const scenarioId = await aSample(application, 'ieee14');
    const kind = 'time-domain';
    const first = await application.ask('studies.start', { scenarioId, kind, spec: endless });
    const second = await application.ask('studies.start', { scenarioId, kind, spec: endless });
    const reply = await application.ask('studies.cancel', { runId: second.id });
    expect(reply.status).toBe('cancelled');
    expect(statuses(application, second.id)).toEqual(['queued', 'cancelled']);
    await application.ask('studies.cancel', { runId: first.id });
  });

  it('that has ended changes nothing', async () => {
    const application = anApplication();
    const scenarioId = await aSample(application, 'wscc9');
    const run = await runToEnd(application, scenarioId, 'sync-condition');
    expect(await application.ask('studies.cancel', { runId: run.id })).toEqual(run);
  });

  it('happens to all of them when the command line ends', async () => {
    const application = anApplication({ shell: 'cli' });
    const scenarioId = await aSample(application, 'ieee14');
    const kind = 'time-domain';
    for (let k = 0; k < 2; k++) {
      await application.ask('studies.start', { scenarioId, kind, spec: endless });
    }
    await application.close();
    const again = anApplication({ storeFile: application.storeFile });
    const runs = await again.ask('studies.list', { scenarioId });
    expect(runs.map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
  });
});

describe('the live margin', () => {
  it('follows every edit, and equals what the study finds', async () => {
    const application = anApplication();
    const scenarioId = await aSample(application, 'wscc9');
    const before = await application.ask('margin.evaluate', { scenarioId });
    await application.ask('edits.apply', { scenarioId, version: 0, edit: heavier });
    const after = await application.ask('margin.evaluate', { scenarioId });
    expect([before.version, after.version]).toEqual([0, 1]);
    expect(after.norm).not.toBe(before.norm);
    const { id: runId } = await runToEnd(application, scenarioId, 'sync-condition');
    const { result } = await application.ask('studies.result', { runId });
    const study = result as SyncConditionResult;
    expect(after.norm).toBeCloseTo(study.norm, 12);
    expect(after.worstEdge).toEqual(study.worstEdge);
    expect([...after.edgeFrom]).toEqual(study.perEdge.map(({ from }) => from));
    study.perEdge.forEach(({ exactAngle }, edge) => {
      expect(after.exactAngle[edge]).toBeCloseTo(exactAngle!, 9);
    });
  });

  it('and the studies see the network as was chosen for the scenario', async () => {
    const application = anApplication();
    const scenarioId = await aSample(application, 'wscc9');
    const stored = await application.ask('margin.evaluate', { scenarioId });
    const model = { ...stored.model, voltages: 'power-flow' } as const;
    await application.ask('scenarios.setModel', { scenarioId, model });
    const solved = await application.ask('margin.evaluate', { scenarioId });
    expect(solved.model).toEqual(model);
    expect(solved.norm).not.toBeCloseTo(stored.norm, 6);
    // The slack machine of the published solution sets 1.04 p.u., bus 4 stands at 1.02579.
    const line = solved.edgeFrom.findIndex((from, k) => from === 1 && solved.edgeTo[k] === 4);
    expect(solved.voltageProduct[line]).toBeCloseTo(1.04 * 1.02579, 5);
    const { id: runId } = await runToEnd(application, scenarioId, 'sync-condition');
    const { spec, result } = await application.ask('studies.result', { runId });
    expect(spec).toEqual({ model });
    expect((result as SyncConditionResult).norm).toBeCloseTo(solved.norm, 12);
  });

  it('of an older request is cancelled by a newer one', async () => {
    const application = anApplication();
    const scenarioId = await aSample(application, 'ieee118');
    const older = application.ask('margin.evaluate', { scenarioId });
    const newer = application.ask('margin.evaluate', { scenarioId });
    await expect(older).rejects.toMatchObject({ code: 'cancelled' });
    expect((await newer).norm).toBeGreaterThan(0);
  });

  it('is not delayed by a study on every thread', async () => {
    const application = anApplication({ workers: 1 });
    const scenarioId = await aSample(application, 'ieee14');
    const { id: runId } = await application.ask('studies.start', {
      scenarioId,
      kind: 'time-domain',
      spec: { duration: 100_000, method: 'rk4' },
    });
    const { norm } = await application.ask('margin.evaluate', { scenarioId });
    expect(norm).toBeGreaterThan(0);
    expect((await application.ask('studies.cancel', { runId })).status).toBe('cancelled');
  });

  it('of a network without an answer says why', async () => {
    const application = anApplication();
    const { id: scenarioId } = await application.ask('scenarios.create', {
      from: { kind: 'empty' },
    });
    const { refusal } = await application.ask('margin.evaluate', { scenarioId });
    expect(refusal).toEqual(expect.any(String));
  });
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}
