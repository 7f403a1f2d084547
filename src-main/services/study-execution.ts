import { PhaselockError } from '../../src-shared/contract/errors.ts';
import { packResult } from '../store/study-results.ts';
import type { PackedResult } from '../store/study-results.ts';
import type { RunEnd } from '../store/study-runs.ts';
import { stamp } from './context.ts';
import type { ServiceContext } from './context.ts';
import type { Engine, StudyQuestion } from './engine.ts';
import { outcomeOf } from './study-outcomes.ts';

/** The runs that are under way, from the queue to their end in the store. */
export interface RunKeeper {
  readonly execute: (runId: number, question: StudyQuestion) => void;
  /** False where the run is not under way here. */
  readonly cancel: (runId: number) => boolean;
  readonly ended: (runId: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

interface Underway {
  readonly controller: AbortController;
  readonly ended: Promise<void>;
}

type Ending = Omit<RunEnd, 'finishedAt' | 'durationSeconds'>;

export function createRunKeeper(context: ServiceContext, engine: Engine): RunKeeper {
  const { store, events, log } = context;
  const underway = new Map<number, Underway>();

  const announce = (runId: number): void => {
    const summary = store.runs.summary(runId);
    if (summary) events.emit('study.changed', summary);
  };

  /** The result and the end of its run are one transaction. */
  const conclude = (
    runId: number,
    startedAt: Date | null,
    ending: Ending,
    result?: PackedResult,
  ): void => {
    const now = context.now();
    const durationSeconds = startedAt && (now.getTime() - startedAt.getTime()) / 1000;
    store.transaction(() => {
      if (result) store.results.write(runId, result);
      store.runs.end(runId, { ...ending, finishedAt: now.toISOString(), durationSeconds });
    });
  };

  const carryOut = async (
    runId: number,
    question: StudyQuestion,
    signal: AbortSignal,
  ): Promise<void> => {
    let startedAt: Date | null = null;
    const onStart = (): void => {
      startedAt = context.now();
      store.runs.start(runId, stamp(context));
      announce(runId);
    };
    const onProgress = (fraction: number): void => {
      const elapsed = startedAt ? (context.now().getTime() - startedAt.getTime()) / 1000 : 0;
      const remainingSeconds = estimateRemaining(elapsed, fraction);
      events.emit('study.progress', { runId, fraction, remainingSeconds });
    };
    try {
      const result = await engine.run(question, { signal, onStart, onProgress });
      const { text: outcome, ...rest } = outcomeOf(question.kind, result);
      conclude(runId, startedAt, { outcome, ...rest }, await packResult(result));
    } catch (error) {
      const { kind, seed } = question;
      if (!(error instanceof PhaselockError)) log.write('study', error, { runId, kind, seed });
      conclude(runId, startedAt, endingOf(error));
    }
  };

  const execute = (runId: number, question: StudyQuestion): void => {
    const controller = new AbortController();
    const ended = carryOut(runId, question, controller.signal)
      .catch((error: unknown) => log.write('storing a run', error, { runId }))
      .finally(() => {
        underway.delete(runId);
        announceOrLog(runId);
      });
    underway.set(runId, { controller, ended });
  };

  const announceOrLog = (runId: number): void => {
    try {
      announce(runId);
    } catch (error) {
      log.write('announcing a run', error, { runId });
    }
  };

  return {
    execute,
    cancel(runId) {
      const run = underway.get(runId);
      run?.controller.abort();
      return run !== undefined;
    },
    ended: async (runId) => underway.get(runId)?.ended,
    async close() {
      const runs = [...underway.values()];
      for (const { controller } of runs) controller.abort();
      await Promise.all(runs.map(({ ended }) => ended));
    },
  };
}

/** How a run ends that gave no result. */
function endingOf(error: unknown): Ending {
  const nothing = { figures: [], norm: null };
  if (!(error instanceof PhaselockError)) {
    return {
      status: 'failed',
      outcome: 'Phaselock met a defect; the log file says where. Your network is safe.',
      ...nothing,
    };
  }
  return error.code === 'cancelled'
    ? { status: 'cancelled', outcome: 'Cancelled.', ...nothing }
    : { status: 'failed', outcome: error.message, ...nothing };
}

/** From the pace so far; null while there is too little of it to tell. */
function estimateRemaining(elapsedSeconds: number, fraction: number): number | null {
  if (fraction < 0.01 || elapsedSeconds < 0.5) return null;
  return (elapsedSeconds * (1 - fraction)) / fraction;
}
