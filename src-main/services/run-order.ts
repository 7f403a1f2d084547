/** A run that has not ended, as far as the order of work is concerned. */
export interface QueuedRun {
  readonly runId: number;
  readonly pieces: number;
  readonly paused: boolean;
}

/**
 * The runs whose chunks may go to the threads. A batch, cut into many pieces, has every thread that
 * is free, so batches go one at a time, in the order of the queue. Studies of one piece go beside
 * it, as many as there are threads, in the order of the queue: nobody waits a night for a minute.
 */
export function mayWork(queue: readonly QueuedRun[], workers: number): ReadonlySet<number> {
  const waiting = queue.filter(({ paused }) => !paused);
  const batch = waiting.filter(({ pieces }) => pieces > 1).slice(0, 1);
  const single = waiting.filter(({ pieces }) => pieces <= 1).slice(0, workers);
  return new Set([...batch, ...single].map(({ runId }) => runId));
}

/** The queue with one run moved before another, or to its end. */
export function moved(
  queue: readonly number[],
  runId: number,
  before: number | null,
): readonly number[] {
  const others = queue.filter((id) => id !== runId);
  const at = before === null ? others.length : others.indexOf(before);
  return at < 0 ? queue : [...others.slice(0, at), runId, ...others.slice(at)];
}
