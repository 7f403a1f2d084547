import type { LiveMargin } from '../../src-shared/contract/live-margin.ts';

/**
 * The code of a margin runs at its full speed only after some use. So often, while nobody asks, the
 * first network is answered again before its first edit, unless it is so large that once is enough.
 */
const times = 12;
const afterMilliseconds = 1000;
const longestMilliseconds = 150;

/** A question as it was answered first. */
export interface Rehearsed {
  readonly answer: Promise<LiveMargin>;
  /** Aborted as soon as the next question comes. */
  readonly signal: AbortSignal;
  readonly again: () => Promise<unknown>;
}

/** Rehearses the first question that is not overtaken by another one. */
export function createRehearsal(): (question: Rehearsed) => Promise<void> {
  let done = false;
  return async ({ answer, signal, again }) => {
    const isNeedless = (): boolean => done || signal.aborted;
    if (isNeedless()) return;
    const { milliseconds } = await answer;
    if (milliseconds > longestMilliseconds) return;
    await new Promise((resolve) => setTimeout(resolve, afterMilliseconds).unref());
    if (isNeedless()) return;
    done = true;
    // Overtaken, it fails as cancelled.
    for (let time = 0; time < times; time++) await again();
  };
}
