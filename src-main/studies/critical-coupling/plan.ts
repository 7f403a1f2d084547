import type { StudySubject } from '../../../src-shared/studies/catalogue.ts';
import type { CriticalCouplingSpec } from '../../../src-shared/studies/critical-coupling.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import type { StudyPlan } from '../../../src-shared/studies/study-room.ts';
import { requireDirection } from '../loading-ramp/stress-direction.ts';
import { ensembleChunks, ensemblePoints } from '../ensemble.ts';
import type { EnsembleChunk } from '../ensemble.ts';

/** The network at hand is row -1. */
export type CouplingChunk = EnsembleChunk;

/** Operations that a chunk should do, about a quarter of a second. */
const CHUNK_WORK = 1.5e8;

export function planCriticalCoupling(
  subject: StudySubject,
  spec: CriticalCouplingSpec,
): StudyPlan<CouplingChunk> {
  if (spec.graph === null) {
    if (subject.kind === 'none') {
      throw new StudyRefusal(
        'There is neither a network nor a law to draw one by: name a network, or give graph, "erdos-renyi" for instance.',
      );
    }
    requireDirection(subject, spec);
    return { chunks: [{ row: -1, from: 0, to: 1 }] };
  }
  const size = (n: number): number => CHUNK_WORK / (n ** 3 + 1e5);
  return { chunks: ensembleChunks(ensemblePoints(spec), spec.samples, size) };
}
