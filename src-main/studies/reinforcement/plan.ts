import type { StudyPlan } from '../../../src-shared/studies/study-room.ts';

/** One chunk: a candidate costs one solve, and the best of all are solved exactly. */
export type ReinforcementChunk = Readonly<Record<string, never>>;

export const planReinforcement = (): StudyPlan<ReinforcementChunk> => ({ chunks: [{}] });
