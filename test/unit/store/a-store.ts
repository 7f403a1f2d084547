import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach } from 'vitest';

import { openStore } from '../../../src-main/store/open-store.ts';
import type { Store } from '../../../src-main/store/open-store.ts';
import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import { triangle } from '../../fixtures/small-grid.ts';

const stores: Store[] = [];
const folders: string[] = [];

afterEach(() => {
  for (const store of stores.splice(0)) store.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'phaselock-'));
  folders.push(folder);
  return folder;
}

export const aFile = (): string => join(aFolder(), 'project.phaselock');

/** An open store, closed and deleted after the test. */
export function aStore(file = aFile()): Store {
  const store = openStore(file);
  stores.push(store);
  return store;
}

export const noon = '2026-11-20T12:00:00.000Z';
export const later = '2026-11-20T13:00:00.000Z';

/** A scenario with its network as the service makes it. */
export function aScenario(store: Store, grid: GridCase = triangle(), name = 'Base'): number {
  const id = store.scenarios.create({
    name,
    notes: '',
    tags: [],
    parentId: null,
    origin: 'test',
    importReport: null,
    buses: grid.buses.length,
    branches: grid.branches.length,
    createdAt: noon,
  });
  store.journal.writeSnapshot(id, 0, grid);
  return id;
}

export function aRun(store: Store, scenarioId: number, grid: GridCase = triangle()): number {
  const revision = store.revisions.commit(grid, noon);
  return store.runs.create({
    scenarioId,
    revisionId: revision.id,
    kind: 'sync-condition',
    title: 'Synchronization condition',
    spec: { model: { taps: true } },
    seed: 7,
    engineVersion: '1.2.3',
    machine: 'linux x64',
    createdAt: noon,
  });
}
