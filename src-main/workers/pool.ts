import type { TaskOutcome } from './messages.ts';
import { createStudyThread } from './study-thread.ts';
import type { StudyThread } from './study-thread.ts';
import {
  begin,
  cancelled,
  conclude,
  failureOf,
  isOver,
  makeTicket,
  mostNeglected,
  stop,
} from './ticket.ts';
import type { Job, JobOptions, Ticket } from './ticket.ts';

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

/** Cancelling takes less than a second, whatever a study does. */
const defaultGraceMilliseconds = 700;

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
    ticket.onThreads.add(thread);
    if (chunkIndex === 0) begin(ticket, graceMilliseconds);
    const { question, network, spec, chunks, seed } = ticket.job;
    const common = { question, network, spec, seed, control: ticket.memory };
    const outcome = await thread.run({ ...common, chunk: chunks[chunkIndex], chunkIndex });
    ticket.onThreads.delete(thread);
    ticket.unanswered--;
    take(ticket, chunkIndex, outcome);
    finishIfOver(ticket);
    assignWaiting();
  };

  const take = (ticket: Ticket, chunkIndex: number, outcome: TaskOutcome): void => {
    const { onAnswer, onFragment } = ticket.options;
    if (outcome.kind === 'done') {
      ticket.answers[chunkIndex] = outcome.value;
      ticket.control.report(chunkIndex, 1);
      onAnswer?.(chunkIndex, outcome.value);
      return;
    }
    const begun = outcome.kind === 'stopped' && outcome.value !== undefined;
    if (begun) onFragment?.(chunkIndex, outcome.value);
    stop(ticket, failureOf(outcome), graceMilliseconds);
  };

  const finishIfOver = (ticket: Ticket): void => {
    if (isOver(ticket) && tickets.delete(ticket)) conclude(ticket);
  };

  const cancel = (ticket: Ticket): void => {
    stop(ticket, cancelled(), graceMilliseconds);
    finishIfOver(ticket);
  };

  return {
    workers,
    async run(job, jobOptions = {}) {
      const { signal } = jobOptions;
      if (closed || signal?.aborted) throw cancelled();
      const ticket = makeTicket(job, jobOptions);
      const onAbort = (): void => cancel(ticket);
      signal?.addEventListener('abort', onAbort);
      jobOptions.gate?.onOpen(assignWaiting);
      tickets.add(ticket);
      finishIfOver(ticket);
      assignWaiting();
      try {
        return await ticket.outcome.promise;
      } finally {
        signal?.removeEventListener('abort', onAbort);
      }
    },
    warmUp: () => threads[0]?.start(),
    async close() {
      closed = true;
      for (const ticket of tickets) cancel(ticket);
      await Promise.all(threads.map((thread) => thread.terminate()));
    },
  };
}

/** A free thread; rather one that has the network already. */
function freeThread(threads: readonly StudyThread[], key: string): StudyThread | null {
  const free = threads.filter((thread) => !thread.isBusy());
  return free.find((thread) => thread.holds(key)) ?? free[0] ?? null;
}
