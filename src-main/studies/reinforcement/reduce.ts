import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type {
  ReinforcementResult,
  ReinforcementSpec,
} from '../../../src-shared/studies/reinforcement.ts';

/** The one chunk's answer is the result. */
export function reduceReinforcement(
  _subject: StudyNetwork,
  _spec: ReinforcementSpec,
  [only]: readonly ReinforcementResult[],
): ReinforcementResult {
  if (!only) throw new Error('The ranking has one part: plan and run disagree.');
  return only;
}
