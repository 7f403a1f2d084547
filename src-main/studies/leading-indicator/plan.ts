import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type { LeadingIndicatorSpec } from '../../../src-shared/studies/leading-indicator.ts';
import type { StudyPlan } from '../../../src-shared/studies/study-room.ts';

export type RunRole = 'calibration' | 'quiet' | 'ramp';

/** Two runs of one role, side by side; their numbers among all runs. */
export interface IndicatorChunk {
  readonly role: RunRole;
  readonly runs: readonly [number] | readonly [number, number];
}

/** Runs in the order of their roles; which random numbers a run has depends on its number alone. */
export function planLeadingIndicator(
  _subject: StudyNetwork,
  { calibrationRuns, quietRuns, ramps }: LeadingIndicatorSpec,
): StudyPlan<IndicatorChunk> {
  const chunks: IndicatorChunk[] = [];
  let next = 0;
  for (const [role, count] of [
    ['calibration', calibrationRuns],
    ['quiet', quietRuns],
    ['ramp', ramps],
  ] as const) {
    for (let k = 0; k < count; k += 2, next += 2) {
      chunks.push({ role, runs: k + 1 < count ? [next, next + 1] : [next] });
    }
  }
  return { chunks };
}
