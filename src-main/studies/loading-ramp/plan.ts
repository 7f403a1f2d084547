import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type { LoadingRampSpec } from '../../../src-shared/studies/loading-ramp.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import type { StudyPlan } from '../../../src-shared/studies/study-room.ts';
import { outagedNetwork } from './outaged-network.ts';
import { requireDirection } from './stress-direction.ts';

/** One chunk: a branch is followed, and time runs, in one piece. */
export type LoadingRampChunk = Readonly<Record<string, never>>;

/** @throws StudyRefusal where the spec cannot be followed, before anything runs. */
export function planLoadingRamp(
  subject: StudyNetwork,
  spec: LoadingRampSpec,
): StudyPlan<LoadingRampChunk> {
  const { from, to } = spec.ramp;
  if (from !== null && to !== null && from >= to) {
    throw new StudyRefusal(
      `ramp.to is ${to}, and the ramp starts from ${from}: it has to end higher.`,
    );
  }
  requireDirection(outagedNetwork(subject, spec), spec);
  return { chunks: [{}] };
}
