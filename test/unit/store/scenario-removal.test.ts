import { statSync } from 'node:fs';

import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import type { Store } from '../../../src-main/store/open-store.ts';
import { packResult } from '../../../src-main/store/study-results.ts';
import {
  aFileOfSchema,
  aRun,
  aScenario,
  aStore,
  baseScenario,
  noon,
} from '../../fixtures/a-store.ts';
import { triangle } from '../../fixtures/small-grid.ts';

/** Bytes that no packer makes smaller. */
const noise = (bytes: number): Float64Array =>
  Float64Array.from({ length: bytes / 8 }, () => Math.random());

async function aHeavyScenario(store: Store, name: string, bytes: number): Promise<number> {
  const grid = triangle({ name });
  const id = aScenario(store, grid, name);
  store.results.write(aRun(store, id, grid), await packResult({ norm: 1, theta: noise(bytes) }));
  return id;
}

/** Every table with its number of rows, read by another connection. */
function rowCounts({ file }: Store): Record<string, number> {
  const db = new Database(file, { readonly: true });
  const tables = db
    .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`)
    .pluck()
    .all();
  const counts = tables.map((name) => [
    name,
    db.prepare(`SELECT count(*) FROM ${name}`).pluck().get() as number,
  ]);
  expect(db.pragma('foreign_key_check')).toEqual([]);
  db.close();
  return Object.fromEntries(counts) as Record<string, number>;
}

const remove = (store: Store, ...ids: number[]): void =>
  store.transaction(() => store.removal.delete(ids));

describe('deleting scenarios for good', () => {
  it('leaves every table as if they had never been', async () => {
    const store = aStore();
    const kept = await aHeavyScenario(store, 'Kept', 80_000);
    const before = rowCounts(store);
    const gone = await aHeavyScenario(store, 'Gone', 80_000);
    const run = aRun(store, gone);
    store.queue.enter(run, 3);
    store.queue.say(run, noon, 'Paused.');
    const { id: saved } = store.revisions.commit(triangle({ name: 'Saved' }), noon);
    store.revisions.attach(gone, saved, 'Before the talk', noon);
    store.contingencies.set(gone, []);
    store.sources.set(gone, { fileName: 'case3.m', bytes: new Uint8Array([1, 2, 3]) });
    store.journal.addEntry(gone, {
      ...{ label: 'x', madeAt: noon },
      ...{ edit: { kind: 'describe', changes: {} }, inverse: { kind: 'describe', changes: {} } },
    });
    remove(store, gone);
    expect(rowCounts(store)).toEqual(before);
    expect(store.scenarios.list(false).map(({ id }) => id)).toEqual([kept]);
    expect((await store.results.whole(1))?.['norm']).toBe(1);
  });

  it('keeps a network that a run or a saved state of another scenario names', () => {
    const store = aStore();
    const [gone, other, third] = [aScenario(store), aScenario(store), aScenario(store)];
    const ran = triangle({ name: 'ran on by two' });
    aRun(store, gone, ran);
    aRun(store, other, ran);
    const saved = store.revisions.commit(triangle({ name: 'saved by two' }), noon);
    store.revisions.attach(gone, saved.id, null, noon);
    store.revisions.attach(third, saved.id, null, noon);
    const alone = store.revisions.commit(triangle({ name: 'of the one' }), noon);
    store.revisions.attach(gone, alone.id, null, noon);
    remove(store, gone);
    expect(store.revisions.load(store.runs.ofScenario(other)[0]!.revisionId)).toEqual(ran);
    expect(store.revisions.load(saved.id)?.name).toBe('saved by two');
    expect(store.revisions.load(alone.id)).toBeNull();
  });

  it('gives no number a second time, of scenarios and of runs, also after the file was closed', () => {
    const store = aStore();
    const first = aScenario(store);
    const second = aScenario(store);
    const runs = [aRun(store, first), aRun(store, second)];
    remove(store, first, second);
    store.close();
    const again = aStore(store.file);
    const scenarioId = aScenario(again);
    expect(scenarioId).toBe(second + 1);
    expect(aRun(again, scenarioId)).toBe(Math.max(...runs) + 1);
    expect(
      again.archive.insertRun(scenarioId, again.revisions.commit(triangle(), noon).id, {
        ...{ kind: 'sync-condition', title: '', spec: '{}', seed: 1, engineVersion: '1' },
        ...{ machine: '', status: 'failed', outcome: null, figures: '[]', norm: null },
        ...{ createdAt: noon, startedAt: null, finishedAt: null, durationSeconds: null },
      }),
    ).toBe(Math.max(...runs) + 2);
  });

  it('weighs what the file loses, and gives it back to the disk piece by piece', async () => {
    const store = aStore();
    const kept = await aHeavyScenario(store, 'Kept', 400_000);
    const gone = await aHeavyScenario(store, 'Gone', 4_000_000);
    const before = store.space.bytes();
    const { runs, bytes } = store.removal.weigh([gone]);
    remove(store, gone);
    expect(store.space.bytes()).toBe(before);
    let pieces = 1;
    while (store.space.giveBackSome()) pieces++;
    expect(pieces).toBeGreaterThan(3);
    const lost = before - store.space.bytes();
    expect([runs, lost / bytes]).toEqual([1, expect.closeTo(1, 1)]);
    expect(statSync(store.file).size).toBe(store.space.bytes());
    expect(store.removal.weigh([gone])).toEqual({ runs: 0, bytes: 0 });
    expect(store.removal.weigh([kept]).runs).toBe(1);
  });
});

describe('a file of an older program', () => {
  it('numbers on from where it was, and can shrink from then on', async () => {
    const store = aStore(aFileOfSchema(4, baseScenario.replace('VALUES (1,', 'VALUES (41,')));
    const heavy = await aHeavyScenario(store, 'Heavy', 1_000_000);
    expect(heavy).toBe(42);
    const before = store.space.bytes();
    remove(store, heavy);
    while (store.space.giveBackSome());
    expect(before - store.space.bytes()).toBeGreaterThan(700_000);
  });
});
