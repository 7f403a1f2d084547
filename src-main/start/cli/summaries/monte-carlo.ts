import type {
  MonteCarloResult,
  ShareInterval,
} from '../../../../src-shared/studies/monte-carlo.ts';
import { counted } from '../../../../src-shared/units/counted.ts';
import { edge, figure, remarks, table } from './lines.ts';

const violationsTold = 20;

export function monteCarloSummary(name: string, result: MonteCarloResult): string[] {
  const { draws, correct, violations, noSolution, conservative, intervals } = result;
  return [
    `Randomised dispatch: ${name}, ${counted(draws, 'draw')}`,
    `  condition right in ${correct} of ${correct + violations} draws for which it holds (${percent(intervals.correct)})`,
    `  ${counted(violations, 'violation')}; ${noSolution} without condition and without a synchronous state; ${conservative} with one all the same`,
    `  largest exact angle, mean: ${figure(result.cohesivePhasesMean, 6)} +- ${figure(result.cohesivePhasesStandardError, 6)} rad`,
    `  |exact - arcsin(norm)|, mean: ${scientific(result.accuracyMean)} +- ${scientific(result.accuracyStandardError)} rad`,
    `  norm, mean: ${figure(result.normMean, 6)}; without disturbance ${figure(result.base.norm, 6)} on ${edge(result.base.worstEdge)}`,
    '',
    'Worst edges',
    ...table(
      ['edge', 'draws'],
      result.worstEdges.slice(0, 5).map((worst) => [edge(worst), String(worst.draws)]),
    ),
    ...violationLines(result),
    ...remarks(result),
  ];
}

function violationLines({ violating, violations }: MonteCarloResult): string[] {
  if (violations === 0) return [];
  const rows = violating
    .slice(0, violationsTold)
    .map(({ draw, norm, predicted, exact, worstEdge }) => [
      String(draw),
      figure(norm, 6),
      figure(exact, 6),
      scientific(exact === null ? null : exact - predicted),
      edge(worstEdge),
    ]);
  const more = violations - rows.length;
  return [
    '',
    'Draws that violate the condition',
    ...table(['draw', 'norm', 'exact (rad)', 'excess (rad)', 'edge'], rows),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

const scientific = (value: number | null): string => value?.toExponential(3) ?? 'none';

const percent = ({ low, high }: ShareInterval): string =>
  `95 % interval ${(100 * low).toFixed(2)} to ${(100 * high).toFixed(2)} %`;
