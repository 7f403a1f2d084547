import type Database from 'better-sqlite3';

/** What scenarios take up that nobody else needs. */
export interface Weight {
  readonly runs: number;
  readonly bytes: number;
}

/** The only way out of the project file; the caller has made sure that nothing follows from them. */
export interface ScenarioRemoval {
  readonly weigh: (scenarioIds: readonly number[]) => Weight;
  /**
   * Deletes scenarios with everything that hangs on them, and the networks that no run and no
   * saved state of another scenario names; inside the caller's transaction.
   */
  readonly delete: (scenarioIds: readonly number[]) => void;
}

/** What a row takes is the length of its content; SQLite knows that without reading it. */
const WEIGHT = `
  WITH chosen AS (SELECT value AS id FROM json_each(:ids)),
    run AS (SELECT id, revision_id FROM study_run WHERE scenario_id IN chosen),
    kept (id) AS (
      SELECT revision_id FROM study_run WHERE scenario_id NOT IN chosen
      UNION SELECT revision_id FROM saved_revision WHERE scenario_id NOT IN chosen)
  SELECT (SELECT count(*) FROM run) AS runs,
    (SELECT total(length(bytes)) FROM result_array WHERE run_id IN (SELECT id FROM run))
    + (SELECT total(length(result)) FROM study_result WHERE run_id IN (SELECT id FROM run))
    + (SELECT total(length(answer)) FROM run_chunk WHERE run_id IN (SELECT id FROM run))
    + (SELECT total(length(network)) FROM network_snapshot WHERE scenario_id IN chosen)
    + (SELECT total(length(edit) + length(inverse)) FROM edit_journal WHERE scenario_id IN chosen)
    + (SELECT total(length(network)) FROM network_revision WHERE id NOT IN kept AND id IN (
        SELECT revision_id FROM run
        UNION SELECT revision_id FROM saved_revision WHERE scenario_id IN chosen)) AS bytes`;

export function scenarioRemoval(db: Database.Database): ScenarioRemoval {
  const weight = db.prepare<{ ids: string }, Weight>(WEIGHT);
  const remove = db.prepare<{ ids: string }>(
    'DELETE FROM scenario WHERE id IN (SELECT value FROM json_each(:ids))',
  );
  const forgetRevisions = db.prepare(
    `DELETE FROM network_revision
     WHERE id NOT IN (SELECT revision_id FROM study_run)
       AND id NOT IN (SELECT revision_id FROM saved_revision)`,
  );
  return {
    weigh: (scenarioIds) =>
      weight.get({ ids: JSON.stringify(scenarioIds) }) ?? { runs: 0, bytes: 0 },
    delete(scenarioIds) {
      remove.run({ ids: JSON.stringify(scenarioIds) });
      forgetRevisions.run();
    },
  };
}
