import { equalOutages } from '../../../src-shared/studies/contingency-screening.ts';
import type {
  ContingencyScreeningResult,
  LoadedElement,
  OutageResult,
} from '../../../src-shared/studies/contingency-screening.ts';
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
  const ranked = mergedOutages(outages);
  const having = (verdict: OutageVerdict): string =>
    count(outages.filter((outage) => outageVerdict(outage) === verdict).length);
  return [
    ...runRemarks(run),
    plain(
      `${count(outages.length)} outages screened; norm before any outage ${fixed(base.norm, 6)}. ${having('no-state')} leave no synchronous state, ${having('over-limit')} a line over its limit, ${count(islanding.length)} cut off part of the network.`,
    ),
    tableOf('Ranking', ranked, rankingColumns, Math.min(ranked.length, printedOutages)),
    ...byElement(result),
    ...(islanding.length > 0
      ? [tableOf('Outages that cut off buses', byIslandedMw(islanding), islandingColumns)]
      : []),
  ];
}

/** Equal outages stand in one row, with the names of all and the rank of the first. */
function mergedOutages(outages: readonly OutageResult[]): RankedOutage[] {
  const places = new Map(outages.map((outage, place) => [outage, place]));
  const groups = equalOutages(outages);
  const whole = rankOutages(outages.filter(({ status }) => status !== 'islanding'));
  return whole.flatMap((outage, index) => {
    if (typeof outage.equalTo === 'number') return [];
    const group = groups.get(places.get(outage) ?? -1) ?? [];
    const names = group.slice(1).flatMap((place) => outages[place]?.element ?? []);
    return [{ ...outage, rank: index + 1, names: [outage.element, ...names].join(' = ') }];
  });
}

/** Every line that some outage takes over its limit. */
function byElement({ byElement = [], outages }: ContingencyScreeningResult): Block[] {
  if (byElement.length === 0) return [];
  const rows = byElement.map((element) => ({
    ...element,
    after: outages[element.worstOutage]?.element ?? '–',
  }));
  return [
    tableOf(
      'Lines over their limits, by element',
      rows,
      elementColumns,
      Math.min(rows.length, printedOutages),
    ),
  ];
}

/** Worst first, as the screen has it. */
export const rankOutages = (outages: readonly OutageResult[]): OutageResult[] =>
  outages.toSorted((a, b) => compareOutages(a, b));

const byIslandedMw = (outages: readonly OutageResult[]): OutageResult[] =>
  outages.toSorted((a, b) => b.islandedMw - a.islandedMw);

interface ReportedElement extends LoadedElement {
  /** The outage that takes it furthest. */
  readonly after: string;
}

interface RankedOutage extends OutageResult {
  readonly rank: number;
  /** Of all outages that the row stands for. */
  readonly names: string;
}

const rankingColumns = [
  numberColumn<RankedOutage>('Rank', '', 0, ({ rank }) => rank),
  textColumn<RankedOutage>('Outage', ({ names }) => names),
  textColumn<RankedOutage>('State after it', outageVerdictText),
  numberColumn<RankedOutage>('Norm', '', 5, ({ norm }) => norm),
  textColumn<RankedOutage>('Worst line', ({ worstEdge }) =>
    worstEdge ? edgeText(worstEdge) : '–',
  ),
  numberColumn<RankedOutage>('Angle against limit', '%', 1, ({ largestLoading }) =>
    largestLoading === null ? null : 100 * largestLoading,
  ),
  degreeColumn<RankedOutage>('Exact angle', ({ maxAngleDifference }) => maxAngleDifference),
];

const elementColumns = [
  textColumn<ReportedElement>('Line', edgeText),
  numberColumn<ReportedElement>('Outages over limit', '', 0, ({ outages }) => outages),
  numberColumn<ReportedElement>('Worst angle against limit', '%', 1, ({ worst }) => 100 * worst),
  textColumn<ReportedElement>('after', ({ after }) => after),
  degreeColumn<ReportedElement>('Limit', ({ limit }) => limit),
  numberColumn<ReportedElement>('Without outage', '%', 1, ({ base }) =>
    base === null ? null : 100 * base,
  ),
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
