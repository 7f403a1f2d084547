import { PhaselockError } from '../../src-shared/contract/errors.ts';
import { createGate } from '../workers/gate.ts';
import type { Gate } from '../workers/gate.ts';
import { createChunkKeeper } from './chunk-keeper.ts';
import { stamp } from './context.ts';
import type { ServiceContext } from './context.ts';
import type { Engine, PartialOfRun, StudyQuestion } from './engine.ts';
import { endingAfter, endingWith } from './run-endings.ts';
import type { RunEnding } from './run-endings.ts';
import { mayWork, moved } from './run-order.ts';
import type { QueuedRun } from './run-order.ts';
import { createRunPace } from './run-pace.ts';
import type { RunPace } from './run-pace.ts';

/** What goes into the queue. Its rows are in the store already. */
export interface RunToDo extends QueuedRun {
  readonly question: StudyQuestion;
  /** What an earlier process had found, and how long it had worked for that. */
  readonly before?: {
    readonly answered: Promise<ReadonlyMap<number, unknown>>;
    readonly seconds: number;
  };
}

/** The runs that have not ended, from their place in the queue to their end in the store. */
export interface RunKeeper {
  readonly enter: (run: RunToDo) => void;
  /** Of each of these: false where the run is not under way here. */
  readonly cancel: (runId: number) => boolean;
  /** @throws PhaselockError `refused` where the run has begun and is of one piece. */
  readonly pause: (runId: number) => boolean;
  readonly resume: (runId: number) => boolean;
  /** Before another run, or to the end of the queue. */
  readonly move: (runId: number, before: number | null) => boolean;
  /** What a run has found so far; null where that is nothing, or it is not under way here. */
  readonly partial: (runId: number) => ReturnType<PartialOfRun>;
  readonly ended: (runId: number) => Promise<void>;
  /** Cancels what is under way; or leaves it for the next start, where that goes on with it. */
  readonly close: (leavesUnfinished: boolean) => Promise<void>;
}

interface Underway extends RunToDo {
  paused: boolean;
  begun: boolean;
  readonly controller: AbortController;
  readonly gate: Gate;
  readonly pace: RunPace;
  partial: PartialOfRun;
  /** How far it had come when that was last told; null where there is an answer since. */
  told: number | null;
  ended: Promise<void>;
}

/** Why a run is stopped that the next start goes on with. */
const suspended = Symbol('suspended');

export function createRunKeeper(context: ServiceContext, engine: Engine): RunKeeper {
  const { store, events, log } = context;
  /** In the order of the queue. */
  let underway: readonly Underway[] = [];

  const announce = (runId: number): void => {
    const summary = store.runs.summary(runId);
    if (summary) events.emit('study.changed', summary);
  };
  const announceOrLog = (runId: number): void => {
    try {
      announce(runId);
    } catch (error) {
      log.write('announcing a run', error, { runId });
    }
  };

  /** Opens and closes the gates as the order of the queue has it. */
  const arrange = (): void => {
    const working = mayWork(underway, engine.workers);
    for (const run of underway) if (!working.has(run.runId)) hold(run);
    for (const run of underway) if (working.has(run.runId)) release(run);
  };

  const hold = (run: Underway): void => {
    if (!run.gate.isOpen()) return;
    run.gate.close();
    if (!run.begun) return;
    run.pace.rest();
    store.runs.requeue(run.runId);
    announce(run.runId);
  };

  const release = (run: Underway): void => {
    if (run.gate.isOpen()) return;
    if (run.begun) setRunning(run);
    run.gate.open();
  };

  const setRunning = ({ runId, pace }: Underway): void => {
    pace.work();
    store.runs.start(runId, stamp(context));
    announce(runId);
  };

  const begin = (run: Underway): void => {
    run.begun = true;
    store.queue.begin(run.runId);
    setRunning(run);
  };

  /** Of a run that is held, the chunks under way come to their end and count: that is news too. */
  const tellProgress = (run: Underway, fraction: number): void => {
    const { runId, gate, pace } = run;
    if (!gate.isOpen() && fraction === run.told) return;
    run.told = fraction;
    const remainingSeconds = gate.isOpen() ? pace.remaining(fraction) : null;
    events.emit('study.progress', { runId, fraction, remainingSeconds });
  };

  /** The result, the end of its run and the going of its chunks are one transaction. */
  const conclude = ({ runId, pace }: Underway, { result, ...ending }: RunEnding): void => {
    const finishedAt = stamp(context);
    store.transaction(() => {
      if (result) store.results.write(runId, result);
      store.runs.end(runId, { ...ending, finishedAt, durationSeconds: pace.seconds() });
      store.queue.leave(runId);
    });
  };

  const carryOut = async (run: Underway): Promise<void> => {
    const { runId, question, pieces, controller, gate, pace, before } = run;
    const { signal } = controller;
    const chunks = createChunkKeeper(context, runId, pace);
    try {
      const result = await engine.run(question, {
        signal,
        gate,
        answered: before && (await before.answered),
        onPartial: (partial) => {
          run.partial = partial;
        },
        onStart: () => begin(run),
        onProgress: (fraction) => tellProgress(run, fraction),
        onAnswer: (chunk, answer) => {
          run.told = null;
          if (pieces > 1) chunks.add(chunk, answer);
        },
      });
      await chunks.drop();
      conclude(run, await endingWith(question.kind, result));
    } catch (error) {
      if (signal.reason === suspended) {
        await chunks.settle();
        suspend(run);
        return;
      }
      await chunks.drop();
      const { kind, seed } = question;
      if (!(error instanceof PhaselockError)) log.write('study', error, { runId, kind, seed });
      conclude(run, await endingAfter(kind, error));
    }
  };

  const suspend = ({ runId }: Underway): void =>
    store.transaction(() => {
      store.runs.requeue(runId);
      store.queue.settle(runId);
    });

  const forget = (run: Underway): void => {
    underway = underway.filter((other) => other !== run);
    announceOrLog(run.runId);
    if (run.controller.signal.reason !== suspended) arrange();
  };

  /** Acts on one run; false where it is not under way here. */
  const act = (runId: number, action: (run: Underway) => void): boolean => {
    const run = underway.find((other) => other.runId === runId);
    if (run) action(run);
    return run !== undefined;
  };

  const setPaused = (run: Underway, paused: boolean): void => {
    if (run.paused === paused) return;
    if (paused && run.begun && run.pieces <= 1) {
      throw new PhaselockError(
        'refused',
        `Run ${run.runId} is of one piece and has begun: let it end, or cancel it.`,
      );
    }
    run.paused = paused;
    store.transaction(() => {
      store.queue.setPaused(run.runId, paused);
      store.queue.say(run.runId, stamp(context), paused ? 'Paused.' : 'Resumed.');
    });
    arrange();
    announce(run.runId);
  };

  return {
    enter(toDo) {
      const run: Underway = {
        ...toDo,
        begun: false,
        controller: new AbortController(),
        gate: createGate(),
        pace: createRunPace(context.now, toDo.before?.seconds ?? 0),
        partial: () => null,
        told: null,
        ended: Promise.resolve(),
      };
      underway = [...underway, run];
      run.ended = carryOut(run)
        .catch((error: unknown) => log.write('storing a run', error, { runId: run.runId }))
        .finally(() => forget(run));
      arrange();
    },
    cancel: (runId) => act(runId, ({ controller }) => controller.abort()),
    pause: (runId) => act(runId, (run) => setPaused(run, true)),
    resume: (runId) => act(runId, (run) => setPaused(run, false)),
    move: (runId, before) =>
      act(runId, () => {
        const ids = underway.map((run) => run.runId);
        const order = moved(ids, runId, before);
        store.transaction(() => store.queue.arrange(order));
        underway = [...underway].sort((a, b) => order.indexOf(a.runId) - order.indexOf(b.runId));
        arrange();
        for (const id of order) announce(id);
      }),
    partial: (runId) => underway.find((run) => run.runId === runId)?.partial() ?? null,
    ended: async (runId) => underway.find((run) => run.runId === runId)?.ended,
    async close(leavesUnfinished) {
      const runs = underway;
      for (const { controller } of runs) controller.abort(leavesUnfinished ? suspended : undefined);
      await Promise.all(runs.map(({ ended }) => ended));
    },
  };
}
