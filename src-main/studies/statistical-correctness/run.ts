import type { StudySubject } from '../../../src-shared/studies/catalogue.ts';
import type {
  StatisticalCorrectnessSpec,
  ViolatingNetwork,
} from '../../../src-shared/studies/statistical-correctness.ts';
import type { StudyContext } from '../../../src-shared/studies/study-room.ts';
import { EquilibriumSolver } from '../../equations/oscillators/equilibrium.ts';
import { drawCorrectnessSample } from '../correctness-sample.ts';
import type { CorrectnessSample } from '../correctness-sample.ts';
import { ensemblePoints, sampleNumbers } from '../ensemble.ts';
import type { EnsembleChunk } from '../ensemble.ts';
import { VIOLATIONS_KEPT, worstViolations } from './worst-violations.ts';

/** Counts, so that a million samples take no memory. */
export interface CorrectnessPart {
  readonly row: number;
  readonly samples: number;
  readonly violations: number;
  readonly noSolution: number;
  readonly worstExcess: number;
  readonly redrawn: number;
  /** False where a sample found no connected graph; the chunk ends there. */
  readonly connected: boolean;
  readonly violating: readonly ViolatingNetwork[];
}

/** What exact angle and gamma may differ by through rounding, rad. */
const ROUNDING = 1e-9;

/** Draws the samples of one chunk and solves each exactly. */
export function runStatisticalCorrectness(
  _subject: StudySubject,
  spec: StatisticalCorrectnessSpec,
  { row, from, to }: EnsembleChunk,
  context: StudyContext,
): CorrectnessPart {
  const point = ensemblePoints(spec)[row];
  if (!point) throw new Error(`There is no row ${row}: plan and run disagree.`);
  let violating: ViolatingNetwork[] = [];
  const count = { samples: 0, violations: 0, noSolution: 0, worstExcess: 0, redrawn: 0 };
  for (let sample = from; sample < to && !context.stopped(); sample++) {
    const drawn = drawCorrectnessSample(point, spec, sampleNumbers(context.seed, row, sample));
    if (!drawn) return { row, ...count, connected: false, violating: [] };
    count.samples++;
    count.redrawn += drawn.redrawn;
    context.progress((sample + 1 - from) / (to - from));
    const exact = exactAngle(drawn);
    if (exact !== null && exact <= drawn.gamma + ROUNDING) continue;
    count.violations++;
    if (exact === null) count.noSolution++;
    else count.worstExcess = Math.max(count.worstExcess, exact - drawn.gamma);
    violating.push({ row, sample, gamma: drawn.gamma, exact });
    if (violating.length > 2 * VIOLATIONS_KEPT) violating = worstViolations(violating);
  }
  return { row, ...count, connected: true, violating: worstViolations(violating) };
}

function exactAngle({ network, theta, laplacian }: CorrectnessSample): number | null {
  const { status, worst } = new EquilibriumSolver(network, laplacian).solve(theta);
  return status === 'converged' ? worst.value : null;
}
