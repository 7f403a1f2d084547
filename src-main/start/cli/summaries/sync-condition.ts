import type { SyncConditionResult } from '../../../../src-shared/studies/sync-condition.ts';
import { counted } from '../../../../src-shared/units/counted.ts';
import { angle, edge, figure, remarks, table } from './lines.ts';

const edgesTold = 10;

export function conditionSummary(name: string, result: SyncConditionResult): string[] {
  const { equilibrium, criticalCoupling, exactness, otherConditions } = result;
  return [
    `Synchronization condition: ${name}`,
    `  ${counted(result.nodes, 'node')}, ${counted(result.edges, 'edge')}`,
    `  norm ${figure(result.norm, 6)}: ${verdict(result.norm)}, worst edge ${edge(result.worstEdge)}`,
    `  predicted largest angle ${angle(result.gammaPredicted)}`,
    `  exact largest angle ${angle(equilibrium.maxAngleDifference)} at ${edge(equilibrium.worstEdge)}: ${equilibrium.status}, ${equilibrium.iterations} iterations, residual ${equilibrium.residual.toExponential(1)}`,
    `  critical coupling: predicted ${figure(criticalCoupling.predicted)}, exact ${figure(criticalCoupling.exact)}`,
    `  ${exactness.reason}`,
    `  algebraic connectivity ${figure(otherConditions.algebraicConnectivity)}`,
    ...otherIslands(result),
    '',
    'Conditions side by side: the gain on all couplings that each asks for',
    ...table(
      ['condition', 'critical coupling', 'what it is', 'holds'],
      result.conditions.map(({ name: title, criticalCoupling: K, kind, holds }) => [
        title,
        figure(K),
        kind,
        holds === null ? '-' : holds ? 'yes' : 'no',
      ]),
    ),
    '',
    'Edges with the least margin',
    ...leastMargins(result),
    ...remarks(result),
  ];
}

const verdict = (norm: number): string =>
  norm < 1 ? 'below 1, a synchronous state is predicted' : 'not below 1, none is predicted';

/** Every island but the largest, which the rest of the summary is about. */
function otherIslands({ islands }: SyncConditionResult): string[] {
  const [main, ...others] = islands;
  const told = main?.message ? [`  ${main.message}`] : [];
  return [
    ...told,
    ...others.map(({ firstBus, buses, norm, message }) => {
      const size = counted(buses, 'bus', 'buses');
      const words = message ?? `norm ${figure(norm, 6)}`;
      return `  island of ${size} at bus ${firstBus}: ${words}`;
    }),
  ];
}

function leastMargins({ perEdge }: SyncConditionResult): string[] {
  const rows = perEdge
    .filter(({ margin }) => margin !== null)
    .sort((a, b) => (a.margin ?? 0) - (b.margin ?? 0))
    .slice(0, edgesTold)
    .map((each) => [
      edge(each),
      figure(each.dcDifference),
      figure(each.predictedAngle),
      figure(each.exactAngle),
      figure(each.limit),
      figure(each.margin),
    ]);
  return table(['edge', 'DC', 'predicted', 'exact', 'limit', 'margin (rad)'], rows);
}
