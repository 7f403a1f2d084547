import { createHash } from 'node:crypto';

import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { gridDocumentText } from '../../../src-shared/grid/schema.ts';
import { triangle } from '../../fixtures/small-grid.ts';
import { aScenario, aStore, later, noon } from '../../fixtures/a-store.ts';

describe('network revisions', () => {
  it('keep each content once, under the hash of its document text', () => {
    const { revisions } = aStore();
    const first = revisions.commit(triangle(), noon);
    const again = revisions.commit(triangle(), later);
    const other = revisions.commit(triangle({ name: 'Other' }), noon);
    expect(again).toEqual(first);
    expect(other.id).not.toBe(first.id);
    const text = gridDocumentText(triangle());
    expect(first.hash).toBe(createHash('sha256').update(text).digest('hex'));
  });

  it('give back the network that was committed', () => {
    const { revisions } = aStore();
    const { id } = revisions.commit(triangle(), noon);
    expect(revisions.load(id)).toEqual(triangle());
    expect(revisions.load(id + 1)).toBeNull();
  });

  it('are refused where the stored bytes are not those of the hash', () => {
    const store = aStore();
    const { id } = store.revisions.commit(triangle(), noon);
    const db = new Database(store.file);
    db.prepare('UPDATE network_revision SET hash = ?').run('0'.repeat(64));
    db.close();
    expect(() => store.revisions.load(id)).toThrow(/differs from what was written/);
  });

  it('belong to scenarios with a note that a later save replaces and a run does not', () => {
    const store = aStore();
    const scenarioId = aScenario(store);
    const { id, hash } = store.revisions.commit(triangle(), noon);
    store.revisions.attach(scenarioId, id, null, noon);
    expect(store.revisions.find(scenarioId, id)).toEqual({ id, hash, createdAt: noon, note: null });
    store.revisions.attach(scenarioId, id, 'As agreed', later);
    store.revisions.attach(scenarioId, id, null, noon);
    expect(store.revisions.ofScenario(scenarioId)).toEqual([
      { id, hash, createdAt: later, note: 'As agreed' },
    ]);
    expect(store.revisions.find(scenarioId + 1, id)).toBeNull();
  });

  it('are listed newest first', () => {
    const store = aStore();
    const scenarioId = aScenario(store);
    for (const [name, at] of [
      ['a', noon],
      ['b', later],
    ] as const) {
      store.revisions.attach(
        scenarioId,
        store.revisions.commit(triangle({ name }), at).id,
        name,
        at,
      );
    }
    expect(store.revisions.ofScenario(scenarioId).map(({ note }) => note)).toEqual(['b', 'a']);
  });
});
