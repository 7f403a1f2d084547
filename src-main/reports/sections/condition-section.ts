import { blockWords, exactnessSentence } from '../../../src-shared/studies/exactness-words.ts';
import type {
  ConditionBlock,
  ConditionComparison,
  EdgeMargin,
  EnergyPicture,
  IslandCondition,
} from '../../../src-shared/studies/sync-condition.ts';
import { leastSpan } from '../../../src-shared/units/axis-span.ts';
import { degreesFromRadians } from '../../../src-shared/units/quantities.ts';
import { degreeColumn, facts, numberColumn, tableOf, textColumn } from '../blocks.ts';
import type { Block } from '../blocks.ts';
import { count, degrees, edgeText, fixed, on } from '../numbers.ts';
import type { ReportedRun } from '../report-input.ts';
import { runRemarks } from '../run-remarks.ts';

const printedEdges = 10;

/** The synchronization condition: the norm, the exact angle and the edges closest to their limits. */
export function conditionSection({ run, result }: ReportedRun<'sync-condition'>): Block[] {
  const { equilibrium, worstEdge, criticalCoupling, exactness } = result;
  const closest = result.perEdge.toSorted(
    (a, b) => (a.margin ?? -Infinity) - (b.margin ?? -Infinity),
  );
  return [
    ...runRemarks(run),
    facts([
      [
        'Oscillator network',
        `${count(result.nodes)} nodes, ${count(result.edges)} edges (parallel branches merged)`,
      ],
      ['Norm ‖BᵀL†ω‖∞ (synchronous if below 1)', `${fixed(result.norm, 6)}${on(worstEdge)}`],
      ['Predicted largest angle, arcsin of the norm', `${degrees(result.gammaPredicted)}°`],
      [
        'Exact largest angle',
        `${degrees(equilibrium.maxAngleDifference)}°${on(equilibrium.worstEdge)}`,
      ],
      [
        'Equilibrium',
        `${statusWords[equilibrium.status]}; residual ${equilibrium.residual.toExponential(1)} p.u. after ${equilibrium.iterations} Newton steps`,
      ],
      [
        'Critical coupling',
        `predicted ${fixed(criticalCoupling.predicted, 6)}, exact ${fixed(criticalCoupling.exact, 6)} of the couplings as they are`,
      ],
      ['Exactness', exactnessSentence(exactness)],
    ]),
    ...(closest.length > 0 ? [marginTable(closest)] : []),
    conditionTable(result.conditions),
    ...(result.blocks.length > 0 ? [blockTable(result.blocks)] : []),
    ...(result.energy ? [energyChart(result.energy)] : []),
    ...(result.islands.length > 1 ? [islandTable(result.islands)] : []),
  ];
}

const kinds: Record<ConditionComparison['kind'], string> = {
  exact: 'exact here',
  sufficient: 'sufficient',
  necessary: 'necessary',
  statistical: 'right for almost all',
  disproved: 'disproved',
};

const conditionTable = (conditions: readonly ConditionComparison[]): Block =>
  tableOf('Every condition side by side', conditions, [
    textColumn('Condition', ({ name }) => name),
    textColumn('Formula', ({ formula }) => formula),
    textColumn('Kind', ({ kind }) => kinds[kind]),
    numberColumn('Coupling it asks for', '', 5, ({ criticalCoupling }) => criticalCoupling),
    textColumn('Here', ({ holds }) => (holds === null ? 'cannot say' : holds ? 'met' : 'not met')),
  ]);

const blockTable = (blocks: readonly ConditionBlock[]): Block =>
  tableOf(
    'Exactness by block, bridges left out',
    blocks,
    [
      textColumn('Kind', (block) => blockWords[block.class]),
      numberColumn<ConditionBlock>('Nodes', '', 0, ({ nodes }) => nodes),
      numberColumn<ConditionBlock>('Edges', '', 0, ({ edges }) => edges),
      numberColumn<ConditionBlock>('Norm', '', 6, ({ norm }) => norm),
      textColumn('Worst edge', ({ worstEdge: at }) => (at ? edgeText(at) : '–')),
    ],
    Math.min(blocks.length, printedEdges),
  );

function energyChart({ angle, energy, quadratic, stableAngle, ...edge }: EnergyPicture): Block {
  const x = angle.map(degreesFromRadians);
  return {
    kind: 'chart',
    chart: {
      title: `Energy along the angle across ${edgeText(edge)}`,
      xLabel: 'Angle / °',
      yLabel: 'Energy / p.u.',
      leastSpan: leastSpan('p.u.'),
      curves: [
        { label: 'E', x, y: energy },
        { label: 'E₀, quadratic', x, y: quadratic },
      ],
      marks:
        stableAngle === null ? [] : [{ x: degreesFromRadians(stableAngle), label: 'stable state' }],
    },
  };
}

const islandTable = (islands: readonly IslandCondition[]): Block =>
  tableOf('Islands', islands, [
    textColumn('Island of bus', ({ firstBus }) => String(firstBus)),
    numberColumn<IslandCondition>('Buses', '', 0, ({ buses }) => buses),
    numberColumn<IslandCondition>('Generation', 'MW', 1, ({ generationMw }) => generationMw),
    numberColumn<IslandCondition>('Load', 'MW', 1, ({ loadMw }) => loadMw),
    numberColumn<IslandCondition>('Norm', '', 5, ({ norm }) => norm),
    textColumn('Remark', ({ message }) => message ?? ''),
  ]);

const marginTable = (edges: readonly EdgeMargin[]): Block =>
  tableOf(
    'Edges, the one closest to its limit first',
    edges,
    [
      textColumn('Edge', edgeText),
      numberColumn('DC difference', '', 5, ({ dcDifference }) => dcDifference),
      degreeColumn('Predicted', ({ predictedAngle }) => predictedAngle),
      degreeColumn('Exact', ({ exactAngle }) => exactAngle),
      degreeColumn('Limit', ({ limit }) => limit),
      degreeColumn('Margin', ({ margin }) => margin),
    ],
    Math.min(edges.length, printedEdges),
  );

const statusWords = {
  converged: 'found, every angle below 90°',
  'beyond-limit': 'found, but with an angle beyond 90°',
  'no-solution': 'none found',
} as const;
