import type Database from 'better-sqlite3';

import type { UndoState } from '../../src-shared/contract/scenario-documents.ts';
import type { Edit } from '../../src-shared/grid/edits.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import type { ChangeListEdit } from './change-list.ts';
import type { Codec } from './compression.ts';
import { fromJson, toJson } from './json.ts';
import { packNetwork, unpackNetwork } from './network-codec.ts';

/** Of the network, or of the list of changes where the scenario is made of one. */
export type JournalStep = Edit | ChangeListEdit;

/** An edit that was made and can be taken back. */
export interface JournalEntry {
  readonly position: number;
  readonly edit: JournalStep;
  readonly inverse: JournalStep;
}

export interface NewEntry {
  readonly label: string;
  readonly edit: JournalStep;
  readonly inverse: JournalStep;
  readonly madeAt: string;
}

export interface WorkingStep {
  readonly version: number;
  readonly edit: Edit;
}

/**
 * The network as it stands, and the way back. A snapshot with the steps since then gives the
 * network; the entries give undo and redo, however long ago and across restarts.
 */
export interface EditJournal {
  readonly writeSnapshot: (scenarioId: number, version: number, grid: GridCase) => void;
  readonly snapshot: (scenarioId: number) => { version: number; grid: GridCase } | null;
  /** What brought the network from the version before to this one: an edit, or an inverse. */
  readonly addStep: (scenarioId: number, step: WorkingStep) => void;
  readonly stepsSince: (scenarioId: number, version: number) => WorkingStep[];

  /** Forgets what was undone: a new edit begins a new branch of history. */
  readonly addEntry: (scenarioId: number, entry: NewEntry) => void;
  readonly newestDone: (scenarioId: number) => JournalEntry | null;
  readonly oldestUndone: (scenarioId: number) => JournalEntry | null;
  readonly setUndone: (scenarioId: number, position: number, undone: boolean) => void;
  readonly undoState: (scenarioId: number) => UndoState;

  /** The scenario becomes one of another kind: neither its steps nor its history hold any more. */
  readonly forget: (scenarioId: number) => void;
}

interface EntryRow {
  readonly position: number;
  readonly edit: string;
  readonly inverse: string;
}

export function editJournal(db: Database.Database): EditJournal {
  const write = db.prepare<[number, number, string, Uint8Array]>(
    'INSERT OR REPLACE INTO network_snapshot (scenario_id, version, codec, network) VALUES (?, ?, ?, ?)',
  );
  const forgetSteps = db.prepare<[number, number]>(
    'DELETE FROM working_step WHERE scenario_id = ? AND version <= ?',
  );
  const read = db.prepare<[number], { version: number; codec: Codec; bytes: Uint8Array }>(
    'SELECT version, codec, network AS bytes FROM network_snapshot WHERE scenario_id = ?',
  );
  const addStep = db.prepare<[number, number, string]>(
    'INSERT INTO working_step (scenario_id, version, edit) VALUES (?, ?, ?)',
  );
  const steps = db.prepare<[number, number], { version: number; edit: string }>(
    'SELECT version, edit FROM working_step WHERE scenario_id = ? AND version > ? ORDER BY version',
  );
  const forgetAll = ['network_snapshot', 'working_step', 'edit_journal'].map((table) =>
    db.prepare<[number]>(`DELETE FROM ${table} WHERE scenario_id = ?`),
  );
  const entries = entryStatements(db);

  return {
    writeSnapshot(scenarioId, version, grid) {
      const { codec, bytes } = packNetwork(grid);
      write.run(scenarioId, version, codec, bytes);
      forgetSteps.run(scenarioId, version);
    },
    snapshot(scenarioId) {
      const row = read.get(scenarioId);
      return row ? { version: row.version, grid: unpackNetwork(row) } : null;
    },
    addStep: (scenarioId, { version, edit }) => void addStep.run(scenarioId, version, toJson(edit)),
    stepsSince: (scenarioId, version) =>
      steps
        .all(scenarioId, version)
        .map((row) => ({ version: row.version, edit: fromJson(row.edit) as Edit })),
    forget(scenarioId) {
      for (const statement of forgetAll) statement.run(scenarioId);
    },
    ...entries,
  };
}

type EntryFunctions = Pick<
  EditJournal,
  'addEntry' | 'newestDone' | 'oldestUndone' | 'setUndone' | 'undoState'
>;

function entryStatements(db: Database.Database): EntryFunctions {
  const forgetUndone = db.prepare<[number]>(
    'DELETE FROM edit_journal WHERE scenario_id = ? AND undone = 1',
  );
  const add = db.prepare(
    `INSERT INTO edit_journal (scenario_id, position, label, edit, inverse, undone, made_at)
     SELECT :scenarioId, coalesce(max(position), 0) + 1, :label, :edit, :inverse, 0, :madeAt
     FROM edit_journal WHERE scenario_id = :scenarioId`,
  );
  const entry =
    'SELECT position, edit, inverse FROM edit_journal WHERE scenario_id = ? AND undone =';
  const newestDone = db.prepare<[number], EntryRow>(`${entry} 0 ORDER BY position DESC LIMIT 1`);
  const oldestUndone = db.prepare<[number], EntryRow>(`${entry} 1 ORDER BY position LIMIT 1`);
  const setUndone = db.prepare<[number, number, number]>(
    'UPDATE edit_journal SET undone = ? WHERE scenario_id = ? AND position = ?',
  );
  const labels = db.prepare<{ scenarioId: number }, UndoState>(
    `SELECT
       (SELECT label FROM edit_journal WHERE scenario_id = :scenarioId AND undone = 0
         ORDER BY position DESC LIMIT 1) AS undo,
       (SELECT label FROM edit_journal WHERE scenario_id = :scenarioId AND undone = 1
         ORDER BY position LIMIT 1) AS redo`,
  );
  return {
    addEntry(scenarioId, { label, edit, inverse, madeAt }) {
      forgetUndone.run(scenarioId);
      add.run({ scenarioId, label, edit: toJson(edit), inverse: toJson(inverse), madeAt });
    },
    newestDone: (scenarioId) => fromRow(newestDone.get(scenarioId)),
    oldestUndone: (scenarioId) => fromRow(oldestUndone.get(scenarioId)),
    setUndone: (scenarioId, position, undone) =>
      void setUndone.run(Number(undone), scenarioId, position),
    undoState: (scenarioId) => labels.get({ scenarioId }) ?? { undo: null, redo: null },
  };
}

function fromRow(row: EntryRow | undefined): JournalEntry | null {
  if (!row) return null;
  const { position, edit, inverse } = row;
  return {
    position,
    edit: fromJson(edit) as JournalStep,
    inverse: fromJson(inverse) as JournalStep,
  };
}
