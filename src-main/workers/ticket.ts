import { StudyRefusal } from '../../src-shared/studies/study-room.ts';
import { PhaselockError } from '../../src-shared/contract/errors.ts';
import type { Gate } from './gate.ts';
import { controlMemory, jobControl } from './job-control.ts';
import type { JobControl } from './job-control.ts';
import type { TaskOutcome } from './messages.ts';
import type { NetworkSource, StudyThread } from './study-thread.ts';

/** A question cut into chunks that know nothing of each other. */
export interface Job {
  /** Name under which the worker's registry has the study. */
  readonly question: string;
  readonly network: NetworkSource;
  readonly spec: unknown;
  readonly chunks: readonly unknown[];
  readonly seed: number;
}

export interface JobOptions {
  readonly signal?: AbortSignal | undefined;
  /** The first chunk has begun. */
  readonly onStart?: (() => void) | undefined;
  /** About ten times a second while it runs. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
  /** Each chunk as it is answered, in no order. */
  readonly onAnswer?: ((chunkIndex: number, answer: unknown) => void) | undefined;
  /** What a chunk had when it saw the stop flag. */
  readonly onFragment?: ((chunkIndex: number, fragment: unknown) => void) | undefined;
  /** While it is closed, no chunk begins. */
  readonly gate?: Gate | undefined;
}

/** A study, or the thread that it ran on, broke: ours to mend. */
export class StudyDefect extends Error {
  override readonly name = 'StudyDefect';
}

/** A job on its way through the pool. */
export interface Ticket {
  readonly job: Job;
  readonly options: JobOptions;
  readonly memory: SharedArrayBuffer;
  readonly control: JobControl;
  readonly answers: unknown[];
  readonly outcome: PromiseWithResolvers<unknown[]>;
  readonly onThreads: Set<StudyThread>;
  nextChunk: number;
  unanswered: number;
  /** When it was last given a thread; counts all turns of the pool. */
  lastTurn: number;
  /** Why it ends without an answer; set once. */
  failure: Error | null;
  progressTimer: NodeJS.Timeout | null;
  graceTimer: NodeJS.Timeout | null;
}

export function makeTicket(job: Job, options: JobOptions): Ticket {
  const memory = controlMemory(job.chunks.length);
  return {
    job,
    options,
    memory,
    control: jobControl(memory),
    answers: [],
    outcome: Promise.withResolvers(),
    onThreads: new Set(),
    nextChunk: 0,
    unanswered: job.chunks.length,
    lastTurn: 0,
    failure: null,
    progressTimer: null,
    graceTimer: null,
  };
}

/**
 * Of the jobs with chunks to give, the one on the fewest threads, then the one whose last turn is
 * longest ago: a long job starves no other.
 */
export function mostNeglected(tickets: Iterable<Ticket>): Ticket | null {
  let found: Ticket | null = null;
  for (const ticket of tickets) {
    const held = ticket.options.gate?.isOpen() === false;
    const waiting = !held && !ticket.failure && ticket.nextChunk < ticket.job.chunks.length;
    if (waiting && (!found || isMoreNeglected(ticket, found))) found = ticket;
  }
  return found;
}

function isMoreNeglected(a: Ticket, b: Ticket): boolean {
  const fewer = a.onThreads.size - b.onThreads.size;
  return fewer !== 0 ? fewer < 0 : a.lastTurn < b.lastTurn;
}

const progressEveryMilliseconds = 100;

/** Its first chunk begins. */
export function begin(ticket: Ticket, graceMilliseconds: number): void {
  const { onStart, onProgress } = ticket.options;
  try {
    onStart?.();
  } catch (error) {
    // Whoever asked cannot go on: the job ends with that error.
    stop(ticket, error instanceof Error ? error : new Error(String(error)), graceMilliseconds);
  }
  if (!onProgress) return;
  const tell = (): void => onProgress(ticket.control.fraction());
  ticket.progressTimer = setInterval(tell, progressEveryMilliseconds).unref();
}

/** Asks the threads to stop, and ends those that do not listen. */
export function stop(ticket: Ticket, failure: Error, graceMilliseconds: number): void {
  if (ticket.failure) return;
  ticket.failure = failure;
  ticket.control.stop();
  ticket.graceTimer = setTimeout(() => {
    for (const thread of ticket.onThreads) void thread.terminate();
  }, graceMilliseconds);
}

/** Every chunk is answered, or no thread works on it any more. */
export const isOver = ({ failure, onThreads, unanswered }: Ticket): boolean =>
  failure ? onThreads.size === 0 : unanswered === 0;

export function conclude(ticket: Ticket): void {
  if (ticket.progressTimer) clearInterval(ticket.progressTimer);
  if (ticket.graceTimer) clearTimeout(ticket.graceTimer);
  if (ticket.failure) ticket.outcome.reject(ticket.failure);
  else ticket.outcome.resolve(ticket.answers);
}

export function failureOf(outcome: Exclude<TaskOutcome, { kind: 'done' }>): Error {
  switch (outcome.kind) {
    case 'stopped':
      return cancelled();
    case 'refused':
      return new StudyRefusal(outcome.message);
    case 'failed': {
      const defect = new StudyDefect(outcome.message);
      defect.stack = outcome.stack;
      return defect;
    }
    case 'crashed':
      return new StudyDefect(`The study's thread was lost: ${outcome.message}.`);
  }
}

export const cancelled = (): PhaselockError => new PhaselockError('cancelled', 'Cancelled.');
