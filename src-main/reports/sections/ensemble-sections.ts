import type {
  CriticalCouplingResult,
  CriticalCouplingRow,
  StressedCoupling,
} from '../../../src-shared/studies/critical-coupling.ts';
import type { LoadingAnswer } from '../../../src-shared/studies/loading-ramp.ts';
import { loadingCauses } from '../../../src-shared/studies/loading-words.ts';
import type { ShareInterval, ViolatingDraw } from '../../../src-shared/studies/monte-carlo.ts';
import type { CorrectnessRow } from '../../../src-shared/studies/statistical-correctness.ts';
import { graphFamilyName } from '../../../src-shared/studies/synthetic-network.ts';
import { degreeColumn, facts, numberColumn, plain, tableOf, textColumn } from '../blocks.ts';
import type { Block } from '../blocks.ts';
import { count, edgeText, fixed, on } from '../numbers.ts';
import type { ReportedRun } from '../report-input.ts';
import { runRemarks } from '../run-remarks.ts';

const printedDraws = 20;
const printedRows = 60;

const percent = ({ low, high }: ShareInterval): string =>
  `${fixed(100 * low, 2)} to ${fixed(100 * high, 2)} %`;

/** Random dispatches: how often the condition is right, and how close. */
export function monteCarloSection({ run, result, spec }: ReportedRun<'monte-carlo'>): Block[] {
  const { intervals } = result;
  const error = (mean: number | null, spread: number | null): string =>
    `${fixed(mean, 6)} ± ${fixed(spread, 6)} rad`;
  return [
    ...runRemarks(run),
    facts([
      [
        'Law of the draws',
        `${fixed(100 * spec.loadFraction, 0)} % of the loads and ${fixed(100 * spec.unitFraction, 0)} % of the generators normal about their power with ${fixed(100 * spec.standardDeviation, 1)} %; ${fixed(100 * spec.adjusterFraction, 0)} % of both take the imbalance`,
      ],
      ['Draws, seed', `${count(result.draws)}, ${run.seed}`],
      ['Condition correct', `${count(result.correct)} (95 %: ${percent(intervals.correct)})`],
      ['Violations', `${count(result.violations)} (95 %: ${percent(intervals.violations)})`],
      [
        'No state, as predicted',
        `${count(result.noSolution)} (95 %: ${percent(intervals.noSolution)})`,
      ],
      ['A state although the condition fails', count(result.conservative)],
      ['Accuracy', error(result.accuracyMean, result.accuracyStandardError)],
      ['Cohesive phases', error(result.cohesivePhasesMean, result.cohesivePhasesStandardError)],
      ['Norm without disturbance', `${fixed(result.base.norm, 6)}${on(result.base.worstEdge)}`],
    ]),
    ...(result.violating.length === 0
      ? []
      : [
          tableOf(
            'Draws that break the condition',
            result.violating,
            [
              numberColumn<ViolatingDraw>('Draw', '', 0, ({ draw }) => draw),
              numberColumn<ViolatingDraw>('Norm', '', 6, ({ norm }) => norm),
              degreeColumn<ViolatingDraw>('Predicted', ({ predicted }) => predicted),
              degreeColumn<ViolatingDraw>('Exact', ({ exact }) => exact),
              textColumn<ViolatingDraw>('Line', ({ worstEdge }) =>
                worstEdge ? edgeText(worstEdge) : '–',
              ),
            ],
            Math.min(printedDraws, result.violating.length),
          ),
        ]),
  ];
}

/** Predicted and exact critical coupling: of the network, or of random ones. */
export function criticalCouplingSection({
  run,
  result,
}: ReportedRun<'critical-coupling'>): Block[] {
  return [...runRemarks(run), ...(result.network ? ofNetwork(result.network) : ofEnsemble(result))];
}

const ofNetwork = ({
  predicted,
  exact,
  ratio,
  worstEdge,
  connectivityBound,
  degreeBound,
  stress,
}: NonNullable<CriticalCouplingResult['network']>): Block[] => [
  facts([
    ['Predicted', `${fixed(predicted, 8)}${on(worstEdge)}`],
    ['Exact', fixed(exact, 8)],
    ['Exact / predicted', fixed(ratio, 6)],
    ['Algebraic connectivity asks for', fixed(connectivityBound, 5)],
    ['Degrees ask for at least', fixed(degreeBound, 5)],
    ...(stress ? stressFacts(stress) : []),
  ]),
];

function stressFacts({
  direction,
  unit,
  predicted,
  exact,
  ratio,
}: StressedCoupling): [string, string][] {
  const words = ({ loading, edge, cause }: LoadingAnswer): string => {
    const place = edge ? `${edgeText(edge)} ${loadingCauses[cause]}` : loadingCauses[cause];
    return loading === null ? place : `${fixed(loading, 6)} ${unit}; ${place}`;
  };
  return [
    ['Stress direction', direction],
    ['Critical loading, predicted', words(predicted)],
    ['Critical loading, exact', words(exact)],
    ['Exact / predicted loading', fixed(ratio, 6)],
  ];
}

const ofEnsemble = (result: CriticalCouplingResult): Block[] => [
  plain(
    `Mean of K exact / K predicted: ${fixed(result.ratioMean, 5)} ± ${fixed(result.ratioStandardError, 5)}; ${count(result.redrawn)} graphs were drawn again because they were not connected.`,
  ),
  tableOf(
    'Random networks',
    result.rows,
    [
      textColumn<CriticalCouplingRow>('Family', ({ graph }) => graphFamilyName(graph)),
      textColumn<CriticalCouplingRow>('Powers', ({ omega }) => omega),
      numberColumn<CriticalCouplingRow>('Nodes', '', 0, ({ n }) => n),
      numberColumn<CriticalCouplingRow>('p', '', 3, ({ p }) => p),
      numberColumn<CriticalCouplingRow>('Samples', '', 0, ({ samples }) => samples),
      numberColumn<CriticalCouplingRow>('Ratio', '', 5, ({ ratioMean }) => ratioMean),
      numberColumn<CriticalCouplingRow>(
        'Standard error',
        '',
        5,
        ({ ratioStandardError }) => ratioStandardError,
      ),
      numberColumn<CriticalCouplingRow>('Redrawn', '', 0, ({ redrawn }) => redrawn),
    ],
    Math.min(printedRows, result.rows.length),
  ),
];

/** For which share of random networks the condition is right. */
export function correctnessSection({
  run,
  result,
}: ReportedRun<'statistical-correctness'>): Block[] {
  const share = (value: number | null): number | null => (value === null ? null : 100 * value);
  return [
    ...runRemarks(run),
    plain(
      `Right for ${fixed(share(result.share), 4)} % of ${count(result.samples)} networks (95 %: ${percent(result.interval)}); largest excess ${fixed(result.worstExcess, 5)} rad.`,
    ),
    tableOf(
      'Laws',
      result.rows,
      [
        textColumn<CorrectnessRow>('Family', ({ graph }) => graphFamilyName(graph)),
        textColumn<CorrectnessRow>('Powers', ({ omega }) => omega),
        numberColumn<CorrectnessRow>('Nodes', '', 0, ({ n }) => n),
        numberColumn<CorrectnessRow>('p', '', 3, ({ p }) => p),
        numberColumn<CorrectnessRow>('Samples', '', 0, ({ samples }) => samples),
        numberColumn<CorrectnessRow>('Correct', '%', 4, (row) => share(row.share)),
        numberColumn<CorrectnessRow>('Low', '%', 4, ({ interval }) => 100 * interval.low),
        numberColumn<CorrectnessRow>('High', '%', 4, ({ interval }) => 100 * interval.high),
        numberColumn<CorrectnessRow>('Violations', '', 0, ({ violations }) => violations),
      ],
      Math.min(printedRows, result.rows.length),
    ),
  ];
}
