import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type { ContingencyScreeningSpec } from '../../../src-shared/studies/contingency-screening.ts';
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
 * worst outages exactly, so small chunks would do more than the whole.
 */
const CHUNK_SIZE = 8192;

export function planContingencyScreening(
  subject: StudyNetwork,
  spec: ContingencyScreeningSpec,
): StudyPlan<ScreeningChunk> {
  requireCompensation(subject, spec);
  const singles = runsOf(Math.max(1, contingencyList(subject, spec).length));
  const pairs = runsOf(pairCount(subject, spec));
  return { chunks: [...singles, ...pairs.map((run) => ({ ...run, pairs: true as const }))] };
}

const runsOf = (count: number): { readonly from: number; readonly to: number }[] =>
  Array.from({ length: Math.ceil(count / CHUNK_SIZE) }, (_, k) => ({
    from: k * CHUNK_SIZE,
    to: Math.min((k + 1) * CHUNK_SIZE, count),
  }));
