import { existsSync, readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { openStore } from '../../../src-main/store/open-store.ts';
import { DamagedProjectError } from '../../../src-main/store/storage-errors.ts';
import { setAside } from '../../../src-main/store/set-aside.ts';
import { PhaselockError } from '../../../src-shared/contract/errors.ts';
import { aFile, aFolder, aRun, aScenario, aStore, later } from '../../fixtures/a-store.ts';

const storageError = (text: RegExp): unknown =>
  expect.objectContaining({ code: 'storage', message: expect.stringMatching(text) as unknown });

/** Overwrites the middle of a file, as a failing disk would. */
function damage(file: string): void {
  const bytes = readFileSync(file);
  bytes.fill(0xa5, 4096, bytes.length - 4096);
  writeFileSync(file, bytes);
}

function aClosedProject(): string {
  const file = aFile();
  const store = openStore(file);
  for (let k = 0; k < 20; k++) aRun(store, aScenario(store));
  store.close();
  return file;
}

describe('opening a project file', () => {
  it('begins a new one where there is none, with its folder', () => {
    const file = join(aFolder(), 'deep', 'er', 'project.phaselock');
    const store = aStore(file);
    expect(store.scenarios.list(false)).toEqual([]);
    expect(existsSync(file)).toBe(true);
  });

  it('finds what was there before', () => {
    const file = aFile();
    const first = openStore(file);
    aScenario(first);
    first.close();
    expect(aStore(file).scenarios.list(false)).toHaveLength(1);
  });

  it('leaves nothing but the file itself behind when it is closed', () => {
    const file = aClosedProject();
    expect(readdirSync(dirname(file))).toEqual([basename(file)]);
  });

  it('writes through to the disk and checks references', () => {
    const store = aStore();
    expect(() => aRun(store, 4711)).toThrow(/FOREIGN KEY/);
    const db = new Database(store.file);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    db.close();
  });

  it('refuses a file of a newer program and leaves every byte of it', () => {
    const file = aClosedProject();
    const db = new Database(file);
    db.pragma('user_version = 999');
    db.pragma('journal_mode = DELETE');
    db.close();
    const before = readFileSync(file);
    expect(() => openStore(file)).toThrow(storageError(/newer Phaselock \(schema 999.*update/));
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('refuses the database of another program', () => {
    const file = aFile();
    const db = new Database(file);
    db.exec('CREATE TABLE invoice (amount INTEGER)');
    db.close();
    expect(() => openStore(file)).toThrow(storageError(/another program.*choose another file/));
  });

  it('refuses a file that is no database, naming file and remedy, and leaves every byte of it', () => {
    const file = aFile();
    writeFileSync(file, 'This was a spreadsheet once. '.repeat(1000));
    const before = readFileSync(file);
    expect(() => openStore(file)).toThrow(
      storageError(/project\.phaselock is damaged.*set it aside/),
    );
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('refuses a file with damaged pages and leaves every byte of it', () => {
    const file = aClosedProject();
    damage(file);
    const before = readFileSync(file);
    expect(() => openStore(file)).toThrow(storageError(/is damaged \((Tree|Page|page|database)/));
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('tells damage, which setting aside cures, from what it does not cure', () => {
    const damaged = aClosedProject();
    damage(damaged);
    expect(() => openStore(damaged)).toThrow(DamagedProjectError);
    const blocker = join(aFolder(), 'not-a-folder');
    writeFileSync(blocker, '');
    const attempt = (): unknown => openStore(join(blocker, 'p'));
    expect(attempt).toThrow(PhaselockError);
    expect(attempt).not.toThrow(DamagedProjectError);
  });

  it('refuses a truncated file', () => {
    const file = aClosedProject();
    truncateSync(file, 3 * 4096);
    expect(() => openStore(file)).toThrow(storageError(/damaged/));
  });

  it('sets a damaged file aside on request, whole, and then begins a new one', () => {
    const file = aClosedProject();
    damage(file);
    const before = readFileSync(file);
    const aside = setAside(file, new Date(later));
    expect(aside).toBe(`${file}.damaged-2026-11-20T13-00-00`);
    expect(readFileSync(aside).equals(before)).toBe(true);
    expect(aStore(file).scenarios.list(false)).toEqual([]);
  });

  it('names the folder that is a file', () => {
    const blocker = join(aFolder(), 'not-a-folder');
    writeFileSync(blocker, '');
    expect(() => openStore(join(blocker, 'project.phaselock'))).toThrow(
      storageError(/cannot be written: give yourself write permission/),
    );
  });

  it('lets a second opener work on the same file, but not judge its runs', () => {
    const first = aStore();
    const second = aStore(first.file);
    expect([first.isKeeper, second.isKeeper]).toEqual([true, false]);
    const scenarioId = aScenario(second);
    expect(first.scenarios.summary(scenarioId)?.name).toBe('Base');
    first.close();
    expect(aStore(first.file).isKeeper).toBe(true);
  });

  it('undoes a transaction that fails half way, and tells', () => {
    const store = aStore();
    let told = 0;
    store.onRollback(() => (told += 1));
    expect(() =>
      store.transaction(() => {
        aScenario(store);
        throw new Error('half way');
      }),
    ).toThrow('half way');
    expect(store.scenarios.list(false)).toEqual([]);
    store.transaction(() => store.transaction(() => aScenario(store)));
    expect(told).toBe(1);
  });

  it('may be closed twice, and says so when it is used after that', () => {
    const store = aStore();
    store.close();
    store.close();
    expect(() => store.scenarios.list(false)).toThrow(/not open/);
  });
});
