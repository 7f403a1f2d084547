import type { EdgeMargin } from '../../../src-shared/studies/sync-condition.ts';
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
      [
        'The condition is',
        `${exactness.exact ? 'exact' : 'statistical'} here: ${exactness.reason}`,
      ],
    ]),
    ...(closest.length > 0 ? [marginTable(closest)] : []),
  ];
}

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
