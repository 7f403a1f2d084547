import type { StudyPlan } from '../../../src-shared/studies/study-room.ts';

/** One chunk: the condition is one linear solve and one equilibrium. */
export type SyncConditionChunk = Readonly<Record<string, never>>;

export function planSyncCondition(): StudyPlan<SyncConditionChunk> {
  return { chunks: [{}] };
}
