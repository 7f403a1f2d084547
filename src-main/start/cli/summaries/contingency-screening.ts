import type {
  ContingencyScreeningResult,
  OutageResult,
  OutageStatus,
} from '../../../../src-shared/studies/contingency-screening.ts';
import { counted } from '../../../../src-shared/units/counted.ts';
import {
  outageVerdict,
  outageVerdicts,
  outageVerdictText,
  outageVerdictWords,
} from '../../../../src-shared/studies/outage-verdict.ts';
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
  const having = (status: OutageStatus): OutageResult[] =>
    outages.filter((outage) => outage.status === status);
  const islanding = having('islanding').sort((a, b) => b.islandedMw - a.islandedMw);
  const whole = [...having('no-solution'), ...having('ok')].sort(byRank);
  const told = outageVerdicts
    .map((verdict) => [
      outages.filter((outage) => outageVerdict(outage) === verdict).length,
      outageVerdictWords[verdict],
    ])
    .filter(([count, word]) => count !== 0 || word !== outageVerdictWords.unchecked)
    .map((pair) => pair.join(' '))
    .join(', ');
  return [
    `Contingency screening: ${name}`,
    `  base case: norm ${figure(base.norm, 6)}, worst edge ${edge(base.worstEdge)}`,
    `  ${counted(outages.length, 'outage')}: ${told}`,
    ...section('Worst outages that leave the network in one piece', whole, wholeColumns),
    ...section('Islanding outages, most load cut off first', islanding, islandingColumns),
    ...remarks(result),
  ];
}

/** By the ranking of the study; where there is none, nothing is left that could be synchronous. */
const byRank = (a: OutageResult, b: OutageResult): number =>
  (a.rankPredicted ?? 0) - (b.rankPredicted ?? 0);

type Columns = Readonly<Record<string, (outage: OutageResult) => string>>;

const rank = (place: number | null): string => (place === null ? '-' : String(place));

const wholeColumns: Columns = {
  rank: ({ rankPredicted }) => rank(rankPredicted),
  'exact rank': ({ rankExact }) => rank(rankExact),
  outage: ({ element }) => element,
  state: outageVerdictText,
  norm: ({ norm }) => figure(norm),
  'worst edge': ({ worstEdge }) => edge(worstEdge),
  'angle (rad)': ({ maxAngleDifference }) =>
    maxAngleDifference === null ? '-' : figure(maxAngleDifference),
  'angle / limit': ({ largestLoading }) =>
    largestLoading === null ? '-' : figure(largestLoading, 3),
  'over limit': ({ violationCount }) => (violationCount === null ? '-' : String(violationCount)),
};

const islandingColumns: Columns = {
  outage: ({ element }) => element,
  'buses cut off': ({ islandedBuses }) => String(islandedBuses),
  'load (MW)': ({ islandedMw }) => figure(islandedMw, 1),
  'generation (MW)': ({ islandedGenerationMw }) => figure(islandedGenerationMw, 1),
  'norm of the rest': ({ norm }) => figure(norm),
};

function section(title: string, outages: readonly OutageResult[], columns: Columns): string[] {
  if (outages.length === 0) return [];
  const rows = outages
    .slice(0, outagesTold)
    .map((outage) => Object.values(columns).map((cell) => cell(outage)));
  const more = outages.length - rows.length;
  return [
    '',
    title,
    ...table(Object.keys(columns), rows),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}
