import type {
  CriticalCouplingResult,
  CriticalCouplingRow,
  IslandCoupling,
  NetworkCoupling,
  StressedCoupling,
} from '../../../../src-shared/studies/critical-coupling.ts';
import type { LoadingAnswer } from '../../../../src-shared/studies/loading-ramp.ts';
import { loadingCauses } from '../../../../src-shared/studies/loading-words.ts';
import { counted } from '../../../../src-shared/units/counted.ts';
import { edge, figure, remarks, table } from './lines.ts';

/** `network` is the name of the network in every document; what was found on it stands beside. */
export const criticalCouplingDocument = ({
  network,
  ...found
}: CriticalCouplingResult): object => ({ ...found, networkCoupling: network });

export function criticalCouplingSummary(name: string, result: CriticalCouplingResult): string[] {
  const { network, rows, ratioMean, ratioStandardError, redrawn } = result;
  return [
    `Critical coupling: ${network ? name : 'random networks'}`,
    ...(network
      ? networkLines(network)
      : [
          `  exact over predicted coupling: ${figure(ratioMean, 5)} +- ${figure(ratioStandardError, 5)}`,
          `  ${counted(redrawn, 'graph')} drawn again because they were not connected`,
          '',
          ...table(head, rows.map(cells)),
        ]),
    ...remarks(result),
  ];
}

const head = [
  ...['graph', 'powers', 'n', 'p', 'samples', 'exact/predicted', 'standard error'],
  ...['connectivity/exact', 'degree/exact', 'redrawn'],
];

const cells = (row: CriticalCouplingRow): string[] => [
  row.graph,
  row.omega,
  String(row.n),
  row.p === null ? '-' : String(row.p),
  String(row.samples),
  figure(row.ratioMean, 5),
  figure(row.ratioStandardError, 5),
  figure(row.connectivityRatioMean, 3),
  figure(row.degreeRatioMean, 3),
  String(row.redrawn),
];

const networkLines = (network: NetworkCoupling): string[] => [
  `  ${counted(network.nodes, 'node')}, ${counted(network.edges, 'edge')}`,
  `  predicted ${figure(network.predicted, 9)}, on ${edge(network.worstEdge)}`,
  `  exact     ${figure(network.exact, 9)} (ratio ${figure(network.ratio, 6)})`,
  `  the algebraic connectivity asks for ${figure(network.connectivityBound)}, the degrees for at least ${figure(network.degreeBound)}`,
  ...(network.stress ? stressLines(network.stress) : []),
  ...network.islands.slice(1).map(islandLine),
];

const islandLine = (island: IslandCoupling): string => {
  const found = `predicted ${figure(island.predicted, 9)}, exact ${figure(island.exact, 9)}`;
  return `  island of ${island.buses} at ${island.firstBus}: ${island.message ?? found}`;
};

function stressLines({ direction, unit, predicted, exact, ratio }: StressedCoupling): string[] {
  const answer = ({ loading, edge: at, cause }: LoadingAnswer): string =>
    `${loading === null ? 'none' : `${figure(loading, 8)} ${unit}`}: ${edge(at)}, ${loadingCauses[cause]}`;
  return [
    `  ${direction}`,
    `  critical loading, predicted ${answer(predicted)}`,
    `  critical loading, exact     ${answer(exact)} (ratio ${figure(ratio, 6)})`,
  ];
}
