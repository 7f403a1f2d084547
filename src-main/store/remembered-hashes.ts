import type Database from 'better-sqlite3';

import { isNotWritten } from './storage-errors.ts';

/** What a study sees of a scenario's network, which has the version. */
export interface RememberedHash {
  readonly version: number;
  readonly studyHash: string;
}

/**
 * Study hashes of networks that were only looked at. They belong into the file; where that cannot be
 * written (a full disk, a read-only file) they are kept in memory until the program ends, so that
 * looking never needs to write.
 */
export interface RememberedHashes {
  /** Does the writing; where that is not possible, remembers instead. */
  readonly writeOrRemember: (scenarioId: number, hash: RememberedHash, write: () => void) => void;
  readonly version: (scenarioId: number) => number | null;
}

/** SQL for the study hash of a row `s` of the scenarios; NULL: not known. */
export const knownStudyHash =
  'coalesce(s.study_hash, (SELECT study_hash FROM temp.remembered_hash WHERE scenario_id = s.id))';

/** Comes before any statement that uses `knownStudyHash` is prepared. */
export function prepareToRemember(db: Database.Database): void {
  db.pragma('temp_store = MEMORY');
  db.exec(`
    CREATE TEMP TABLE remembered_hash (
      scenario_id INTEGER PRIMARY KEY,
      version     INTEGER NOT NULL,
      study_hash  TEXT NOT NULL
    ) STRICT`);
}

export function rememberedHashes(db: Database.Database): RememberedHashes {
  const remember = db.prepare<[number, number, string]>(
    'INSERT OR REPLACE INTO temp.remembered_hash VALUES (?, ?, ?)',
  );
  const version = db
    .prepare<[number], number>('SELECT version FROM temp.remembered_hash WHERE scenario_id = ?')
    .pluck();
  return {
    writeOrRemember(scenarioId, hash, write) {
      try {
        write();
      } catch (error) {
        // A transaction of the caller may have ended by it.
        if (db.inTransaction || !isNotWritten(error)) throw error;
        remember.run(scenarioId, hash.version, hash.studyHash);
      }
    },
    version: (scenarioId) => version.get(scenarioId) ?? null,
  };
}
