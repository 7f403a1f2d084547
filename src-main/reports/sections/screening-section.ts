import type { OutageResult } from '../../../src-shared/studies/contingency-screening.ts';
import {
  compareOutages,
  outageVerdict,
  outageVerdictText,
} from '../../../src-shared/studies/outage-verdict.ts';
import type { OutageVerdict } from '../../../src-shared/studies/outage-verdict.ts';
import { degreeColumn, numberColumn, plain, tableOf, textColumn } from '../blocks.ts';
import type { Block } from '../blocks.ts';
import { count, edgeText, fixed } from '../numbers.ts';
import type { ReportedRun } from '../report-input.ts';
import { runRemarks } from '../run-remarks.ts';

const printedOutages = 25;

/** The contingency ranking, as the screen has it; islanding outages apart. */
export function screeningSection({ run, result }: ReportedRun<'contingency-screening'>): Block[] {
  const { outages, base } = result;
  const islanding = outages.filter(({ status }) => status === 'islanding');
  const ranked = rankOutages(outages.filter(({ status }) => status !== 'islanding'));
  const having = (verdict: OutageVerdict): string =>
    count(outages.filter((outage) => outageVerdict(outage) === verdict).length);
  return [
    ...runRemarks(run),
    plain(
      `${count(outages.length)} outages screened; norm before any outage ${fixed(base.norm, 6)}. ${having('no-state')} leave no synchronous state, ${having('over-limit')} a line over its limit, ${count(islanding.length)} cut off part of the network.`,
    ),
    tableOf('Ranking', ranked, rankingColumns, Math.min(ranked.length, printedOutages)),
    ...(islanding.length > 0
      ? [tableOf('Outages that cut off buses', byIslandedMw(islanding), islandingColumns)]
      : []),
  ];
}

/** Worst first, as the screen has it. */
export const rankOutages = (outages: readonly OutageResult[]): OutageResult[] =>
  outages.toSorted((a, b) => compareOutages(a, b));

const byIslandedMw = (outages: readonly OutageResult[]): OutageResult[] =>
  outages.toSorted((a, b) => b.islandedMw - a.islandedMw);

const rankingColumns = [
  numberColumn<OutageResult>('Rank', '', 0, (_outage, index) => index + 1),
  textColumn<OutageResult>('Outage', ({ element }) => element),
  textColumn<OutageResult>('State after it', outageVerdictText),
  numberColumn<OutageResult>('Norm', '', 5, ({ norm }) => norm),
  textColumn<OutageResult>('Worst line', ({ worstEdge }) =>
    worstEdge ? edgeText(worstEdge) : '–',
  ),
  numberColumn<OutageResult>('Angle against limit', '%', 1, ({ largestLoading }) =>
    largestLoading === null ? null : 100 * largestLoading,
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
