import { PhaselockError } from '../../src-shared/contract/errors.ts';
import { specSchemas } from '../../src-shared/studies/catalogue.ts';
import { unpackChunk } from '../store/run-queue.ts';
import type { PackedChunk, UnfinishedRun } from '../store/run-queue.ts';
import { stamp } from './context.ts';
import type { ServiceContext } from './context.ts';
import type { Engine, StudyQuestion } from './engine.ts';
import { failedEnding } from './run-endings.ts';
import type { RunKeeper } from './study-execution.ts';

/** A run that began so often without storing anything may be what ends the program. */
const beginningsAllowed = 2;

/**
 * Puts the runs that an earlier process left unfinished back into the queue, with the chunks that
 * it had answered. Only the keeper of the project may do so.
 */
export function resumeUnfinished(
  context: ServiceContext,
  engine: Engine,
  keeper: RunKeeper,
  engineVersion: string,
): void {
  const { store, log } = context;

  const goOn = (run: UnfinishedRun): void => {
    const { runId, kind, seed } = run;
    const question = questionOf(context, run);
    const pieces = engine.pieces(question);
    const [chunks, seconds] = usable(run, pieces)
      ? [store.queue.chunks(runId), run.seconds]
      : [[], 0];
    const paused = run.paused || run.beginnings >= beginningsAllowed;
    store.transaction(() => {
      store.runs.requeue(runId);
      store.queue.setPaused(runId, paused);
      if (!usable(run, pieces)) store.queue.beginAnew(runId, pieces, engineVersion);
      store.queue.say(runId, stamp(context), howItGoesOn(run, pieces, chunks.length));
      if (paused && !run.paused) store.queue.say(runId, stamp(context), suspected);
    });
    const answered = unpackAll(chunks, (error) =>
      log.write('reading a stored chunk', error, { runId, kind, seed }),
    );
    keeper.enter({ runId, pieces, paused, question, before: { answered, seconds } });
  };

  const usable = (run: UnfinishedRun, pieces: number): boolean =>
    run.engineVersion === engineVersion && run.pieces === pieces;

  const howItGoesOn = (run: UnfinishedRun, pieces: number, done: number): string => {
    if (run.engineVersion !== engineVersion) {
      return `The program had ended. It is another version by now (${engineVersion}, before ${run.engineVersion}): the run begins anew.`;
    }
    if (run.pieces !== pieces || done === 0) return 'The program had ended: the run begins anew.';
    return `The program had ended: the run goes on with ${done} of ${pieces} pieces done.`;
  };

  for (const run of store.queue.unfinished()) {
    try {
      goOn(run);
    } catch (error) {
      if (isOfStorage(error)) log.write('going on with a run', error, { runId: run.runId });
      else endUnfinished(context, run, error);
    }
  }
}

/** It stays unfinished, for a start that can write into the project. */
const isOfStorage = (error: unknown): boolean =>
  error instanceof PhaselockError && error.code === 'storage';

const suspected =
  'The program ended twice while this ran. It is paused, in case that was the reason: resume or cancel it.';

function questionOf({ store }: ServiceContext, run: UnfinishedRun): StudyQuestion {
  const grid = store.revisions.load(run.revisionId);
  if (!grid) throw new Error(`Network revision ${run.revisionId} is missing.`);
  const spec = specSchemas[run.kind].safeParse(run.spec);
  if (!spec.success) {
    throw new PhaselockError(
      'refused',
      'The program had ended, and this version asks the question in another way: start the study again.',
    );
  }
  const networkKey = `revision/${store.runs.summary(run.runId)?.revisionHash ?? ''}`;
  const { kind, seed } = run;
  return {
    kind,
    spec: spec.data,
    seed,
    network: { kind: 'grid', grid },
    networkKey,
  };
}

/** A chunk that cannot be read is answered again. */
async function unpackAll(
  chunks: readonly PackedChunk[],
  onUnreadable: (error: unknown) => void,
): Promise<ReadonlyMap<number, unknown>> {
  const answered = new Map<number, unknown>();
  for (const packed of chunks) {
    try {
      answered.set(packed.chunk, await unpackChunk(packed));
    } catch (error) {
      onUnreadable(error);
    }
  }
  return answered;
}

function endUnfinished(
  context: ServiceContext,
  { runId, kind, seed }: UnfinishedRun,
  error: unknown,
): void {
  const { store, log } = context;
  if (!(error instanceof PhaselockError)) {
    log.write('going on with a run', error, { runId, kind, seed });
  }
  const ending = failedEnding(error);
  store.transaction(() => {
    store.runs.end(runId, { ...ending, finishedAt: stamp(context), durationSeconds: null });
    store.queue.leave(runId);
  });
}
