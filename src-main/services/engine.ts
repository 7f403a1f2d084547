import { availableParallelism } from 'node:os';

import { PhaselockError } from '../../src-shared/contract/errors.ts';
import type {
  ResultOf,
  SpecOf,
  StudyKind,
  StudyNetwork,
} from '../../src-shared/studies/catalogue.ts';
import { StudyRefusal } from '../../src-shared/studies/study-room.ts';
import { createPool } from '../workers/pool.ts';
import type { Pool } from '../workers/pool.ts';
import type { JobOptions } from '../workers/ticket.ts';
import { mainParts } from './study-registry.ts';

export interface StudyQuestion<Kind extends StudyKind = StudyKind> {
  readonly kind: Kind;
  readonly network: StudyNetwork;
  readonly spec: SpecOf<Kind>;
  readonly seed: number;
  /** Names the content of the network: a thread that has it is not sent it again. */
  readonly networkKey?: string;
}

/** Studies, without store and windows: the same for the desktop and the command line. */
export interface Engine {
  readonly workers: number;
  /**
   * @throws PhaselockError `refused` where the study cannot answer this question on this network;
   * `cancelled`; StudyDefect where it, or its thread, broke.
   */
  readonly run: <Kind extends StudyKind>(
    question: StudyQuestion<Kind>,
    options?: JobOptions,
  ) => Promise<ResultOf<Kind>>;
  /** The same refusal as `run`, before anything runs. */
  readonly check: <Kind extends StudyKind>(question: StudyQuestion<Kind>) => void;
  /** One thread of its own for the live margin: no study delays it. */
  readonly live: Pool;
  readonly close: () => Promise<void>;
}

export interface EngineOptions {
  readonly workerUrl: URL;
  readonly workers?: number | undefined;
}

/** One core is left to the window; more than eight threads are for whoever asks for them. */
const defaultWorkers = (): number => Math.max(1, Math.min(availableParallelism() - 1, 8));

export function createEngine({ workerUrl, workers = defaultWorkers() }: EngineOptions): Engine {
  if (!Number.isInteger(workers) || workers < 1) {
    throw new PhaselockError(
      'invalid-request',
      `workers is ${workers}; it is a whole number from 1: leave it out for ${defaultWorkers()}.`,
    );
  }
  const pool = createPool({ workerUrl, workers });
  const live = createPool({ workerUrl, workers: 1 });
  let unnamed = 0;

  const plan = <Kind extends StudyKind>({ kind, network, spec }: StudyQuestion<Kind>) =>
    refusing(() => mainParts[kind].plan(network, spec));

  return {
    workers,
    live,
    check: (question) => void plan(question),
    async run(question, options) {
      const { kind, network, spec, seed, networkKey: key = `unnamed/${++unnamed}` } = question;
      const { chunks } = plan(question);
      const source = { key, version: 0, whole: () => network };
      const job = { question: kind, network: source, spec, chunks, seed };
      const partials = await pool.run(job, options).catch(asRefusal);
      return refusing(() => mainParts[kind].reduce(network, spec, partials as never[]));
    },
    async close() {
      await Promise.all([pool.close(), live.close()]);
    },
  };
}

/** A study's refusal is meant for the user. */
function refusing<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    return asRefusal(error);
  }
}

export function asRefusal(error: unknown): never {
  if (error instanceof StudyRefusal) {
    throw new PhaselockError('refused', error.message, { cause: error });
  }
  throw error;
}
