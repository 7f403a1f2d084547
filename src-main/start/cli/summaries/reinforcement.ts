import type {
  Reinforcement,
  ReinforcementResult,
} from '../../../../src-shared/studies/reinforcement.ts';
import { counted } from '../../../../src-shared/units/counted.ts';
import { edge, figure, remarks, table } from './lines.ts';

const circuitsTold = 15;

export function reinforcementSummary(name: string, result: ReinforcementResult): string[] {
  const { base, best, braess } = result;
  return [
    `Reinforcement: ${name}`,
    `  base case: norm ${figure(base.norm, 6)}, worst edge ${edge(base.worstEdge)}`,
    `  ${counted(result.candidates, 'candidate')}: ${result.improving} lower the norm, ${result.worsening} raise it`,
    '',
    'New circuits that raise the margin most',
    ...rowsOf(best),
    ...(braess.length > 0
      ? ['', 'New circuits that lower the margin (Braess)', ...rowsOf(braess)]
      : []),
    ...remarks(result),
  ];
}

const rowsOf = (circuits: readonly Reinforcement[]): string[] =>
  table(
    [
      'circuit',
      'x (p.u.)',
      'norm',
      'change',
      'worst edge',
      'angle / limit',
      'exact (rad)',
      'change',
    ],
    circuits
      .slice(0, circuitsTold)
      .map((each) => [
        `${edge(each)}${each.isParallel ? ' (second circuit)' : ''}`,
        figure(each.reactancePu),
        figure(each.norm, 5),
        figure(each.normChange, 5),
        edge(each.worstEdge),
        figure(each.largestLoading, 3),
        each.maxAngleDifference === null ? '-' : figure(each.maxAngleDifference, 5),
        each.exactChange === null ? '-' : figure(each.exactChange, 5),
      ]),
  );
