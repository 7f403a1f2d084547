import type Database from 'better-sqlite3';

import { decodeArray, encodeArray, isNumericArray } from './array-codec.ts';
import type { NumericArray, StoredArray } from './array-codec.ts';
import { packText, unpackText } from './compression.ts';
import type { Packed } from './compression.ts';
import { fromJson, toJson } from './json.ts';

export type ResultFields = Readonly<Record<string, unknown>>;
export type ResultArrays = Readonly<Record<string, NumericArray>>;

/** What runs found: the fields as one packed document, every array among them on its own. */
export interface StudyResults {
  readonly write: (runId: number, result: object) => void;
  /** The result without its arrays. */
  readonly fields: (runId: number) => ResultFields | null;
  /** @throws Error where a stored array is not what was written. */
  readonly array: (runId: number, name: string) => NumericArray | null;
  /** The whole result, as it was written. */
  readonly whole: (runId: number) => ResultFields | null;
}

export function studyResults(db: Database.Database): StudyResults {
  const insert = db.prepare<[number, string, Uint8Array]>(
    'INSERT INTO study_result (run_id, codec, result) VALUES (?, ?, ?)',
  );
  const insertArray = db.prepare(
    `INSERT INTO result_array (run_id, name, type, length, codec, sha256, bytes)
     VALUES (:runId, :name, :type, :length, :codec, :sha256, :bytes)`,
  );
  const select = db.prepare<[number], Packed>(
    'SELECT codec, result AS bytes FROM study_result WHERE run_id = ?',
  );
  const columns = 'name, type, length, codec, sha256, bytes';
  const selectArray = db.prepare<[number, string], StoredArray>(
    `SELECT ${columns} FROM result_array WHERE run_id = ? AND name = ?`,
  );
  const selectArrays = db.prepare<[number], StoredArray & { name: string }>(
    `SELECT ${columns} FROM result_array WHERE run_id = ?`,
  );

  const fields = (runId: number): ResultFields | null => {
    const row = select.get(runId);
    return row ? (fromJson(unpackText(row)) as ResultFields) : null;
  };

  return {
    fields,
    write(runId, result) {
      const { plain, arrays } = separate(result);
      const { codec, bytes } = packText(toJson(plain));
      insert.run(runId, codec, bytes);
      for (const [name, array] of Object.entries(arrays)) {
        insertArray.run({ runId, name, ...encodeArray(array) });
      }
    },
    array(runId, name) {
      const stored = selectArray.get(runId, name);
      return stored ? decodeArray(stored) : null;
    },
    whole(runId) {
      const plain = fields(runId);
      if (!plain) return null;
      const arrays = selectArrays
        .all(runId)
        .map((stored): [string, NumericArray] => [stored.name, decodeArray(stored)]);
      return { ...plain, ...Object.fromEntries(arrays) };
    },
  };
}

function separate(result: object): { plain: ResultFields; arrays: ResultArrays } {
  const plain: Record<string, unknown> = {};
  const arrays: Record<string, NumericArray> = {};
  for (const [name, value] of Object.entries(result) as [string, unknown][]) {
    if (isNumericArray(value)) arrays[name] = value;
    else plain[name] = value;
  }
  return { plain, arrays };
}
