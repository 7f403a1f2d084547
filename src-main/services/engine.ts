import { availableParallelism } from 'node:os';

import { PhaselockError } from '../../src-shared/contract/errors.ts';
import { studyTitles, worksWithoutNetwork } from '../../src-shared/studies/catalogue.ts';
import type {
  ResultOf,
  SpecOf,
  StudyKind,
  StudySubject,
  SubjectOf,
} from '../../src-shared/studies/catalogue.ts';
import { StudyRefusal } from '../../src-shared/studies/study-room.ts';
import type { PartialAnswer } from '../../src-shared/studies/study-room.ts';
import { createPool } from '../workers/pool.ts';
import type { Pool } from '../workers/pool.ts';
import type { JobOptions } from '../workers/ticket.ts';
import { mainParts } from './study-registry.ts';

export interface StudyQuestion<Kind extends StudyKind = StudyKind> {
  readonly kind: Kind;
  /** `none` for a study that draws its networks itself. */
  readonly network: StudySubject;
  readonly spec: SpecOf<Kind>;
  readonly seed: number;
  /** Names the content of the network: a thread that has it is not sent it again. */
  readonly networkKey?: string;
}

export interface RunOptions extends Omit<JobOptions, 'onFragment'> {
  /** Chunks that an earlier beginning of the same run has answered: they are not asked again. */
  readonly answered?: ReadonlyMap<number, unknown> | undefined;
  /** Handed over once, before anything runs: tells what there is whenever it is called. */
  readonly onPartial?: (partial: PartialOfRun) => void;
}

/** What a run has found so far; null where that is nothing yet, or its study has no part. */
export type PartialOfRun = () => PartialAnswer<unknown> | null;

/** Somebody cancelled the study; what it had by then may be worth keeping. */
export class StudyCancelled extends PhaselockError {
  readonly partial: PartialOfRun;

  constructor(partial: PartialOfRun, options?: ErrorOptions) {
    super('cancelled', 'Cancelled.', options);
    this.partial = partial;
  }
}

/** Studies, without store and windows: the same for the desktop and the command line. */
export interface Engine {
  readonly workers: number;
  /**
   * @throws PhaselockError `refused` where the study cannot answer this question on this network;
   * StudyCancelled; StudyDefect where it, or its thread, broke.
   */
  readonly run: <Kind extends StudyKind>(
    question: StudyQuestion<Kind>,
    options?: RunOptions,
  ) => Promise<ResultOf<Kind>>;
  /**
   * Into how many chunks a question is cut; at least one.
   *
   * @throws PhaselockError `refused`, as `run` does, before anything runs.
   */
  readonly pieces: <Kind extends StudyKind>(question: StudyQuestion<Kind>) => number;
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
    refusing(() => mainParts[kind].plan(subjectFor(kind, network), spec));

  return {
    workers,
    live,
    pieces: (question) => Math.max(1, plan(question).chunks.length),
    async run(question, { onPartial, ...options } = {}) {
      const { kind, network, spec, seed, networkKey: key = `unnamed/${++unnamed}` } = question;
      const { chunks } = plan(question);
      const parts = mainParts[kind];
      const subject = subjectFor(kind, network);
      const found = collect(chunks, options);
      const source = { key, version: 0, whole: () => network };
      const partial = () => parts.partial?.(subject, spec, found.answers as never[]) ?? null;
      onPartial?.(partial);
      const job = { question: kind, network: source, spec, chunks: found.missing, seed };
      try {
        await pool.run(job, found.options);
      } catch (error) {
        if (!isCancelled(error)) asRefusal(error);
        throw new StudyCancelled(partial, { cause: error });
      }
      return refusing(() => parts.reduce(subject, spec, found.answers as never[]));
    },
    async close() {
      await Promise.all([pool.close(), live.close()]);
    },
  };
}

function subjectFor<Kind extends StudyKind>(kind: Kind, subject: StudySubject): SubjectOf<Kind> {
  if (subject.kind === 'none' && !worksWithoutNetwork(kind)) {
    throw new StudyRefusal(`${studyTitles[kind]} runs on a network: name one.`);
  }
  return subject as SubjectOf<Kind>;
}

/**
 * The answers of all chunks, in their places: those that are there already, and those that the
 * pool is asked for, which knows nothing of the others.
 */
function collect(chunks: readonly unknown[], { answered, ...options }: RunOptions) {
  const asked = chunks.flatMap((_, index) => (answered?.has(index) ? [] : [index]));
  const answers: unknown[] = chunks.map((_, index) => answered?.get(index));
  const keep = (index: number, answer: unknown): void => {
    answers[asked[index] ?? index] = answer;
  };
  const jobOptions: JobOptions = {
    ...options,
    onAnswer(index, answer) {
      keep(index, answer);
      options.onAnswer?.(asked[index] ?? index, answer);
    },
    onFragment: keep,
    onProgress: (fraction) =>
      options.onProgress?.(1 - ((1 - fraction) * asked.length) / Math.max(1, chunks.length)),
  };
  return { answers, missing: asked.map((index) => chunks[index]), options: jobOptions };
}

const isCancelled = (error: unknown): boolean =>
  error instanceof PhaselockError && error.code === 'cancelled';

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
