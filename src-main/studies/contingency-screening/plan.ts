import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type { ContingencyScreeningSpec } from '../../../src-shared/studies/contingency-screening.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import type { StudyPlan } from '../../../src-shared/studies/study-room.ts';
import { requireCompensation } from './compensation.ts';
import { contingencyList, pairCount } from './contingency-list.ts';

/** A run of the contingency list, or of the pairs: [from, to). */
export interface ScreeningChunk {
  readonly from: number;
  readonly to: number;
  readonly pairs?: true;
}

/**
 * Outages that a chunk screens. Each chunk factorizes the network for itself and solves its own
 * worst outages exactly, so small chunks would do more than the whole; large ones would leave a long
 * screening nothing to show on the way, and most of the threads without work.
 */
const CHUNK_SIZE = 2048;

export function planContingencyScreening(
  subject: StudyNetwork,
  spec: ContingencyScreeningSpec,
): StudyPlan<ScreeningChunk> {
  requireCompensation(subject, spec);
  const listed = contingencyList(subject, spec).length;
  const paired = pairCount(subject, spec);
  if (listed + paired === 0) refuseEmpty(spec);
  const singles = runsOf(Math.max(1, listed));
  const pairs = runsOf(paired);
  return { chunks: [...singles, ...pairs.map((run) => ({ ...run, pairs: true as const }))] };
}

function refuseEmpty({ contingencies }: ContingencyScreeningSpec): never {
  throw new StudyRefusal(
    contingencies === null
      ? 'singles: the network has no element in service of the kinds named, so that nothing goes out: name others.'
      : 'contingencies: none is in the list, or none of them is enabled: add one, or leave the list out for every single outage.',
  );
}

const runsOf = (count: number): { readonly from: number; readonly to: number }[] =>
  Array.from({ length: Math.ceil(count / CHUNK_SIZE) }, (_, k) => ({
    from: k * CHUNK_SIZE,
    to: Math.min((k + 1) * CHUNK_SIZE, count),
  }));
