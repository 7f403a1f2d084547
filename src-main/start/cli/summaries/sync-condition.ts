import type { SyncConditionResult } from '../../../../src-shared/studies/sync-condition.ts';
import { angle, edge, figure, remarks, table } from './lines.ts';

const edgesTold = 10;

export function conditionSummary(name: string, result: SyncConditionResult): string[] {
  const { equilibrium, criticalCoupling, exactness, otherConditions } = result;
  return [
    `Synchronization condition: ${name}`,
    `  ${result.nodes} nodes, ${result.edges} edges`,
    `  norm ${figure(result.norm, 6)}: ${verdict(result.norm)}, worst edge ${edge(result.worstEdge)}`,
    `  predicted largest angle ${angle(result.gammaPredicted)}`,
    `  exact largest angle ${angle(equilibrium.maxAngleDifference)} at ${edge(equilibrium.worstEdge)}: ${equilibrium.status}, ${equilibrium.iterations} iterations, residual ${equilibrium.residual.toExponential(1)}`,
    `  critical coupling: predicted ${figure(criticalCoupling.predicted)}, exact ${figure(criticalCoupling.exact)}`,
    `  ${exactness.reason}`,
    `  algebraic connectivity ${figure(otherConditions.algebraicConnectivity)}`,
    '',
    'Edges with the least margin',
    ...leastMargins(result),
    ...remarks(result),
  ];
}

const verdict = (norm: number): string =>
  norm < 1 ? 'below 1, a synchronous state is predicted' : 'not below 1, none is predicted';

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
