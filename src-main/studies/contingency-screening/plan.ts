import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type { ContingencyScreeningSpec } from '../../../src-shared/studies/contingency-screening.ts';
import type { StudyPlan } from '../../../src-shared/studies/study-room.ts';
import { contingencyList } from './contingency-list.ts';

/** A run of the contingency list: [from, to). */
export interface ScreeningChunk {
  readonly from: number;
  readonly to: number;
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
  const count = contingencyList(subject, spec).length;
  const chunks = Array.from({ length: Math.max(1, Math.ceil(count / CHUNK_SIZE)) }, (_, k) => ({
    from: k * CHUNK_SIZE,
    to: Math.min((k + 1) * CHUNK_SIZE, count),
  }));
  return { chunks };
}
