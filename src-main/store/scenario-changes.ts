import type Database from 'better-sqlite3';

import type { Change, ChangeContent } from '../../src-shared/grid/changes.ts';
import { editChangeList } from './change-list.ts';
import type { ChangeList, ChangeListEdit } from './change-list.ts';
import { fromJson, toJson } from './json.ts';

export interface StoredChange extends Change {
  readonly id: number;
  readonly madeAt: string;
}

export type NewChange = Pick<StoredChange, 'content' | 'label' | 'madeAt'>;

/** What each derived scenario changes of its parent, in order. */
export interface ScenarioChanges {
  readonly list: (scenarioId: number) => StoredChange[];
  readonly count: (scenarioId: number) => number;
  /** Keeps a change outside of the list, for an edit of the list to take it in. */
  readonly keep: (scenarioId: number, change: NewChange) => number;
  /** @returns the edit that takes this one back */
  readonly edit: (scenarioId: number, edit: ChangeListEdit) => ChangeListEdit;
  readonly forget: (scenarioId: number) => void;
}

interface Row {
  readonly id: number;
  readonly enabled: number;
  readonly label: string;
  readonly content: string;
  readonly madeAt: string;
}

export function scenarioChanges(db: Database.Database): ScenarioChanges {
  const select = db.prepare<[number], Row>(
    `SELECT id, enabled, label, content, made_at AS madeAt FROM scenario_change
     WHERE scenario_id = ? AND position IS NOT NULL ORDER BY position`,
  );
  const count = db
    .prepare<[number], number>(
      'SELECT count(*) FROM scenario_change WHERE scenario_id = ? AND position IS NOT NULL',
    )
    .pluck();
  const insert = db.prepare<[number, string, string, string]>(
    `INSERT INTO scenario_change (scenario_id, position, enabled, label, content, made_at)
     VALUES (?, NULL, 1, ?, ?, ?)`,
  );
  const listed = db.prepare<[number], { changeId: number; enabled: number }>(
    `SELECT id AS changeId, enabled FROM scenario_change
     WHERE scenario_id = ? AND position IS NOT NULL ORDER BY position`,
  );
  const set = db.prepare<[number | null, number, number, number]>(
    'UPDATE scenario_change SET position = ?, enabled = ? WHERE id = ? AND scenario_id = ?',
  );
  const forget = db.prepare<[number]>('DELETE FROM scenario_change WHERE scenario_id = ?');

  return {
    list: (scenarioId) => select.all(scenarioId).map(fromRow),
    count: (scenarioId) => count.get(scenarioId) ?? 0,
    keep: (scenarioId, { label, content, madeAt }) =>
      Number(insert.run(scenarioId, label, toJson(content), madeAt).lastInsertRowid),
    edit(scenarioId, edit) {
      const before: ChangeList = listed
        .all(scenarioId)
        .map(({ changeId, enabled }) => ({ changeId, enabled: enabled !== 0 }));
      const { list, inverse } = editChangeList(before, edit);
      const kept = new Set(list.map(({ changeId }) => changeId));
      for (const { changeId, enabled } of before) {
        if (!kept.has(changeId)) set.run(null, Number(enabled), changeId, scenarioId);
      }
      list.forEach(({ changeId, enabled }, position) => {
        const was = before[position];
        if (was?.changeId === changeId && was.enabled === enabled) return;
        set.run(position, Number(enabled), changeId, scenarioId);
      });
      return inverse;
    },
    forget: (scenarioId) => void forget.run(scenarioId),
  };
}

const fromRow = ({ id, enabled, label, content, madeAt }: Row): StoredChange => ({
  id,
  enabled: enabled !== 0,
  label,
  content: fromJson(content) as ChangeContent,
  madeAt,
});
