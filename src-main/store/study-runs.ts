import type Database from 'better-sqlite3';

import type { RunStatus, RunSummary } from '../../src-shared/contract/run-documents.ts';
import type { StudyKind } from '../../src-shared/studies/catalogue.ts';
import { fromJson, toJson } from './json.ts';
import { nextNumber } from './next-number.ts';
import { knownStudyHash } from './remembered-hashes.ts';

export interface NewRun {
  readonly scenarioId: number;
  readonly revisionId: number;
  readonly kind: StudyKind;
  readonly title: string;
  readonly spec: unknown;
  readonly seed: number;
  readonly engineVersion: string;
  /** Operating system and processor, as one line. */
  readonly machine: string;
  readonly createdAt: string;
}

/** One scalar of a result, for lists and comparison. */
export interface Figure {
  readonly quantity: string;
  readonly unit: string;
  readonly value: number | null;
}

export interface RunEnd {
  readonly status: Exclude<RunStatus, 'queued' | 'running' | 'paused'>;
  readonly outcome: string;
  readonly figures: readonly Figure[];
  /** For the list of scenarios; null where the study has none. */
  readonly norm: number | null;
  readonly finishedAt: string;
  readonly durationSeconds: number | null;
}

/** Under which a run ran. */
export interface Circumstances {
  readonly machine: string;
  readonly startedAt: string | null;
}

export interface StudyRuns {
  readonly create: (run: NewRun) => number;
  readonly start: (runId: number, at: string) => void;
  /** It waits again, where it had begun. */
  readonly requeue: (runId: number) => void;
  readonly end: (runId: number, end: RunEnd) => void;
  readonly summary: (runId: number) => RunSummary | null;
  /** Newest first. */
  readonly ofScenario: (scenarioId: number) => RunSummary[];
  /** The newest run of a kind that has a result. */
  readonly newest: (scenarioId: number, kind: StudyKind) => RunSummary | null;
  readonly spec: (runId: number) => unknown;
  readonly circumstances: (runId: number) => Circumstances;
  readonly figures: (runId: number) => Figure[];
  /** Those that have not ended, in the order of the queue; then the newest of the others. */
  readonly ofAllScenarios: (endedAtMost: number) => RunSummary[];
}

interface Row extends Omit<RunSummary, 'stale' | 'queue'> {
  readonly stale: number;
  readonly place: number | null;
  readonly pieces: number | null;
}

const SUMMARY = `
  SELECT r.id, r.scenario_id AS scenarioId, r.revision_id AS revisionId, v.hash AS revisionHash,
    r.kind, r.title, iif(q.paused, 'paused', r.status) AS status, r.outcome, r.seed, r.engine_version AS engineVersion,
    r.created_at AS createdAt, r.finished_at AS finishedAt,
    r.duration_seconds AS durationSeconds,
    coalesce(v.study_hash <> ${knownStudyHash}, 0) AS stale, q.place, q.pieces
  FROM study_run r
    JOIN network_revision v ON v.id = r.revision_id
    JOIN scenario s ON s.id = r.scenario_id
    LEFT JOIN run_queue q ON q.run_id = r.id`;

export function studyRuns(db: Database.Database): StudyRuns {
  const insert = db.prepare(
    `INSERT INTO study_run (id, scenario_id, revision_id, kind, title, spec, seed, engine_version,
       machine, status, figures, created_at)
     VALUES (${nextNumber('study_run')}, :scenarioId, :revisionId, :kind, :title, :spec, :seed, :engineVersion,
       :machine, 'queued', '[]', :createdAt)`,
  );
  const start = db.prepare<[string, number]>(
    `UPDATE study_run SET status = 'running', started_at = coalesce(started_at, ?)
     WHERE id = ? AND status = 'queued'`,
  );
  const requeue = db.prepare<[number]>(
    `UPDATE study_run SET status = 'queued' WHERE id = ? AND status = 'running'`,
  );
  const end = db.prepare(
    `UPDATE study_run SET status = :status, outcome = :outcome, figures = :figures, norm = :norm,
       finished_at = :finishedAt, duration_seconds = :durationSeconds
     WHERE id = :runId`,
  );
  const one = db.prepare<[number], Row>(`${SUMMARY} WHERE r.id = ?`);
  const ofScenario = db.prepare<[number], Row>(
    `${SUMMARY} WHERE r.scenario_id = ? ORDER BY r.id DESC`,
  );
  const newest = db.prepare<[number, string], Row>(
    `${SUMMARY} WHERE r.scenario_id = ? AND r.kind = ? AND r.status IN ('finished', 'no-answer')
     ORDER BY r.id DESC LIMIT 1`,
  );
  const spec = db.prepare<[number], string>('SELECT spec FROM study_run WHERE id = ?').pluck();
  const circumstances = db.prepare<[number], Circumstances>(
    'SELECT machine, started_at AS startedAt FROM study_run WHERE id = ?',
  );
  const figures = db
    .prepare<[number], string>('SELECT figures FROM study_run WHERE id = ?')
    .pluck();
  const waiting = db.prepare<[], Row>(`${SUMMARY} WHERE q.place IS NOT NULL ORDER BY q.place`);
  const latest = db.prepare<[number], Row>(
    `${SUMMARY} WHERE q.place IS NULL AND s.deleted_at IS NULL
     ORDER BY r.finished_at DESC, r.id DESC LIMIT ?`,
  );

  return {
    create(run) {
      return Number(insert.run({ ...run, spec: toJson(run.spec) }).lastInsertRowid);
    },
    start: (runId, at) => void start.run(at, runId),
    end: (runId, given) => void end.run({ ...given, figures: toJson(given.figures), runId }),
    summary: (runId) => fromRow(one.get(runId)),
    ofScenario: (scenarioId) => ofScenario.all(scenarioId).map(fromKnownRow),
    newest: (scenarioId, kind) => fromRow(newest.get(scenarioId, kind)),
    spec: (runId) => fromJson(spec.get(runId) ?? 'null'),
    circumstances: (runId) => circumstances.get(runId) ?? { machine: '', startedAt: null },
    figures: (runId) => fromJson(figures.get(runId) ?? '[]') as Figure[],
    requeue: (runId) => void requeue.run(runId),
    ofAllScenarios: (endedAtMost) =>
      [...waiting.all(), ...latest.all(endedAtMost)].map(fromKnownRow),
  };
}

const fromKnownRow = ({ place, pieces, ...row }: Row): RunSummary => ({
  ...row,
  stale: row.stale !== 0,
  queue: place === null || pieces === null ? null : { place, pieces },
});

const fromRow = (row: Row | undefined): RunSummary | null => (row ? fromKnownRow(row) : null);
