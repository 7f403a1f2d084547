import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { packResult } from '../../../src-main/store/study-results.ts';
import { studyHash } from '../../../src-main/store/study-hash.ts';
import { triangle } from '../../fixtures/small-grid.ts';
import { aRun, aScenario, aStore, later, noon } from '../../fixtures/a-store.ts';

const figures = [{ quantity: 'Norm', unit: '', value: 0.25 }];
const end = {
  status: 'finished',
  outcome: 'Norm 0.25',
  figures,
  norm: 0.25,
  finishedAt: later,
  durationSeconds: 1.5,
} as const;

describe('study runs', () => {
  it('go from queued over running to their end', () => {
    const { runs, ...store } = aStore();
    const scenarioId = aScenario({ runs, ...store });
    const id = aRun({ runs, ...store }, scenarioId);
    expect(runs.summary(id)).toEqual({
      id,
      scenarioId,
      revisionId: 1,
      revisionHash: store.revisions.commit(triangle(), noon).hash,
      kind: 'sync-condition',
      title: 'Synchronization condition',
      status: 'queued',
      outcome: null,
      seed: 7,
      engineVersion: '1.2.3',
      createdAt: noon,
      finishedAt: null,
      durationSeconds: null,
      stale: false,
      queue: null,
    });
    runs.start(id, noon);
    expect(runs.summary(id)?.status).toBe('running');
    runs.end(id, end);
    expect(runs.summary(id)).toMatchObject({
      status: 'finished',
      outcome: 'Norm 0.25',
      finishedAt: later,
      durationSeconds: 1.5,
    });
    expect(runs.figures(id)).toEqual(figures);
    expect(runs.spec(id)).toEqual({ model: { taps: true } });
  });

  it('do not start again once they have ended', () => {
    const { runs, ...store } = aStore();
    const id = aRun({ runs, ...store }, aScenario({ runs, ...store }));
    runs.end(id, { ...end, status: 'cancelled' });
    runs.start(id, later);
    expect(runs.summary(id)?.status).toBe('cancelled');
  });

  it('are stale exactly while the network differs in what a study sees', () => {
    const { runs, ...store } = aStore();
    const scenarioId = aScenario({ runs, ...store });
    const id = aRun({ runs, ...store }, scenarioId);
    const isStaleOn = (grid = triangle()): boolean | undefined => {
      store.scenarios.setStudyHash(scenarioId, 0, {
        ...{ buses: 3, branches: 3 },
        studyHash: studyHash(grid),
      });
      return runs.summary(id)?.stale;
    };
    expect(isStaleOn()).toBe(false);
    expect(isStaleOn(triangle({ baseMva: 50 }))).toBe(true);
    expect(isStaleOn(triangle({ name: 'Renamed' }))).toBe(false);
  });

  it('are listed newest first, and the newest with a result is found by kind', () => {
    const { runs, ...store } = aStore();
    const scenarioId = aScenario({ runs, ...store });
    const ids = [1, 2, 3].map(() => aRun({ runs, ...store }, scenarioId));
    expect(runs.ofScenario(scenarioId).map(({ id }) => id)).toEqual([...ids].reverse());
    expect(runs.newest(scenarioId, 'sync-condition')).toBeNull();
    runs.end(ids[0]!, end);
    runs.end(ids[1]!, { ...end, status: 'no-answer' });
    runs.end(ids[2]!, { ...end, status: 'failed' });
    expect(runs.newest(scenarioId, 'sync-condition')?.id).toBe(ids[1]);
    expect(runs.newest(scenarioId, 'time-domain')).toBeNull();
  });

  it('wait again, and begin again at the time at which they first began', () => {
    const { runs, ...store } = aStore();
    const id = aRun({ runs, ...store }, aScenario({ runs, ...store }));
    runs.start(id, noon);
    runs.requeue(id);
    expect(runs.summary(id)?.status).toBe('queued');
    runs.start(id, later);
    expect(runs.summary(id)?.status).toBe('running');
    expect(runs.circumstances(id)).toEqual({ machine: 'linux x64', startedAt: noon });
  });

  it('of all scenarios are listed in the order of the queue, then the newest ended', () => {
    const { runs, queue, ...store } = aStore();
    const scenarioId = aScenario({ runs, queue, ...store });
    const ids = [1, 2, 3, 4, 5].map(() => aRun({ runs, queue, ...store }, scenarioId));
    const [first, second, third, fourth, fifth] = ids;
    for (const id of [first, second]) queue.enter(id!, 3);
    queue.arrange([second!, first!]);
    runs.end(third!, { ...end, finishedAt: noon });
    runs.end(fourth!, { ...end, finishedAt: later });
    runs.end(fifth!, { ...end, finishedAt: noon });
    const listed = runs.ofAllScenarios(2);
    expect(listed.map(({ id }) => id)).toEqual([second, first, fourth, fifth]);
    expect(listed.map(({ queue: at }) => at?.place ?? null)).toEqual([1, 2, null, null]);
  });

  it('refuse a status that is none', () => {
    const store = aStore();
    aRun(store, aScenario(store));
    const db = new Database(store.file);
    expect(() => db.prepare(`UPDATE study_run SET status = 'lost'`).run()).toThrow(/CHECK/);
    db.close();
  });
});

describe('study results', () => {
  const result = {
    status: 'finished',
    reason: null,
    peak: -Infinity,
    time: Float64Array.of(0, 0.5, 1),
    nodes: Int32Array.of(3, 1),
    theta: Float32Array.of(0.1, 0.2, 0.3),
    groups: [[1, 2], [3]],
  };

  it('come back whole, or without their arrays, or one array at a time', async () => {
    const { results, ...store } = aStore();
    const id = aRun({ results, ...store }, aScenario({ results, ...store }));
    results.write(id, await packResult(result));
    expect(await results.whole(id)).toEqual(result);
    const { status, reason, peak, groups } = result;
    expect(results.fields(id)).toEqual({ status, reason, peak, groups });
    expect(await results.array(id, 'theta')).toEqual(result.theta);
    expect(await results.array(id, 'absent')).toBeNull();
  });

  it('are null for a run that has none', async () => {
    const { results, ...store } = aStore();
    const id = aRun({ results, ...store }, aScenario({ results, ...store }));
    expect([results.fields(id), await results.whole(id)]).toEqual([null, null]);
  });

  it('are written once', async () => {
    const { results, ...store } = aStore();
    const id = aRun({ results, ...store }, aScenario({ results, ...store }));
    const packed = await packResult(result);
    results.write(id, packed);
    expect(() => results.write(id, packed)).toThrow(/UNIQUE/);
  });
});
