import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { asStorageError, withStorageErrors } from '../../../src-main/store/storage-errors.ts';
import { PhaselockError } from '../../../src-shared/contract/errors.ts';
import { aFile } from '../../fixtures/a-store.ts';

/** The genuine error of SQLite, provoked on a database of its own. */
function provoke(cause: (db: Database.Database, file: string) => void): unknown {
  const file = aFile();
  const db = new Database(file, { timeout: 0 });
  db.exec('CREATE TABLE t (x BLOB)');
  try {
    cause(db, file);
    return null;
  } catch (error) {
    return error;
  } finally {
    db.close();
  }
}

describe('storage errors', () => {
  it.each([
    [
      'a full disk',
      /is full: free some space/,
      (db: Database.Database) => {
        db.pragma('max_page_count = 3');
        db.prepare('INSERT INTO t VALUES (zeroblob(1000000))').run();
      },
    ],
    [
      'a file that may not be written',
      /cannot be written: give yourself write permission/,
      (db: Database.Database) => {
        db.pragma('query_only = 1');
        db.prepare('INSERT INTO t VALUES (1)').run();
      },
    ],
    [
      'a lock that another program holds',
      /Another program holds.*wait for it/,
      (db: Database.Database, file: string) => {
        const other = new Database(file);
        other.exec('BEGIN EXCLUSIVE');
        try {
          db.prepare('INSERT INTO t VALUES (1)').run();
        } finally {
          other.close();
        }
      },
    ],
  ])('tell of %s with the file and the remedy', (_what, text, cause) => {
    const original = provoke(cause);
    expect(original).toBeInstanceOf(Database.SqliteError);
    const told = asStorageError('/home/me/grid.phaselock', original);
    expect(told).toBeInstanceOf(PhaselockError);
    expect(told).toMatchObject({ code: 'storage', cause: original });
    expect((told as Error).message).toMatch(text);
    expect((told as Error).message).toContain('/home/me/grid.phaselock');
  });

  it('leave a defect of ours as it is', () => {
    const defect = new TypeError('x is not a function');
    expect(asStorageError('file', defect)).toBe(defect);
    const wrongSql = provoke((db) => db.prepare('SELECT nothing FROM nowhere'));
    expect(asStorageError('file', wrongSql)).toBe(wrongSql);
  });

  it('are told by every function of a guarded family', () => {
    const family = withStorageErrors('grid.phaselock', {
      size: 3,
      write(): void {
        throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
      },
    });
    expect(family.size).toBe(3);
    expect(() => family.write()).toThrow(/grid\.phaselock is full/);
  });
});
