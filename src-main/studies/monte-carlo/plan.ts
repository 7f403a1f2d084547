import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type { MonteCarloSpec } from '../../../src-shared/studies/monte-carlo.ts';
import type { StudyPlan } from '../../../src-shared/studies/study-room.ts';

/** Draws [from, to). */
export interface DrawsChunk {
  readonly from: number;
  readonly to: number;
}

/** Nodes times draws of a chunk, about a quarter of a second; each factorizes the network once. */
const CHUNK_WORK = 600_000;

export function planMonteCarlo(
  subject: StudyNetwork,
  { draws }: MonteCarloSpec,
): StudyPlan<DrawsChunk> {
  const nodes = subject.kind === 'grid' ? subject.grid.buses.length : subject.document.nodes.length;
  const size = Math.max(64, Math.ceil(CHUNK_WORK / Math.max(nodes, 1)));
  const chunks = Array.from({ length: Math.ceil(draws / size) }, (_, k) => ({
    from: k * size,
    to: Math.min((k + 1) * size, draws),
  }));
  return { chunks };
}
