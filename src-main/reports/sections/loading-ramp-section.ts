import { elementLabel } from '../../../src-shared/grid/element-ref.ts';
import {
  furthestLoading,
  predictedMargin,
  simulatedMargins,
} from '../../../src-shared/studies/loading-curve.ts';
import { loadingCauses, rampEnds } from '../../../src-shared/studies/loading-words.ts';
import type {
  EdgeLoading,
  LoadingAnswer,
  LoadingRampResult,
} from '../../../src-shared/studies/loading-ramp.ts';
import { leastSpan } from '../../../src-shared/units/axis-span.ts';
import { degreesFromRadians } from '../../../src-shared/units/quantities.ts';
import {
  degreeColumn,
  facts,
  item,
  numberColumn,
  plain,
  tableOf,
  textColumn,
  warning,
} from '../blocks.ts';
import type { Block } from '../blocks.ts';
import { edgeText, fixed, on } from '../numbers.ts';
import type { ReportedRun } from '../report-input.ts';
import { runRemarks } from '../run-remarks.ts';

const printedLines = 10;
const samples = 81;

/** How far the network can be loaded: predicted, exact and simulated, and what goes first. */
export function loadingRampSection({ run, spec, result }: ReportedRun<'loading-ramp'>): Block[] {
  const { loadingUnit: unit, base, calibrationShift } = result;
  return [
    ...runRemarks(run),
    facts([
      ['Stress direction', result.direction],
      ['Out before the loading', spec.outages.map(elementLabel).join(', ') || 'nothing'],
      ['Base', `norm ${fixed(base.norm, 5)}${on(base.worstEdge)}`],
    ]),
    ...(calibrationShift === null
      ? []
      : [
          warning(
            `Calibrated: ${fixed(calibrationShift, 3)} ${unit} of the direction were added to the base, so that ${fixed(spec.calibrateTo, 2)} ${unit} is predicted. The base is not that of the network.`,
          ),
        ]),
    answerTable(result),
    ...cascade(result),
    ...marginChart(result),
    lineTable(result),
  ];
}

interface AnswerRow {
  readonly name: string;
  readonly loading: number | null;
  readonly line: string;
  readonly words: string;
}

function answerTable({ predicted, exact, simulated, loadingUnit }: LoadingRampResult): Block {
  const analytic = (name: string, { loading, edge, cause }: LoadingAnswer): AnswerRow => ({
    ...{ name, loading, line: edge ? edgeText(edge) : '–', words: loadingCauses[cause] },
  });
  const rows: AnswerRow[] = [
    analytic('Predicted, closed form', predicted),
    analytic('Exact, by continuation', exact),
    ...(simulated
      ? [
          {
            name: 'Simulated, slow ramp',
            loading: simulated.loading,
            line: simulated.edge ? edgeText(simulated.edge) : '–',
            words: rampEnds[simulated.cause],
          },
        ]
      : []),
  ];
  const apart = (loading: number | null): number | null =>
    loading === null || exact.loading === null ? null : loading - exact.loading;
  return tableOf('How much more can be loaded', rows, [
    textColumn('Answer', ({ name }) => name),
    numberColumn('Loading', loadingUnit, 3, ({ loading }) => loading),
    numberColumn('Against the exact', loadingUnit === '%' ? 'points' : 'MW', 3, ({ loading }) =>
      apart(loading),
    ),
    textColumn('First line', ({ line }) => line),
    textColumn('What happens', ({ words }) => words),
  ]);
}

function cascade({
  trips,
  loadingUnit,
  coherentGroups,
  separationCut,
  saddleNodeCut,
}: LoadingRampResult): Block[] {
  return [
    ...(trips.length > 0
      ? [
          tableOf('Lines that open, in order', trips, [
            textColumn('Line', ({ edge }) => edgeText(edge)),
            numberColumn('Time', 's', 3, ({ time }) => time),
            numberColumn('Loading', loadingUnit, 3, ({ loading }) => loading),
            degreeColumn('Angle', ({ angle }) => angle),
          ]),
        ]
      : []),
    ...(coherentGroups.length > 1
      ? [
          plain(
            `The network parts in ${coherentGroups.length} along ${separationCut.map(edgeText).join(', ')}:`,
          ),
          ...coherentGroups.map((buses) =>
            item(`${buses.length} ${buses.length === 1 ? 'bus' : 'buses'}: ${buses.join(', ')}`),
          ),
        ]
      : []),
    ...(saddleNodeCut.length > 0
      ? [plain(`At the saddle-node it parts along ${saddleNodeCut.map(edgeText).join(', ')}.`)]
      : []),
  ];
}

/** What the first line has left against the loading: the prediction, and the ramp until it opens. */
function marginChart(result: LoadingRampResult): Block[] {
  const first = result.predicted.edge;
  const edge = result.perEdge.find(({ from, to }) => from === first?.from && to === first.to);
  if (!edge) return [];
  const to = furthestLoading(result);
  const x = Array.from({ length: samples }, (_, k) => (to * k) / (samples - 1));
  const ramp = simulatedMargins(result, edge);
  const marks = [
    { x: result.predicted.loading, label: 'predicted' },
    { x: result.simulated?.loading ?? null, label: 'simulated' },
  ];
  return [
    {
      kind: 'chart',
      chart: {
        title: `Left before the limit on ${edgeText(edge)}`,
        xLabel: `Loading / ${result.loadingUnit}`,
        yLabel: 'Margin / °',
        leastSpan: leastSpan('°'),
        curves: [
          {
            label: 'predicted',
            x,
            y: x.map((loading) => degreesFromRadians(predictedMargin(edge, loading))),
          },
          ...(ramp
            ? [{ label: 'simulated', x: ramp.loading, y: ramp.margin.map(degreesFromRadians) }]
            : []),
        ],
        marks: marks.flatMap((mark) => (mark.x === null ? [] : [{ ...mark, x: mark.x }])),
      },
    },
  ];
}

const lineTable = ({ perEdge, loadingUnit }: LoadingRampResult): Block =>
  tableOf(
    'Lines by the loading at which they reach their limit, predicted',
    perEdge,
    [
      textColumn('Line', edgeText),
      numberColumn<EdgeLoading>('Loading', loadingUnit, 3, ({ loading }) => loading),
      degreeColumn('Limit', ({ limit }) => limit),
      degreeColumn('Angle at the base', ({ dcDifference }) => Math.asin(dcDifference)),
    ],
    Math.min(perEdge.length, printedLines),
  );
