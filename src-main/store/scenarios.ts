import type Database from 'better-sqlite3';

import type { ImportReport } from '../../src-shared/contract/import-documents.ts';
import type { ScenarioSummary } from '../../src-shared/contract/scenario-documents.ts';
import { fromJson, toJson } from './json.ts';
import { nextNumber } from './next-number.ts';
import { knownStudyHash, rememberedHashes } from './remembered-hashes.ts';

export interface NewScenario {
  readonly name: string;
  readonly notes: string;
  readonly tags: readonly string[];
  readonly parentId: number | null;
  /** Its network is the parent's with its changes; it has its own otherwise. */
  readonly derived?: boolean;
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

/** What the network of a scenario is made of. */
export interface Derivation {
  readonly parentId: number | null;
  readonly derived: boolean;
}

/** What an edit changes in the scenario's own row. */
export interface NetworkState {
  /** Its own count; the version of a child counts what its ancestors did as well. */
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
  /** Name, notes, tags and changes of each, as one text to search in. */
  readonly texts: () => { readonly id: number; readonly text: string }[];
  readonly describe: (scenarioId: number, description: ScenarioDescription, at: string) => void;
  readonly setDeleted: (scenarioId: number, deletedAt: string | null) => void;
  /**
   * Counts every edit of the scenario, and of those that it derives from: equal counts are equal
   * networks. Null where there is no such scenario.
   */
  readonly version: (scenarioId: number) => number | null;
  readonly derivation: (scenarioId: number) => Derivation | null;
  /** The caller sets the network state too, so that the version goes on from where it was. */
  readonly setDerivation: (scenarioId: number, derivation: Derivation) => void;
  /** Those whose network follows from this one's, at any depth. */
  readonly descendants: (scenarioId: number) => number[];
  /** The hashes of its descendants are no longer known from here on. */
  readonly setNetworkState: (scenarioId: number, state: NetworkState) => void;
  /** Nothing happens where the version is not the present one. */
  readonly setStudyHash: (
    scenarioId: number,
    version: number,
    state: Pick<NetworkState, 'buses' | 'branches'> & { readonly studyHash: string },
  ) => void;
  /** Not hashed since they were edited, of those that have runs or follow from another. */
  readonly withUnknownStudyHash: () => number[];
  readonly importReport: (scenarioId: number) => ImportReport | null;
}

type Row = Omit<ScenarioSummary, 'tags' | 'derived'> & {
  readonly tags: string;
  readonly derived: number;
};

const SUMMARY = `
  SELECT s.id, s.name, s.notes, s.tags, s.parent_id AS parentId, s.origin,
    s.created_at AS createdAt, s.updated_at AS updatedAt, s.deleted_at AS deletedAt,
    s.derived, s.buses, s.branches,
    (SELECT count(*) FROM scenario_change c
      WHERE c.scenario_id = s.id AND c.position IS NOT NULL) AS changes,
    (SELECT count(*) FROM study_run r
      WHERE r.scenario_id = s.id AND r.status NOT IN ('finished', 'no-answer', 'cancelled', 'failed')) AS activeRuns,
    (SELECT r.status FROM study_run r
      WHERE r.scenario_id = s.id ORDER BY r.id DESC LIMIT 1) AS newestRunStatus,
    (SELECT count(*) FROM study_run r JOIN network_revision v ON v.id = r.revision_id
      WHERE v.study_hash <> ${knownStudyHash} AND r.id IN (
        SELECT max(n.id) FROM study_run n
        WHERE n.scenario_id = s.id AND n.status IN ('finished', 'no-answer')
        GROUP BY n.kind)) AS staleStudies,
    (SELECT r.norm FROM study_run r
      WHERE r.scenario_id = s.id AND r.norm IS NOT NULL ORDER BY r.id DESC LIMIT 1) AS norm,
    (SELECT count(*) FROM study_run r
      WHERE r.scenario_id = s.id AND r.status IN ('finished', 'no-answer')) AS runs,
    (SELECT count(*) FROM study_run r JOIN network_revision v ON v.id = r.revision_id
      WHERE r.scenario_id = s.id AND r.status IN ('finished', 'no-answer')
        AND v.study_hash <> ${knownStudyHash}) AS staleRuns
  FROM scenario s`;

export function scenarios(db: Database.Database): Scenarios {
  const insert = db.prepare(
    `INSERT INTO scenario (id, name, notes, tags, parent_id, derived, origin, import_report, version,
       buses, branches, study_hash, created_at, updated_at, deleted_at)
     VALUES (${nextNumber('scenario')}, :name, :notes, :tags, :parentId, :derived, :origin, :importReport, 0,
       :buses, :branches, NULL, :createdAt, :createdAt, NULL)`,
  );
  const one = db.prepare<[number], Row>(`${SUMMARY} WHERE s.id = ?`);
  const order = 'ORDER BY s.updated_at DESC, s.id DESC';
  const present = db.prepare<[], Row>(`${SUMMARY} WHERE s.deleted_at IS NULL ${order}`);
  const inBin = db.prepare<[], Row>(`${SUMMARY} WHERE s.deleted_at IS NOT NULL ${order}`);
  const texts = db.prepare<[], { id: number; text: string }>(
    `SELECT id, concat_ws(char(10), name, notes, tags, origin, (
       SELECT group_concat(label, char(10)) FROM scenario_change
       WHERE scenario_id = scenario.id AND position IS NOT NULL)) AS text
     FROM scenario WHERE deleted_at IS NULL ORDER BY id`,
  );
  const describe = db.prepare<[string, string, string, string, number]>(
    'UPDATE scenario SET name = ?, notes = ?, tags = ?, updated_at = ? WHERE id = ?',
  );
  const setDeleted = db.prepare<[string | null, number]>(
    'UPDATE scenario SET deleted_at = ? WHERE id = ?',
  );
  const version = db
    .prepare<[number], number | null>(
      `WITH RECURSIVE line (parent_id, derived, version) AS (
         SELECT parent_id, derived, version FROM scenario WHERE id = ?
         UNION ALL
         SELECT s.parent_id, s.derived, s.version FROM scenario s, line
         WHERE line.derived = 1 AND s.id = line.parent_id)
       SELECT sum(version) FROM line`,
    )
    .pluck();
  const derivation = db.prepare<[number], { parentId: number | null; derived: number }>(
    'SELECT parent_id AS parentId, derived FROM scenario WHERE id = ?',
  );
  const setDerivation = db.prepare<[number | null, number, number]>(
    'UPDATE scenario SET parent_id = ?, derived = ? WHERE id = ?',
  );
  const offspring = `
    WITH RECURSIVE offspring (id) AS (
      SELECT id FROM scenario WHERE parent_id = ? AND derived = 1
      UNION
      SELECT s.id FROM scenario s JOIN offspring ON s.parent_id = offspring.id WHERE s.derived = 1)`;
  const descendants = db.prepare<[number], number>(`${offspring} SELECT id FROM offspring`).pluck();
  const forgetHashes = db.prepare<[number]>(
    `${offspring} UPDATE scenario SET study_hash = NULL WHERE id IN (SELECT id FROM offspring)`,
  );
  const setNetworkState = db.prepare<[number, number, number, string | null, string, number]>(
    `UPDATE scenario
     SET version = ?, buses = ?, branches = ?, study_hash = ?, updated_at = ? WHERE id = ?`,
  );
  const setStudyHash = db.prepare<[number, number, string, number]>(
    'UPDATE scenario SET buses = ?, branches = ?, study_hash = ? WHERE id = ?',
  );
  const unknownStudyHash = db
    .prepare<[], number>(
      `SELECT id FROM scenario s WHERE study_hash IS NULL
         AND (derived = 1 OR EXISTS (SELECT 1 FROM study_run r WHERE r.scenario_id = s.id))`,
    )
    .pluck();
  const remembered = rememberedHashes(db);
  const importReport = db
    .prepare<[number], string | null>('SELECT import_report FROM scenario WHERE id = ?')
    .pluck();

  return {
    create(scenario) {
      const { lastInsertRowid } = insert.run({
        ...scenario,
        derived: Number(scenario.derived ?? false),
        tags: toJson(scenario.tags),
        importReport: scenario.importReport && toJson(scenario.importReport),
      });
      return Number(lastInsertRowid);
    },
    summary: (scenarioId) => fromRow(one.get(scenarioId)),
    list: (deleted) => (deleted ? inBin : present).all().map(fromKnownRow),
    texts: () => texts.all(),
    describe: (scenarioId, { name, notes, tags }, at) =>
      void describe.run(name, notes, toJson(tags), at, scenarioId),
    setDeleted: (scenarioId, deletedAt) => void setDeleted.run(deletedAt, scenarioId),
    version: (scenarioId) => version.get(scenarioId) ?? null,
    derivation(scenarioId) {
      const row = derivation.get(scenarioId);
      return row ? { ...row, derived: row.derived !== 0 } : null;
    },
    setDerivation: (scenarioId, { parentId, derived }) =>
      void setDerivation.run(parentId, Number(derived), scenarioId),
    descendants: (scenarioId) => descendants.all(scenarioId),
    setNetworkState(scenarioId, { version, buses, branches, studyHash, updatedAt }) {
      setNetworkState.run(version, buses, branches, studyHash, updatedAt, scenarioId);
      forgetHashes.run(scenarioId);
    },
    setStudyHash(scenarioId, known, { buses, branches, studyHash }) {
      if (version.get(scenarioId) !== known) return;
      remembered.writeOrRemember(scenarioId, { version: known, studyHash }, () => {
        setStudyHash.run(buses, branches, studyHash, scenarioId);
      });
    },
    withUnknownStudyHash: () =>
      unknownStudyHash.all().filter((id) => remembered.version(id) !== version.get(id)),
    importReport(scenarioId) {
      const text = importReport.get(scenarioId);
      return typeof text === 'string' ? (fromJson(text) as ImportReport) : null;
    },
  };
}

const fromKnownRow = (row: Row): ScenarioSummary => ({
  ...row,
  derived: row.derived !== 0,
  tags: fromJson(row.tags) as string[],
});

const fromRow = (row: Row | undefined): ScenarioSummary | null => (row ? fromKnownRow(row) : null);
