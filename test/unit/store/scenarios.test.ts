import { describe, expect, it } from 'vitest';

import { studyHash } from '../../../src-main/store/study-hash.ts';
import type { ImportReport } from '../../../src-shared/contract/import-documents.ts';
import { triangle } from '../../fixtures/small-grid.ts';
import { aRun, aScenario, aStore, later, noon } from '../../fixtures/a-store.ts';

const end = { outcome: 'Norm 0.5', figures: [], finishedAt: later, durationSeconds: 1 } as const;

describe('scenarios', () => {
  it('are found again as they were made', () => {
    const store = aStore();
    const id = aScenario(store, triangle(), 'Winter peak');
    expect(store.scenarios.summary(id)).toEqual({
      id,
      name: 'Winter peak',
      notes: '',
      tags: [],
      parentId: null,
      origin: 'test',
      createdAt: noon,
      updatedAt: noon,
      deletedAt: null,
      buses: 3,
      branches: 3,
      norm: null,
      runs: 0,
      staleRuns: 0,
      ...{ derived: false, changes: 0, activeRuns: 0, newestRunStatus: null, staleStudies: 0 },
    });
    expect(store.scenarios.summary(id + 1)).toBeNull();
    expect(store.scenarios.version(id)).toBe(0);
    expect(store.scenarios.version(id + 1)).toBeNull();
  });

  it('take a new description', () => {
    const { scenarios, ...store } = aStore();
    const id = aScenario({ scenarios, ...store });
    const description = { name: 'Summer', notes: 'Line 3 is out.', tags: ['2027', 'night'] };
    scenarios.describe(id, description, later);
    expect(scenarios.summary(id)).toMatchObject({ ...description, updatedAt: later });
  });

  it('go to the bin and come back', () => {
    const store = aStore();
    const id = aScenario(store);
    store.scenarios.setDeleted(id, later);
    expect(store.scenarios.list(false)).toEqual([]);
    expect(store.scenarios.list(true).map(({ deletedAt }) => deletedAt)).toEqual([later]);
    store.scenarios.setDeleted(id, null);
    expect(store.scenarios.list(false)).toHaveLength(1);
  });

  it('are listed with the last changed first', () => {
    const store = aStore();
    const ids = ['a', 'b', 'c'].map((name) => aScenario(store, triangle(), name));
    store.scenarios.setNetworkState(ids[0]!, {
      version: 1,
      buses: 4,
      branches: 5,
      studyHash: null,
      updatedAt: later,
    });
    expect(store.scenarios.list(false).map(({ name }) => name)).toEqual(['a', 'c', 'b']);
    expect(store.scenarios.summary(ids[0]!)).toMatchObject({ buses: 4, branches: 5 });
  });

  it('keep the report of their import', () => {
    const store = aStore();
    const importReport = { fileName: 'case9.m', baseMva: 100 } as ImportReport;
    const base = { name: 'n', notes: '', tags: [], parentId: null, origin: 'case9.m' };
    const id = store.scenarios.create({
      ...base,
      importReport,
      buses: 9,
      branches: 9,
      createdAt: noon,
    });
    expect(store.scenarios.importReport(id)).toEqual(importReport);
    expect(store.scenarios.importReport(aScenario(store))).toBeNull();
  });

  it('count their finished runs, those gone stale, and show the newest norm', () => {
    const store = aStore();
    const id = aScenario(store);
    const heavier = triangle({ baseMva: 50 });
    const runs = [triangle(), triangle(), heavier, heavier].map((grid) => aRun(store, id, grid));
    store.runs.end(runs[0]!, { ...end, status: 'finished', norm: 0.5 });
    store.runs.end(runs[1]!, { ...end, status: 'no-answer', norm: 0.6 });
    store.runs.end(runs[2]!, { ...end, status: 'finished', norm: null });
    store.runs.end(runs[3]!, { ...end, status: 'cancelled', norm: null });
    expect(store.scenarios.summary(id)).toMatchObject({ runs: 3, staleRuns: 0, norm: 0.6 });

    expect(store.scenarios.withUnknownStudyHash()).toEqual([id]);
    store.scenarios.setStudyHash(id, 1, {
      ...{ buses: 3, branches: 3 },
      studyHash: studyHash(triangle()),
    });
    expect(store.scenarios.withUnknownStudyHash()).toEqual([id]);
    store.scenarios.setStudyHash(id, 0, {
      ...{ buses: 3, branches: 3 },
      studyHash: studyHash(triangle()),
    });
    expect(store.scenarios.withUnknownStudyHash()).toEqual([]);
    expect(store.scenarios.summary(id)).toMatchObject({ runs: 3, staleRuns: 1 });
  });
});
