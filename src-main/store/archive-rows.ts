import type Database from 'better-sqlite3';

import type { ArchivedRun } from '../../src-shared/contract/archive-document.ts';
import type { StoredArray } from './array-codec.ts';
import type { Packed } from './compression.ts';
import { nextNumber } from './next-number.ts';
import type { PackedResult } from './study-results.ts';

/** A run as it is handed to a colleague: everything that was written down about it. */
export type RunRecord = Omit<ArchivedRun, 'scenarioId' | 'revision' | 'result' | 'arrays'> & {
  readonly id: number;
  readonly revisionId: number;
  readonly revision: string;
};

/** Runs with their results, packed as they lie in the file: the same bits on the other side. */
export interface ArchiveRows {
  /** Those that have ended, oldest first. */
  readonly endedRuns: (scenarioId: number) => RunRecord[];
  readonly packedResult: (runId: number) => PackedResult | null;
  readonly insertRun: (
    scenarioId: number,
    revisionId: number,
    run: Omit<RunRecord, 'id' | 'revisionId' | 'revision'>,
  ) => number;
  /** The document text of a revision's network. */
  readonly revisionText: (hash: string) => Packed | null;
}

const fields = {
  ...{ kind: 'kind', title: 'title', spec: 'spec', seed: 'seed', machine: 'machine' },
  ...{ engineVersion: 'engine_version', status: 'status', outcome: 'outcome' },
  ...{ figures: 'figures', norm: 'norm', createdAt: 'created_at', startedAt: 'started_at' },
  ...{ finishedAt: 'finished_at', durationSeconds: 'duration_seconds' },
} as const;

export function archiveRows(db: Database.Database): ArchiveRows {
  const names = Object.entries(fields);
  const ended = db.prepare<[number], RunRecord>(
    `SELECT r.id, r.revision_id AS revisionId, v.hash AS revision,
       ${names.map(([name, column]) => `r.${column} AS ${name}`).join(', ')}
     FROM study_run r JOIN network_revision v ON v.id = r.revision_id
     WHERE r.scenario_id = ? AND r.status IN ('finished', 'no-answer', 'cancelled', 'failed')
     ORDER BY r.id`,
  );
  const insert = db.prepare(
    `INSERT INTO study_run (id, scenario_id, revision_id, ${names.map(([, column]) => column).join(', ')})
     VALUES (${nextNumber('study_run')}, :scenarioId, :revisionId, ${names.map(([name]) => `:${name}`).join(', ')})`,
  );
  const result = db.prepare<[number], Packed>(
    'SELECT codec, result AS bytes FROM study_result WHERE run_id = ?',
  );
  const arrays = db.prepare<[number], StoredArray & { name: string }>(
    `SELECT name, type, length, codec, sha256, bytes FROM result_array
     WHERE run_id = ? ORDER BY name`,
  );
  const revision = db.prepare<[string], Packed>(
    'SELECT codec, network AS bytes FROM network_revision WHERE hash = ?',
  );
  return {
    endedRuns: (scenarioId) => ended.all(scenarioId),
    packedResult(runId) {
      const packed = result.get(runId);
      return packed ? { fields: packed, arrays: arrays.all(runId) } : null;
    },
    insertRun: (scenarioId, revisionId, run) =>
      Number(insert.run({ ...run, scenarioId, revisionId }).lastInsertRowid),
    revisionText: (hash) => revision.get(hash) ?? null,
  };
}
