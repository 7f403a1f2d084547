import type Database from 'better-sqlite3';

import type { RevisionSummary } from '../../src-shared/contract/scenario-documents.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import { gridDocumentText } from '../../src-shared/grid/schema.ts';
import { packText, unpackText } from './compression.ts';
import type { Packed } from './compression.ts';
import { contentHash, readNetworkText } from './network-codec.ts';
import { studyHash } from './study-hash.ts';

export interface StoredRevision {
  readonly id: number;
  readonly hash: string;
}

/** Networks as they were, immutable, each content once. */
export interface NetworkRevisions {
  /** Finds the revision with exactly this content, or makes it. */
  readonly commit: (grid: GridCase, at: string) => StoredRevision;
  /** @throws Error where the stored bytes are not those of its hash. */
  readonly load: (revisionId: number) => GridCase | null;
  /** Links it to a scenario; a note replaces the one before, no note leaves it. */
  readonly attach: (
    scenarioId: number,
    revisionId: number,
    note: string | null,
    at: string,
  ) => void;
  /** Newest first. */
  readonly ofScenario: (scenarioId: number) => RevisionSummary[];
  readonly find: (scenarioId: number, revisionId: number) => RevisionSummary | null;
}

export function networkRevisions(db: Database.Database): NetworkRevisions {
  const byHash = db.prepare<[string], { id: number }>(
    'SELECT id FROM network_revision WHERE hash = ?',
  );
  const insert = db.prepare<[string, string, string, Uint8Array, string]>(
    `INSERT INTO network_revision (hash, study_hash, codec, network, created_at)
     VALUES (?, ?, ?, ?, ?)`,
  );
  const select = db.prepare<[number], Packed & { hash: string }>(
    'SELECT hash, codec, network AS bytes FROM network_revision WHERE id = ?',
  );
  const attach = db.prepare<[number, number, string | null, string]>(
    `INSERT INTO saved_revision (scenario_id, revision_id, note, created_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (scenario_id, revision_id) DO UPDATE
       SET note = excluded.note, created_at = excluded.created_at
       WHERE excluded.note IS NOT NULL`,
  );
  const summary = `
    SELECT v.id, v.hash, s.created_at AS createdAt, s.note
    FROM saved_revision s JOIN network_revision v ON v.id = s.revision_id
    WHERE s.scenario_id = ?`;
  const list = db.prepare<[number], RevisionSummary>(
    `${summary} ORDER BY s.created_at DESC, v.id DESC`,
  );
  const one = db.prepare<[number, number], RevisionSummary>(`${summary} AND v.id = ?`);

  return {
    commit(grid, at) {
      const text = gridDocumentText(grid);
      const hash = contentHash(text);
      const known = byHash.get(hash);
      if (known) return { id: known.id, hash };
      const { codec, bytes } = packText(text);
      const { lastInsertRowid } = insert.run(hash, studyHash(grid), codec, bytes, at);
      return { id: Number(lastInsertRowid), hash };
    },
    load(revisionId) {
      const row = select.get(revisionId);
      if (!row) return null;
      const text = unpackText(row);
      if (contentHash(text) !== row.hash) {
        throw new Error(`Network revision ${revisionId} differs from what was written.`);
      }
      return readNetworkText(text);
    },
    attach: (scenarioId, revisionId, note, at) => void attach.run(scenarioId, revisionId, note, at),
    ofScenario: (scenarioId) => list.all(scenarioId),
    find: (scenarioId, revisionId) => one.get(scenarioId, revisionId) ?? null,
  };
}
