import type {
  CriticalCouplingResult,
  CriticalCouplingRow,
  NetworkCoupling,
} from '../../../../src-shared/studies/critical-coupling.ts';
import { counted, edge, figure, remarks, table } from './lines.ts';

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
          `  ${counted(redrawn, 'graph', 'graphs')} drawn again because they were not connected`,
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
  `  ${counted(network.nodes, 'node', 'nodes')}, ${counted(network.edges, 'edge', 'edges')}`,
  `  predicted ${figure(network.predicted, 9)}, on ${edge(network.worstEdge)}`,
  `  exact     ${figure(network.exact, 9)} (ratio ${figure(network.ratio, 6)})`,
  `  the algebraic connectivity asks for ${figure(network.connectivityBound)}, the degrees for at least ${figure(network.degreeBound)}`,
];
