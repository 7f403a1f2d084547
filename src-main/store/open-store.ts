import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

import Database from 'better-sqlite3';

import { PhaselockError } from '../../src-shared/contract/errors.ts';
import { archiveRows } from './archive-rows.ts';
import type { ArchiveRows } from './archive-rows.ts';
import { contingencyLists } from './contingency-lists.ts';
import type { ContingencyLists } from './contingency-lists.ts';
import { editJournal } from './edit-journal.ts';
import type { EditJournal } from './edit-journal.ts';
import { fileSpace, makeShrinkable, prepareToShrink } from './file-space.ts';
import type { FileSpace } from './file-space.ts';
import { importSources } from './import-sources.ts';
import type { ImportSources } from './import-sources.ts';
import { takeKeeperLock } from './keeper-lock.ts';
import type { KeeperLock } from './keeper-lock.ts';
import { isOlder, migrate, schemaOf } from './migrate.ts';
import { networkRevisions } from './network-revisions.ts';
import type { NetworkRevisions } from './network-revisions.ts';
import { preferences } from './preferences.ts';
import type { PreferenceTable } from './preferences.ts';
import { readOnlyDatabase } from './read-only-database.ts';
import { prepareToRemember } from './remembered-hashes.ts';
import { runQueue } from './run-queue.ts';
import type { RunQueue } from './run-queue.ts';
import { scenarioChanges } from './scenario-changes.ts';
import type { ScenarioChanges } from './scenario-changes.ts';
import { scenarioRemoval } from './scenario-removal.ts';
import type { ScenarioRemoval } from './scenario-removal.ts';
import { scenarios } from './scenarios.ts';
import type { Scenarios } from './scenarios.ts';
import {
  asStorageError,
  canOnlyBeRead,
  DamagedProjectError,
  withStorageErrors,
} from './storage-errors.ts';
import { studyResults } from './study-results.ts';
import type { StudyResults } from './study-results.ts';
import { studyRuns } from './study-runs.ts';
import type { StudyRuns } from './study-runs.ts';

/** One project file, open. Every function is synchronous: when it returns, it is on the disk. */
export interface Store {
  readonly file: string;
  /** This process may judge the runs of processes that died. */
  readonly isKeeper: boolean;
  /** Why it is open for looking only, and what helps; null where it can be written. */
  readonly onlyRead: string | null;
  readonly revisions: NetworkRevisions;
  readonly scenarios: Scenarios;
  readonly changes: ScenarioChanges;
  readonly journal: EditJournal;
  readonly contingencies: ContingencyLists;
  readonly sources: ImportSources;
  readonly runs: StudyRuns;
  readonly results: StudyResults;
  readonly queue: RunQueue;
  readonly archive: ArchiveRows;
  readonly removal: ScenarioRemoval;
  readonly space: FileSpace;
  readonly preferences: PreferenceTable;
  /** All of it or nothing; may be nested. */
  readonly transaction: <T>(work: () => T) => T;
  /** Calls back whenever a transaction has been undone: what was remembered of it is not so. */
  readonly onRollback: (listener: () => void) => void;
  readonly close: () => void;
}

/** A file beyond this size is searched for damage only where the last program did not close it. */
const alwaysCheckedBytes = 64 * 1024 * 1024;

/**
 * Opens the project file, or begins a new one where there is none. One that cannot be written now (a
 * full disk, a read-only place) is opened for looking.
 *
 * @throws PhaselockError `storage` where the file is damaged, newer than this program, another
 * program's, or cannot be begun; the file is then left exactly as it was.
 */
export function openStore(file: string): Store {
  try {
    return openForWork(file);
  } catch (error) {
    const store = canOnlyBeRead(error) ? openForLooking(file, error) : null;
    if (store) return store;
    throw asStorageError(file, error);
  }
}

function openForWork(file: string): Store {
  let db: Database.Database | null = null;
  let keeper: KeeperLock | null = null;
  try {
    mkdirSync(dirname(file), { recursive: true });
    const closedCleanly = !existsSync(`${file}-wal`);
    db = new Database(file, { timeout: 5000 });
    const schema = schemaOf(file, db);
    if (schema > 0) requireSound(file, db, closedCleanly);
    else prepareToShrink(db);
    configure(db);
    if (isOlder(schema)) makeShrinkable(db);
    migrate(db);
    keeper = takeKeeperLock(file);
    prepareToRemember(db);
    return assemble(file, db, keeper, null);
  } catch (error) {
    keeper?.release();
    db?.close();
    throw error;
  }
}

/** Null where there is nothing to look at. */
function openForLooking(file: string, reason: unknown): Store | null {
  let db: Database.Database | null = null;
  try {
    db = readOnlyDatabase(file);
    if (!db) return null;
    const schema = schemaOf(file, db);
    requireSound(file, db, true);
    const why = messageOf(asStorageError(file, reason));
    if (isOlder(schema)) throw new PhaselockError('storage', `${olderProgram} ${why}`);
    prepareToRemember(db);
    return assemble(file, db, null, `${why} ${onlyLooking}`);
  } catch (error) {
    db?.close();
    throw asStorageError(file, error);
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : '');

const olderProgram =
  'An older Phaselock wrote the project, and it has to be written anew before it can be looked at.';
const onlyLooking =
  'It is open for looking only, as it was last stored: start Phaselock again afterwards.';

/**
 * WAL: readers never wait for the writer, and a process killed at any moment loses nothing that it
 * had answered for. FULL: neither does a power cut; it costs about 4 ms an edit on a plain disk.
 */
function configure(db: Database.Database): void {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
}

function requireSound(file: string, db: Database.Database, closedCleanly: boolean): void {
  const pages = db.pragma('page_count', { simple: true }) as number;
  const bytes = pages * (db.pragma('page_size', { simple: true }) as number);
  if (closedCleanly && bytes > alwaysCheckedBytes) return;
  const finding = db.pragma('quick_check(1)', { simple: true });
  if (finding === 'ok') return;
  // Its first line only names the database.
  throw new DamagedProjectError(file, String(finding).replace(/^\*{3}.*\n/, ''));
}

function assemble(
  file: string,
  db: Database.Database,
  keeper: KeeperLock | null,
  onlyRead: string | null,
): Store {
  const guarded = <Family extends object>(family: Family): Family =>
    withStorageErrors(file, family, onlyRead);
  const undone: (() => void)[] = [];
  const life = guarded({
    transaction<T>(work: () => T): T {
      if (db.inTransaction) return work();
      try {
        return db.transaction(work).immediate();
      } catch (error) {
        for (const listener of undone) listener();
        throw error;
      }
    },
    close(): void {
      if (!db.open) return;
      keeper?.release();
      db.close();
    },
  });
  return {
    file,
    isKeeper: keeper !== null,
    onlyRead,
    revisions: guarded(networkRevisions(db)),
    scenarios: guarded(scenarios(db)),
    changes: guarded(scenarioChanges(db)),
    journal: guarded(editJournal(db)),
    contingencies: guarded(contingencyLists(db)),
    sources: guarded(importSources(db)),
    runs: guarded(studyRuns(db)),
    results: guarded(studyResults(db)),
    queue: guarded(runQueue(db)),
    archive: guarded(archiveRows(db)),
    removal: guarded(scenarioRemoval(db)),
    space: guarded(fileSpace(db)),
    preferences: guarded(preferences(db)),
    ...life,
    onRollback: (listener) => void undone.push(listener),
  };
}
