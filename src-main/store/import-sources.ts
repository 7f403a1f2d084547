import { createHash } from 'node:crypto';

import type Database from 'better-sqlite3';

import { packBytes, unpackBytes } from './compression.ts';
import type { Codec } from './compression.ts';

/** A file as it was imported, to the byte. */
export interface ImportSource {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** The files that scenarios were imported from; copies of a scenario share one. */
export interface ImportSources {
  readonly get: (scenarioId: number) => ImportSource | null;
  readonly set: (scenarioId: number, source: ImportSource) => void;
  /** Gives a copy the source of its original, if that has one. */
  readonly share: (fromScenarioId: number, toScenarioId: number) => void;
}

interface Row {
  readonly fileName: string;
  readonly codec: Codec;
  readonly bytes: Uint8Array;
}

export function importSources(db: Database.Database): ImportSources {
  const select = db.prepare<[number], Row>(
    `SELECT f.file_name AS fileName, f.codec, f.bytes
     FROM scenario_source s JOIN import_source f ON f.id = s.source_id WHERE s.scenario_id = ?`,
  );
  const keep = db.prepare<[string, string, string, Uint8Array]>(
    `INSERT INTO import_source (sha256, file_name, codec, bytes) VALUES (?, ?, ?, ?)
     ON CONFLICT (sha256, file_name) DO NOTHING`,
  );
  const assign = db.prepare<[number, string, string]>(
    `INSERT OR REPLACE INTO scenario_source (scenario_id, source_id)
     SELECT ?, id FROM import_source WHERE sha256 = ? AND file_name = ?`,
  );
  const share = db.prepare<[number, number]>(
    `INSERT OR REPLACE INTO scenario_source (scenario_id, source_id)
     SELECT ?, source_id FROM scenario_source WHERE scenario_id = ?`,
  );
  return {
    get(scenarioId) {
      const row = select.get(scenarioId);
      return row ? { fileName: row.fileName, bytes: unpackBytes(row) } : null;
    },
    set(scenarioId, { fileName, bytes }) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const packed = packBytes(bytes);
      keep.run(sha256, fileName, packed.codec, packed.bytes);
      assign.run(scenarioId, sha256, fileName);
    },
    share: (from, to) => void share.run(to, from),
  };
}
