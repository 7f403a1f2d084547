import { PhaselockError } from '../../src-shared/contract/errors.ts';
import type { ResultOf, StudyKind } from '../../src-shared/studies/catalogue.ts';
import { packResult } from '../store/study-results.ts';
import type { PackedResult } from '../store/study-results.ts';
import type { RunEnd } from '../store/study-runs.ts';
import { StudyCancelled } from './engine.ts';
import { outcomeOf } from './study-outcomes.ts';

/** How a run ends, with what it leaves behind. */
export interface RunEnding extends Omit<RunEnd, 'finishedAt' | 'durationSeconds'> {
  readonly result: PackedResult | null;
}

export async function endingWith<Kind extends StudyKind>(
  kind: Kind,
  result: ResultOf<Kind>,
): Promise<RunEnding> {
  const { text: outcome, ...rest } = outcomeOf(kind, result);
  return { outcome, ...rest, result: await packResult(result) };
}

/** Of a run that came to no full result. */
export async function endingAfter(kind: StudyKind, error: unknown): Promise<RunEnding> {
  return error instanceof StudyCancelled ? afterCancelling(kind, error) : failedEnding(error);
}

export function failedEnding(error: unknown): RunEnding {
  const outcome =
    error instanceof PhaselockError
      ? error.message
      : 'Phaselock met a defect; the log file says where. Your network is safe.';
  return { status: 'failed', outcome, figures: [], norm: null, result: null };
}

/** Figures of a part would be compared as if they were of the whole: it has none. */
async function afterCancelling(kind: StudyKind, error: StudyCancelled): Promise<RunEnding> {
  const none = { status: 'cancelled', figures: [], norm: null } as const;
  const partial = error.partial();
  if (!partial) return { ...none, outcome: 'Cancelled.', result: null };
  const result = partial.result as ResultOf<typeof kind>;
  return {
    ...none,
    outcome: `Cancelled after ${partial.extent}; partial result kept: ${outcomeOf(kind, result).text}`,
    result: await packResult(result),
  };
}
