import type {
  LoadingAnswer,
  LoadingRampResult,
  SimulatedLoading,
} from '../../../../src-shared/studies/loading-ramp.ts';
import { edge, figure, remarks, table } from './lines.ts';

const edgesTold = 10;

const causes: Record<LoadingAnswer['cause'], string> = {
  limit: 'its limit',
  'saddle-node': 'saddle-node',
  'beyond-limit': 'beyond its limit without any loading',
  'no-solution': 'no synchronous state to begin with',
  unlimited: 'the direction strains no branch',
  lost: 'the branch of states could not be followed',
};

const ends: Record<SimulatedLoading['cause'], string> = {
  'limit-trip': 'opens at its limit',
  'synchronism-lost': 'synchronism is lost',
  'no-balance': 'the loads find no operating point',
  kept: 'synchronism is kept to the end of the ramp',
  cancelled: 'cancelled',
  failed: 'the integration failed',
};

export function loadingRampSummary(name: string, result: LoadingRampResult): string[] {
  const { loadingUnit: unit, predicted, exact, simulated, trips, perEdge } = result;
  const answer = (word: string, { loading, edge: at, cause }: LoadingAnswer): string =>
    `  ${word} ${loading === null ? 'none' : `${figure(loading, 3)} ${unit}`}: ${edge(at)}, ${causes[cause]}`;
  return [
    `Loading ramp: ${name}`,
    `  ${result.direction}`,
    `  base case: norm ${figure(result.base.norm, 6)}, worst edge ${edge(result.base.worstEdge)}`,
    answer('predicted', predicted),
    answer('exact    ', exact),
    ...(simulated ? [`  simulated ${simulatedWords(simulated, unit)}`] : []),
    ...trips.map(
      (trip) =>
        `  ${edge(trip.edge)} opens at ${figure(trip.time, 3)} s (${figure(trip.loading, 3)} ${unit})`,
    ),
    ...(result.separationCut.length > 0
      ? [`  the network parts along ${result.separationCut.map(edge).join(', ')}`]
      : []),
    '',
    'Edges by the linear prediction',
    ...table(
      ['edge', 'limit (rad)', `loading (${unit})`],
      perEdge
        .slice(0, edgesTold)
        .map((each) => [
          edge(each),
          each.limit === null ? '-' : figure(each.limit),
          figure(each.loading, 3),
        ]),
    ),
    ...remarks(result),
  ];
}

function simulatedWords(
  { loading, time, edge: at, cause }: SimulatedLoading,
  unit: string,
): string {
  if (loading === null) return `: ${ends[cause]}`;
  return `${figure(loading, 3)} ${unit} at ${figure(time, 2)} s: ${edge(at)}, ${ends[cause]}`;
}
