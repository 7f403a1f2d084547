import type { StudySubject } from '../../../src-shared/studies/catalogue.ts';
import type { StatisticalCorrectnessSpec } from '../../../src-shared/studies/statistical-correctness.ts';
import type { StudyPlan } from '../../../src-shared/studies/study-room.ts';
import { chernoffSampleSize } from '../../numerics/statistics/proportion.ts';
import { ensembleChunks, ensemblePoints } from '../ensemble.ts';
import type { EnsembleChunk } from '../ensemble.ts';

/** Operations that a chunk should do, about half a second. */
const CHUNK_WORK = 1e9;
/** What a sample costs whatever its size, in the same operations. */
const SAMPLE_WORK = 1e5;

export function planStatisticalCorrectness(
  _subject: StudySubject,
  spec: StatisticalCorrectnessSpec,
): StudyPlan<EnsembleChunk> {
  const size = (n: number): number => CHUNK_WORK / (n ** 3 + SAMPLE_WORK);
  return { chunks: ensembleChunks(ensemblePoints(spec), samplesOf(spec), size) };
}

/** Of each row. */
export const samplesOf = ({ samples, accuracy, risk }: StatisticalCorrectnessSpec): number =>
  samples ?? chernoffSampleSize(accuracy, risk);
