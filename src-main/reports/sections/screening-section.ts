import type { OutageResult } from '../../../src-shared/studies/contingency-screening.ts';
import { degreeColumn, numberColumn, plain, tableOf, textColumn } from '../blocks.ts';
import type { Block } from '../blocks.ts';
import { count, edgeText, fixed } from '../numbers.ts';
import type { ReportedRun } from '../report-input.ts';
import { runRemarks } from '../run-remarks.ts';

const printedOutages = 25;

/** The contingency ranking: no solution first, then the largest norm; islanding outages apart. */
export function screeningSection({ run, result }: ReportedRun<'contingency-screening'>): Block[] {
  const { outages, base } = result;
  const islanding = outages.filter(({ status }) => status === 'islanding');
  const ranked = rankOutages(outages.filter(({ status }) => status !== 'islanding'));
  const lost = outages.filter(({ status }) => status === 'no-solution').length;
  return [
    ...runRemarks(run),
    plain(
      `${count(outages.length)} outages screened; norm before any outage ${fixed(base.norm, 6)}. ${count(lost)} leave no synchronous state, ${count(islanding.length)} cut off part of the network.`,
    ),
    tableOf('Ranking', ranked, rankingColumns, Math.min(ranked.length, printedOutages)),
    ...(islanding.length > 0
      ? [tableOf('Outages that cut off buses', byIslandedMw(islanding), islandingColumns)]
      : []),
  ];
}

/** Outages without a synchronous state first, then by falling norm. */
export function rankOutages(outages: readonly OutageResult[]): OutageResult[] {
  const severity = ({ status, norm }: OutageResult): number =>
    status === 'no-solution' ? 1e9 + (norm ?? 0) : (norm ?? -1);
  return outages.toSorted((a, b) => severity(b) - severity(a));
}

const byIslandedMw = (outages: readonly OutageResult[]): OutageResult[] =>
  outages.toSorted((a, b) => b.islandedMw - a.islandedMw);

const rankingColumns = [
  numberColumn<OutageResult>('Rank', '', 0, (_outage, index) => index + 1),
  textColumn<OutageResult>('Outage', ({ element }) => element),
  textColumn<OutageResult>('Status', ({ status }) =>
    status === 'ok' ? 'synchronous' : 'no synchronous state',
  ),
  numberColumn<OutageResult>('Norm', '', 5, ({ norm }) => norm),
  textColumn<OutageResult>('Worst edge', ({ worstEdge }) =>
    worstEdge ? edgeText(worstEdge) : '–',
  ),
  degreeColumn<OutageResult>('Exact angle', ({ maxAngleDifference }) => maxAngleDifference),
];

const islandingColumns = [
  textColumn<OutageResult>('Outage', ({ element }) => element),
  numberColumn<OutageResult>('Load cut off', 'MW', 1, ({ islandedMw }) => islandedMw),
  numberColumn<OutageResult>(
    'Generation cut off',
    'MW',
    1,
    ({ islandedGenerationMw }) => islandedGenerationMw,
  ),
  numberColumn<OutageResult>('Buses cut off', '', 0, ({ islandedBuses }) => islandedBuses),
  numberColumn<OutageResult>('Norm of the rest', '', 5, ({ norm }) => norm),
];
