import { deserialize, serialize } from 'node:v8';

import type Database from 'better-sqlite3';

import type { RunMessage } from '../../src-shared/contract/run-documents.ts';
import type { StudyKind } from '../../src-shared/studies/catalogue.ts';
import { packAside, unpackAside } from './compression.ts';
import type { Packed } from './compression.ts';
import { fromJson } from './json.ts';

/** The answer of one chunk, as it is written. */
export interface PackedChunk extends Packed {
  readonly chunk: number;
}

/** A run that has not ended: what it takes to go on with it. */
export interface UnfinishedRun {
  readonly runId: number;
  readonly scenarioId: number;
  readonly revisionId: number;
  readonly kind: StudyKind;
  readonly spec: unknown;
  readonly seed: number;
  readonly engineVersion: string;
  readonly paused: boolean;
  readonly pieces: number;
  /** Worked for the chunks that are stored. */
  readonly seconds: number;
  readonly beginnings: number;
}

export interface RunQueue {
  /** At the end of the queue. */
  readonly enter: (runId: number, pieces: number) => void;
  /** Its chunks go with it. */
  readonly leave: (runId: number) => void;
  readonly setPaused: (runId: number, paused: boolean) => void;
  /** Places from 1 in this order. */
  readonly arrange: (runIds: readonly number[]) => void;
  /** In the order of the queue. */
  readonly unfinished: () => UnfinishedRun[];
  /** One more beginning; one that stores nothing may be what ended the process. */
  readonly begin: (runId: number) => void;
  /** The process ends in order: whatever comes next is not this run's doing. */
  readonly settle: (runId: number) => void;
  readonly writeChunks: (runId: number, chunks: readonly PackedChunk[], seconds: number) => void;
  readonly chunks: (runId: number) => PackedChunk[];
  /** What was found by another engine is not gone on with. */
  readonly beginAnew: (runId: number, pieces: number, engineVersion: string) => void;
  readonly say: (runId: number, at: string, text: string) => void;
  /** In the order in which they were said. */
  readonly messages: (runId: number) => RunMessage[];
}

/** Any answer that a thread can send, to the bit. Packing needs no database. */
export const packChunk = async (chunk: number, answer: unknown): Promise<PackedChunk> => ({
  chunk,
  ...(await packAside(serialize(answer))),
});

/** @throws Error where the stored answer cannot be read. */
export const unpackChunk = async (packed: PackedChunk): Promise<unknown> =>
  deserialize(await unpackAside(packed));

type Row = Omit<UnfinishedRun, 'paused' | 'spec'> & { paused: number; spec: string };

export function runQueue(db: Database.Database): RunQueue {
  const enter = db.prepare<[number, number]>(
    `INSERT INTO run_queue (run_id, place, paused, pieces, seconds, beginnings)
     SELECT ?, coalesce(max(place), 0) + 1, 0, ?, 0, 0 FROM run_queue`,
  );
  const leave = db.prepare<[number]>('DELETE FROM run_queue WHERE run_id = ?');
  const setPaused = db.prepare<[number, number]>(
    'UPDATE run_queue SET paused = ? WHERE run_id = ?',
  );
  const setPlace = db.prepare<[number, number]>('UPDATE run_queue SET place = ? WHERE run_id = ?');
  const unfinished = db.prepare<[], Row>(
    `SELECT r.id AS runId, r.scenario_id AS scenarioId, r.revision_id AS revisionId, r.kind, r.spec,
       r.seed, r.engine_version AS engineVersion, q.paused, q.pieces, q.seconds, q.beginnings
     FROM run_queue q JOIN study_run r ON r.id = q.run_id ORDER BY q.place`,
  );
  const begin = db.prepare<[number]>(
    'UPDATE run_queue SET beginnings = beginnings + 1 WHERE run_id = ?',
  );
  const settle = db.prepare<[number]>('UPDATE run_queue SET beginnings = 0 WHERE run_id = ?');
  const writeChunk = db.prepare<[number, number, string, Uint8Array]>(
    'INSERT OR REPLACE INTO run_chunk (run_id, chunk, codec, answer) VALUES (?, ?, ?, ?)',
  );
  const addSeconds = db.prepare<[number, number]>(
    'UPDATE run_queue SET seconds = ?, beginnings = 0 WHERE run_id = ?',
  );
  const chunks = db.prepare<[number], PackedChunk>(
    'SELECT chunk, codec, answer AS bytes FROM run_chunk WHERE run_id = ? ORDER BY chunk',
  );
  const forgetChunks = db.prepare<[number]>('DELETE FROM run_chunk WHERE run_id = ?');
  const restart = db.prepare<[number, number]>(
    'UPDATE run_queue SET pieces = ?, seconds = 0, beginnings = 0 WHERE run_id = ?',
  );
  const setEngine = db.prepare<[string, number]>(
    'UPDATE study_run SET engine_version = ? WHERE id = ?',
  );
  const say = db.prepare<[number, string, string]>(
    'INSERT INTO run_message (run_id, at, text) VALUES (?, ?, ?)',
  );
  const messages = db.prepare<[number], RunMessage>(
    'SELECT at, text FROM run_message WHERE run_id = ? ORDER BY id',
  );

  return {
    enter: (runId, pieces) => void enter.run(runId, pieces),
    leave: (runId) => void leave.run(runId),
    setPaused: (runId, paused) => void setPaused.run(Number(paused), runId),
    arrange: (runIds) => runIds.forEach((runId, index) => setPlace.run(index + 1, runId)),
    unfinished: () =>
      unfinished
        .all()
        .map((row) => ({ ...row, paused: row.paused !== 0, spec: fromJson(row.spec) })),
    begin: (runId) => void begin.run(runId),
    settle: (runId) => void settle.run(runId),
    writeChunks(runId, packed, seconds) {
      for (const { chunk, codec, bytes } of packed) writeChunk.run(runId, chunk, codec, bytes);
      addSeconds.run(seconds, runId);
    },
    chunks: (runId) => chunks.all(runId),
    beginAnew(runId, pieces, engineVersion) {
      forgetChunks.run(runId);
      restart.run(pieces, runId);
      setEngine.run(engineVersion, runId);
    },
    say: (runId, at, text) => void say.run(runId, at, text),
    messages: (runId) => messages.all(runId),
  };
}
