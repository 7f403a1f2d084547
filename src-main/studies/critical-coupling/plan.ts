import type { StudySubject } from '../../../src-shared/studies/catalogue.ts';
import type {
  CriticalCouplingSpec,
  EnsemblePoint,
} from '../../../src-shared/studies/critical-coupling.ts';
import { hasParameter } from '../../../src-shared/studies/random-law.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import type { StudyPlan } from '../../../src-shared/studies/study-room.ts';

/** Samples [from, to) of a row; the network at hand is row -1. */
export interface CouplingChunk {
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

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
    return { chunks: [{ row: -1, from: 0, to: 1 }] };
  }
  return { chunks: ensemblePoints(spec).flatMap((point, row) => chunksOf(row, point, spec)) };
}

/** A row for every combination of the lists; families without a parameter once for all p. */
export function ensemblePoints({ graph, omega, n, p }: CriticalCouplingSpec): EnsemblePoint[] {
  return (graph ?? []).flatMap((family) =>
    omega.flatMap((law) =>
      n.flatMap((size) =>
        (hasParameter[family] ? p : [null]).map((parameter) => ({
          graph: family,
          omega: law,
          n: size,
          p: parameter,
        })),
      ),
    ),
  );
}

function chunksOf(
  row: number,
  { n }: EnsemblePoint,
  { samples }: CriticalCouplingSpec,
): CouplingChunk[] {
  const size = Math.max(1, Math.floor(CHUNK_WORK / (n ** 3 + 1e5)));
  return Array.from({ length: Math.ceil(samples / size) }, (_, k) => ({
    row,
    from: k * size,
    to: Math.min((k + 1) * size, samples),
  }));
}
