import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type { KronReductionSpec } from '../../../src-shared/studies/kron-reduction.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import type { StudyPlan } from '../../../src-shared/studies/study-room.ts';

export type KronReductionChunk = Readonly<Record<string, never>>;

/** @throws StudyRefusal for bare oscillators, which are reduced already. */
export function planKronReduction(
  subject: StudyNetwork,
  _spec: KronReductionSpec,
): StudyPlan<KronReductionChunk> {
  if (subject.kind === 'oscillators') {
    throw new StudyRefusal(
      'A bare oscillator network has no buses to eliminate: run the reduction on a power network.',
    );
  }
  return { chunks: [{}] };
}
