import type { StatisticalCorrectnessResult } from '../../../../src-shared/studies/statistical-correctness.ts';
import { counted } from '../../../../src-shared/units/counted.ts';
import { figure, table } from './lines.ts';

const violationsTold = 10;

export function statisticalCorrectnessSummary(
  _name: string,
  result: StatisticalCorrectnessResult,
): string[] {
  const { samples, correct, violations, share, interval, worstExcess, chernoffSamples } = result;
  return [
    `Statistical correctness of the condition: ${counted(samples, 'random network')}`,
    `  right for ${correct} (${percent(share)}, 95 % interval ${percent(interval.low)} to ${percent(interval.high)})`,
    `  ${counted(violations, 'violation')}; the largest angle beyond gamma is ${worstExcess.toExponential(2)} rad`,
    `  accuracy and risk ask for ${chernoffSamples} samples a row`,
    '',
    ...table(
      ['graph', 'powers', 'n', 'p', 'samples', 'violations', 'right (%)', 'low', 'high', 'redrawn'],
      result.rows.map((row) => [
        row.graph,
        row.omega,
        String(row.n),
        row.p === null ? '-' : String(row.p),
        String(row.samples),
        String(row.violations),
        figure(row.share === null ? null : 100 * row.share, 3),
        figure(100 * row.interval.low, 3),
        figure(100 * row.interval.high, 3),
        String(row.redrawn),
      ]),
    ),
    ...violationLines(result),
    ...result.warnings.map((warning) => `warning: ${warning}`),
  ];
}

function violationLines({ violating, violations }: StatisticalCorrectnessResult): string[] {
  if (violations === 0) return [];
  const rows = violating
    .slice(0, violationsTold)
    .map(({ row, sample, gamma, exact }) => [
      String(row),
      String(sample),
      figure(gamma, 6),
      figure(exact, 6),
    ]);
  return ['', 'Worst violations', ...table(['row', 'sample', 'gamma (rad)', 'exact (rad)'], rows)];
}

const percent = (share: number | null): string =>
  share === null ? 'none' : `${(100 * share).toFixed(3)} %`;
