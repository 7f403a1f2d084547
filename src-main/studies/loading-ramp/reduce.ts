import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type {
  LoadingRampResult,
  LoadingRampSpec,
} from '../../../src-shared/studies/loading-ramp.ts';

/** The one chunk's answer is the result. */
export function reduceLoadingRamp(
  _subject: StudyNetwork,
  _spec: LoadingRampSpec,
  [only]: readonly LoadingRampResult[],
): LoadingRampResult {
  if (!only) throw new Error('The loading ramp has one part: plan and run disagree.');
  return only;
}
