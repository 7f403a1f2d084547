import type Database from 'better-sqlite3';

import type { ImportReport, ScenarioSummary } from '../../src-shared/contract/documents.ts';
import { fromJson, toJson } from './json.ts';

export interface NewScenario {
  readonly name: string;
  readonly notes: string;
  readonly tags: readonly string[];
  readonly parentId: number | null;
  readonly origin: string;
  readonly importReport: ImportReport | null;
  readonly buses: number;
  readonly branches: number;
  readonly createdAt: string;
}

export interface ScenarioDescription {
  readonly name: string;
  readonly notes: string;
  readonly tags: readonly string[];
}

/** What an edit changes in the scenario's own row. */
export interface NetworkState {
  readonly version: number;
  readonly buses: number;
  readonly branches: number;
  readonly studyHash: string | null;
  readonly updatedAt: string;
}

export interface Scenarios {
  readonly create: (scenario: NewScenario) => number;
  readonly summary: (scenarioId: number) => ScenarioSummary | null;
  /** Last changed first; those in the bin, or the others. */
  readonly list: (deleted: boolean) => ScenarioSummary[];
  readonly describe: (scenarioId: number, description: ScenarioDescription, at: string) => void;
  readonly setDeleted: (scenarioId: number, deletedAt: string | null) => void;
  readonly version: (scenarioId: number) => number | null;
  readonly setNetworkState: (scenarioId: number, state: NetworkState) => void;
  readonly setStudyHash: (scenarioId: number, version: number, studyHash: string) => void;
  /** Scenarios that have runs and whose network has not been hashed since it was edited. */
  readonly withUnknownStudyHash: () => number[];
  readonly importReport: (scenarioId: number) => ImportReport | null;
}

type Row = Omit<ScenarioSummary, 'tags'> & { readonly tags: string };

const SUMMARY = `
  SELECT s.id, s.name, s.notes, s.tags, s.parent_id AS parentId, s.origin,
    s.created_at AS createdAt, s.updated_at AS updatedAt, s.deleted_at AS deletedAt,
    s.buses, s.branches,
    (SELECT r.norm FROM study_run r
      WHERE r.scenario_id = s.id AND r.norm IS NOT NULL ORDER BY r.id DESC LIMIT 1) AS norm,
    (SELECT count(*) FROM study_run r
      WHERE r.scenario_id = s.id AND r.status IN ('finished', 'no-answer')) AS runs,
    (SELECT count(*) FROM study_run r JOIN network_revision v ON v.id = r.revision_id
      WHERE r.scenario_id = s.id AND r.status IN ('finished', 'no-answer')
        AND v.study_hash <> s.study_hash) AS staleRuns
  FROM scenario s`;

export function scenarios(db: Database.Database): Scenarios {
  const insert = db.prepare(
    `INSERT INTO scenario (name, notes, tags, parent_id, origin, import_report, version,
       buses, branches, study_hash, created_at, updated_at, deleted_at)
     VALUES (:name, :notes, :tags, :parentId, :origin, :importReport, 0,
       :buses, :branches, NULL, :createdAt, :createdAt, NULL)`,
  );
  const one = db.prepare<[number], Row>(`${SUMMARY} WHERE s.id = ?`);
  const order = 'ORDER BY s.updated_at DESC, s.id DESC';
  const present = db.prepare<[], Row>(`${SUMMARY} WHERE s.deleted_at IS NULL ${order}`);
  const inBin = db.prepare<[], Row>(`${SUMMARY} WHERE s.deleted_at IS NOT NULL ${order}`);
  const describe = db.prepare<[string, string, string, string, number]>(
    'UPDATE scenario SET name = ?, notes = ?, tags = ?, updated_at = ? WHERE id = ?',
  );
  const setDeleted = db.prepare<[string | null, number]>(
    'UPDATE scenario SET deleted_at = ? WHERE id = ?',
  );
  const version = db.prepare<[number], number>('SELECT version FROM scenario WHERE id = ?').pluck();
  const setNetworkState = db.prepare<[number, number, number, string | null, string, number]>(
    `UPDATE scenario
     SET version = ?, buses = ?, branches = ?, study_hash = ?, updated_at = ? WHERE id = ?`,
  );
  const setStudyHash = db.prepare<[string, number, number]>(
    'UPDATE scenario SET study_hash = ? WHERE id = ? AND version = ?',
  );
  const unknownStudyHash = db
    .prepare<[], number>(
      `SELECT id FROM scenario s WHERE study_hash IS NULL
         AND EXISTS (SELECT 1 FROM study_run r WHERE r.scenario_id = s.id)`,
    )
    .pluck();
  const importReport = db
    .prepare<[number], string | null>('SELECT import_report FROM scenario WHERE id = ?')
    .pluck();

  return {
    create(scenario) {
      const { lastInsertRowid } = insert.run({
        ...scenario,
        tags: toJson(scenario.tags),
        importReport: scenario.importReport && toJson(scenario.importReport),
      });
      return Number(lastInsertRowid);
    },
    summary: (scenarioId) => fromRow(one.get(scenarioId)),
    list: (deleted) => (deleted ? inBin : present).all().map(fromKnownRow),
    describe: (scenarioId, { name, notes, tags }, at) =>
      void describe.run(name, notes, toJson(tags), at, scenarioId),
    setDeleted: (scenarioId, deletedAt) => void setDeleted.run(deletedAt, scenarioId),
    version: (scenarioId) => version.get(scenarioId) ?? null,
    setNetworkState: (scenarioId, { version, buses, branches, studyHash, updatedAt }) =>
      void setNetworkState.run(version, buses, branches, studyHash, updatedAt, scenarioId),
    setStudyHash: (scenarioId, version, studyHash) =>
      void setStudyHash.run(studyHash, scenarioId, version),
    withUnknownStudyHash: () => unknownStudyHash.all(),
    importReport(scenarioId) {
      const text = importReport.get(scenarioId);
      return typeof text === 'string' ? (fromJson(text) as ImportReport) : null;
    },
  };
}

const fromKnownRow = (row: Row): ScenarioSummary => ({
  ...row,
  tags: fromJson(row.tags) as string[],
});

const fromRow = (row: Row | undefined): ScenarioSummary | null => (row ? fromKnownRow(row) : null);
