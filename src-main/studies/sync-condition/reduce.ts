import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type {
  SyncConditionResult,
  SyncConditionSpec,
} from '../../../src-shared/studies/sync-condition.ts';

/** The one chunk's answer is the result. */
export function reduceSyncCondition(
  _subject: StudyNetwork,
  _spec: SyncConditionSpec,
  [only]: readonly SyncConditionResult[],
): SyncConditionResult {
  if (!only) throw new Error('The condition has one part: plan and run disagree.');
  return only;
}
