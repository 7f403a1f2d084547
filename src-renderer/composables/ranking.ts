import type { OutageResult, OutageStatus } from '../../src-shared/studies/contingency-screening.ts';
import { degrees, edgeText } from './format.ts';
import type { Tone } from './margin-words.ts';

/** One outage as the ranking table shows it. */
export interface RankedOutage {
  /** Place in the list that was screened: names need not be unique. */
  readonly key: number;
  /** 1 is the worst. */
  readonly rank: number;
  readonly name: string;
  readonly status: OutageStatus;
  readonly statusWord: string;
  readonly norm: number | null;
  readonly worstLine: string;
  /** Largest angle against its limit, by the condition; null where it was not evaluated. */
  readonly loadingPercent: number | null;
  readonly loadedLine: string;
  readonly angleDegrees: number | null;
  /** The same at the exact state. */
  readonly exactLoadingPercent: number | null;
  /** Place by the condition among those that stay whole, and by the exact angles. */
  readonly rankPredicted: number | null;
  readonly rankExact: number | null;
  /** Lines over their limits. */
  readonly violations: number | null;
  readonly islandedMw: number;
  readonly islandedGenerationMw: number;
  readonly islandedBuses: number;
  readonly outage: OutageResult;
}

export const outageStatusWords: Record<
  OutageStatus,
  { readonly tone: Tone; readonly word: string }
> = {
  ok: { tone: 'ok', word: 'synchronous' },
  islanding: { tone: 'warning', word: 'islanding' },
  'no-solution': { tone: 'danger', word: 'no solution' },
};

const severity: Record<OutageStatus, number> = { 'no-solution': 0, ok: 1, islanding: 2 };

/**
 * Worst first: outages without a synchronous state, then those that leave the network in one piece
 * by falling norm, of equal norms by the largest angle against its limit; islanding outages are a class of their own and follow by the load cut off.
 */
export function rankOutages(outages: readonly OutageResult[]): RankedOutage[] {
  return outages
    .map((outage, key) => ({ outage, key }))
    .sort((a, b) => compareOutages(a.outage, b.outage) || a.key - b.key)
    .map(({ outage, key }, index) => ({
      key,
      rank: index + 1,
      name: outage.element,
      status: outage.status,
      statusWord: outageStatusWords[outage.status].word,
      norm: outage.norm,
      worstLine: edgeText(outage.worstEdge),
      loadingPercent: percent(outage.largestLoading),
      loadedLine: edgeText(outage.loadedEdge),
      angleDegrees: degrees(outage.maxAngleDifference),
      exactLoadingPercent: percent(outage.exactLoading),
      rankPredicted: outage.rankPredicted,
      rankExact: outage.rankExact,
      violations: outage.violationCount,
      islandedMw: outage.islandedMw,
      islandedGenerationMw: outage.islandedGenerationMw,
      islandedBuses: outage.islandedBuses,
      outage,
    }));
}

function compareOutages(a: OutageResult, b: OutageResult): number {
  const bySeverity = severity[a.status] - severity[b.status];
  if (bySeverity !== 0) return bySeverity;
  if (a.status === 'islanding') {
    const byCutOff = b.islandedMw + b.islandedGenerationMw - a.islandedMw - a.islandedGenerationMw;
    if (byCutOff !== 0) return byCutOff;
  }
  const byNorm = rounded(b.norm) - rounded(a.norm);
  return byNorm || (b.largestLoading ?? 0) - (a.largestLoading ?? 0);
}

/** Behind a bridge that carries the largest difference all outages leave the same norm. */
const rounded = (norm: number | null): number => (norm === null ? -1 : Number(norm.toPrecision(9)));

const percent = (ratio: number | null): number | null => (ratio === null ? null : 100 * ratio);

export function countByStatus(outages: readonly OutageResult[]): Record<OutageStatus, number> {
  const counts = { ok: 0, islanding: 0, 'no-solution': 0 };
  for (const { status } of outages) counts[status]++;
  return counts;
}
