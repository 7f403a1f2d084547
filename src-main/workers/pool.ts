import { PhaselockError } from '../../src-shared/contract/errors.ts';
import { StudyRefusal } from '../../src-shared/studies/study-room.ts';
import { controlMemory, jobControl } from './job-control.ts';
import type { JobControl } from './job-control.ts';
import type { TaskOutcome } from './messages.ts';
import { createStudyThread } from './study-thread.ts';
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
}

export interface PoolOptions {
  readonly workerUrl: URL;
  readonly workers: number;
  /** How long a study may take to see the stop flag before its thread is ended. */
  readonly graceMilliseconds?: number;
}

export interface Pool {
  readonly workers: number;
  /**
   * The answers of the chunks in their order, whichever thread gave them.
   *
   * @throws PhaselockError `cancelled` after the signal, once no thread works on it any more;
   * StudyRefusal where the study refuses; StudyDefect where it, or its thread, broke.
   */
  readonly run: (job: Job, options?: JobOptions) => Promise<unknown[]>;
  /** Starts one thread ahead of the first job. */
  readonly warmUp: () => void;
  /** Cancels everything and ends every thread. */
  readonly close: () => Promise<void>;
}

/** A study, or the thread that it ran on, broke: ours to mend. */
export class StudyDefect extends Error {
  override readonly name = 'StudyDefect';
}

const defaultGraceMilliseconds = 700;
const progressEveryMilliseconds = 100;

/** A job on its way through the pool. */
interface Ticket {
  readonly job: Job;
  readonly options: JobOptions;
  readonly memory: SharedArrayBuffer;
  readonly control: JobControl;
  readonly answers: unknown[];
  readonly resolve: (answers: unknown[]) => void;
  readonly reject: (error: Error) => void;
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

export function createPool(options: PoolOptions): Pool {
  const { workerUrl, workers, graceMilliseconds = defaultGraceMilliseconds } = options;
  const threads = Array.from({ length: workers }, () => createStudyThread(workerUrl));
  const tickets = new Set<Ticket>();
  let closed = false;
  let turn = 0;

  const assignWaiting = (): void => {
    for (;;) {
      const ticket = mostNeglected(tickets);
      const thread = ticket && freeThread(threads, ticket.job.network.key);
      if (!ticket || !thread) return;
      void runChunk(ticket, thread);
    }
  };

  const runChunk = async (ticket: Ticket, thread: StudyThread): Promise<void> => {
    const chunkIndex = ticket.nextChunk++;
    ticket.lastTurn = ++turn;
    const { question, network, spec, chunks, seed } = ticket.job;
    const chunk = chunks[chunkIndex];
    ticket.onThreads.add(thread);
    if (chunkIndex === 0) begin(ticket, graceMilliseconds);
    const control = ticket.memory;
    const task = { question, network, spec, chunk, seed, control, chunkIndex };
    const outcome = await thread.run(task);
    ticket.onThreads.delete(thread);
    if (outcome.kind === 'done') ticket.answers[chunkIndex] = outcome.value;
    else stop(ticket, failureOf(outcome), graceMilliseconds);
    ticket.unanswered--;
    finishIfDone(ticket);
    assignWaiting();
  };

  const finishIfDone = (ticket: Ticket): void => {
    const over = ticket.failure ? ticket.onThreads.size === 0 : ticket.unanswered === 0;
    if (!over || !tickets.delete(ticket)) return;
    conclude(ticket);
  };

  const cancel = (ticket: Ticket): void => {
    stop(ticket, cancelled(), graceMilliseconds);
    finishIfDone(ticket);
  };

  const enqueue = (ticket: Ticket): void => {
    tickets.add(ticket);
    finishIfDone(ticket);
    assignWaiting();
  };

  const run = async (job: Job, jobOptions: JobOptions = {}): Promise<unknown[]> => {
    const { signal } = jobOptions;
    if (closed || signal?.aborted) throw cancelled();
    const { promise, resolve, reject } = Promise.withResolvers<unknown[]>();
    const ticket = makeTicket(job, jobOptions, resolve, reject);
    const onAbort = (): void => cancel(ticket);
    signal?.addEventListener('abort', onAbort);
    enqueue(ticket);
    try {
      return await promise;
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  };

  return {
    workers,
    run,
    warmUp: () => threads[0]?.start(),
    async close() {
      closed = true;
      for (const ticket of tickets) cancel(ticket);
      await Promise.all(threads.map((thread) => thread.terminate()));
    },
  };
}

function makeTicket(
  job: Job,
  options: JobOptions,
  resolve: Ticket['resolve'],
  reject: Ticket['reject'],
): Ticket {
  const memory = controlMemory(job.chunks.length);
  return {
    job,
    options,
    memory,
    control: jobControl(memory),
    answers: [],
    resolve,
    reject,
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
function mostNeglected(tickets: Iterable<Ticket>): Ticket | null {
  let found: Ticket | null = null;
  for (const ticket of tickets) {
    const waiting = !ticket.failure && ticket.nextChunk < ticket.job.chunks.length;
    if (waiting && (!found || isMoreNeglected(ticket, found))) found = ticket;
  }
  return found;
}

function isMoreNeglected(a: Ticket, b: Ticket): boolean {
  const fewer = a.onThreads.size - b.onThreads.size;
  return fewer !== 0 ? fewer < 0 : a.lastTurn < b.lastTurn;
}

/** A free thread; rather one that has the network already. */
function freeThread(threads: readonly StudyThread[], key: string): StudyThread | null {
  const free = threads.filter((thread) => !thread.isBusy());
  return free.find((thread) => thread.holds(key)) ?? free[0] ?? null;
}

function begin(ticket: Ticket, graceMilliseconds: number): void {
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
function stop(ticket: Ticket, failure: Error, graceMilliseconds: number): void {
  if (ticket.failure) return;
  ticket.failure = failure;
  ticket.control.stop();
  ticket.graceTimer = setTimeout(() => {
    for (const thread of ticket.onThreads) void thread.terminate();
  }, graceMilliseconds);
}

function conclude(ticket: Ticket): void {
  if (ticket.progressTimer) clearInterval(ticket.progressTimer);
  if (ticket.graceTimer) clearTimeout(ticket.graceTimer);
  if (ticket.failure) ticket.reject(ticket.failure);
  else ticket.resolve(ticket.answers);
}

function failureOf(outcome: Exclude<TaskOutcome, { kind: 'done' }>): Error {
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

const cancelled = (): PhaselockError => new PhaselockError('cancelled', 'Cancelled.');
