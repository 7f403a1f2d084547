import type {
  ContingencyScreeningResult,
  OutageResult,
  OutageStatus,
} from '../../../../src-shared/studies/contingency-screening.ts';
import { edge, figure, remarks, table } from './lines.ts';

const outagesTold = 20;

/** Elements by their identity, as everywhere on the command line; `name` is for reading. */
export function screeningDocument(result: ContingencyScreeningResult): object {
  const outages = result.outages.map(({ element: name, outage, ...found }) => ({
    element: outage.elements[0],
    ...(outage.elements.length > 1 ? { elements: outage.elements } : {}),
    name,
    ...found,
  }));
  return { ...result, outages };
}

export function screeningSummary(name: string, result: ContingencyScreeningResult): string[] {
  const { base, outages } = result;
  const count = (status: OutageStatus): number =>
    outages.filter((outage) => outage.status === status).length;
  const worst = [...outages].sort(byHarm);
  return [
    `Contingency screening: ${name}`,
    `  base case: norm ${figure(base.norm, 6)}, worst edge ${edge(base.worstEdge)}`,
    `  ${outages.length} outages: ${count('ok')} ok, ${count('islanding')} islanding, ${count('no-solution')} without a synchronous state`,
    '',
    worst.length > outagesTold ? `The ${outagesTold} worst` : 'Worst first',
    ...table(
      ['outage', 'status', 'norm', 'worst edge', 'angle (rad)', 'islanded MW'],
      worst
        .slice(0, outagesTold)
        .map((outage) => [
          outage.element,
          outage.status,
          figure(outage.norm),
          edge(outage.worstEdge),
          figure(outage.maxAngleDifference),
          figure(outage.islandedMw, 1),
        ]),
    ),
    ...remarks(result),
  ];
}

const rank: Record<OutageStatus, number> = { 'no-solution': 0, islanding: 1, ok: 2 };

/** No solution before islanding before the rest; among islandings the MW count, else the norm. */
function byHarm(a: OutageResult, b: OutageResult): number {
  if (a.status !== b.status) return rank[a.status] - rank[b.status];
  if (a.status === 'islanding') return b.islandedMw - a.islandedMw;
  return (b.norm ?? Infinity) - (a.norm ?? Infinity);
}
