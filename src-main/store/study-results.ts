import type Database from 'better-sqlite3';

import { decodeArray, encodeArray, isNumericArray } from './array-codec.ts';
import type { NumericArray, StoredArray } from './array-codec.ts';
import { packText, unpackText } from './compression.ts';
import type { Packed } from './compression.ts';
import { fromJson, toJson } from './json.ts';

export type ResultFields = Readonly<Record<string, unknown>>;

/** A result as it is written: its fields as one document, every array among them on its own. */
export interface PackedResult {
  readonly fields: Packed;
  readonly arrays: readonly (StoredArray & { readonly name: string })[];
}

export interface StudyResults {
  readonly write: (runId: number, result: PackedResult) => void;
  /** The result without its arrays. */
  readonly fields: (runId: number) => ResultFields | null;
  /** @throws Error where the stored array is not what was written. */
  readonly array: (runId: number, name: string) => Promise<NumericArray | null>;
  /** The whole result, as it was given to `packResult`. */
  readonly whole: (runId: number) => Promise<ResultFields | null>;
}

/** Packing takes time and needs no database: it comes before the transaction that writes. */
export async function packResult(result: object): Promise<PackedResult> {
  const { plain, arrays: found } = partsOfResult(result);
  const arrays: PackedResult['arrays'][number][] = [];
  for (const [name, value] of Object.entries(found)) {
    arrays.push({ name, ...(await encodeArray(value)) });
  }
  return { fields: packText(toJson(plain)), arrays };
}

/** The fields of a result that are read at once, and the arrays among them, asked for by name. */
export function partsOfResult(result: object): {
  readonly plain: ResultFields;
  readonly arrays: Readonly<Record<string, NumericArray>>;
} {
  const plain: Record<string, unknown> = {};
  const arrays: Record<string, NumericArray> = {};
  for (const [name, value] of Object.entries(result) as [string, unknown][]) {
    if (isNumericArray(value)) arrays[name] = value;
    else plain[name] = value;
  }
  return { plain, arrays };
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
    write(runId, { fields: { codec, bytes }, arrays }) {
      insert.run(runId, codec, bytes);
      for (const array of arrays) insertArray.run({ runId, ...array });
    },
    async array(runId, name) {
      const stored = selectArray.get(runId, name);
      return stored ? decodeArray(stored) : null;
    },
    async whole(runId) {
      const plain = fields(runId);
      if (!plain) return null;
      const arrays: Record<string, NumericArray> = {};
      for (const stored of selectArrays.all(runId)) {
        arrays[stored.name] = await decodeArray(stored);
      }
      return { ...plain, ...arrays };
    },
  };
}
