import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { openStore } from '../../../src-main/store/open-store.ts';
import { aFile, aFileOfSchema, aScenario, aStore, baseScenario } from '../../fixtures/a-store.ts';

const source = { fileName: 'case.m', bytes: Uint8Array.from({ length: 999 }, (_, i) => i % 256) };

/** Rows of the table, past the store. */
function kept(file: string): number {
  const db = new Database(file, { readonly: true });
  const count = db.prepare('SELECT count(*) FROM import_source').pluck().get() as number;
  db.close();
  return count;
}

describe('the file that a scenario was imported from', () => {
  it('comes back to the byte, also after the project was closed', () => {
    const file = aFile();
    const store = openStore(file);
    const id = aScenario(store);
    store.sources.set(id, source);
    store.close();
    const { fileName, bytes } = aStore(file).sources.get(id)!;
    expect([fileName, ...bytes]).toEqual([source.fileName, ...source.bytes]);
  });

  it('is not there where nothing was imported, nor in a copy of such a scenario', () => {
    const store = aStore();
    const [one, copy] = [aScenario(store), aScenario(store)];
    store.sources.share(one, copy);
    expect([store.sources.get(one), store.sources.get(copy)]).toEqual([null, null]);
  });

  it('is kept once for all scenarios of the same file, and goes with the last', () => {
    const file = aFile();
    const store = aStore(file);
    const [one, copy, again] = [aScenario(store), aScenario(store), aScenario(store)];
    store.sources.set(one, source);
    store.sources.share(one, copy);
    store.sources.set(again, source);
    expect(store.sources.get(copy)).toEqual(store.sources.get(one));
    expect(kept(file)).toBe(1);
    const db = new Database(file);
    db.pragma('foreign_keys = ON');
    db.prepare('DELETE FROM scenario WHERE id < ?').run(again);
    expect(kept(file)).toBe(1);
    db.exec('DELETE FROM scenario');
    expect(kept(file)).toBe(0);
    db.close();
  });

  it('finds its place in a project of the schema before it', () => {
    const again = aStore(aFileOfSchema(1, baseScenario));
    const id = 1;
    again.sources.set(id, source);
    expect(again.sources.get(id)?.fileName).toBe('case.m');
    expect(again.scenarios.summary(id)?.name).toBe('Base');
  });
});
