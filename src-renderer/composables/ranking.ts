import type { OutageResult } from '../../src-shared/studies/contingency-screening.ts';
import {
  compareOutages,
  outageVerdict,
  outageVerdicts,
  outageVerdictText,
  outageVerdictWords,
} from '../../src-shared/studies/outage-verdict.ts';
import type { OutageVerdict, RankedBy } from '../../src-shared/studies/outage-verdict.ts';
import { degrees, edgeText } from './format.ts';
import type { Tone } from './margin-words.ts';

/** One outage as the ranking table shows it. */
export interface RankedOutage {
  /** Place in the list that was screened: names need not be unique. */
  readonly key: number;
  /** 1 is the worst. */
  readonly rank: number;
  readonly name: string;
  readonly verdict: OutageVerdict;
  readonly verdictWord: string;
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

const tones: Record<OutageVerdict, Tone> = {
  'no-state': 'danger',
  'over-limit': 'warning',
  unchecked: 'neutral',
  secure: 'ok',
  islanding: 'warning',
};

export const verdictTones = Object.fromEntries(
  outageVerdicts.map((verdict) => [
    verdict,
    { tone: tones[verdict], word: outageVerdictWords[verdict] },
  ]),
) as Record<OutageVerdict, { readonly tone: Tone; readonly word: string }>;

/** Worst first, as compareOutages has it. */
export function rankOutages(
  outages: readonly OutageResult[],
  by: RankedBy = 'norm',
): RankedOutage[] {
  return outages
    .map((outage, key) => ({ outage, key }))
    .sort((a, b) => compareOutages(a.outage, b.outage, by) || a.key - b.key)
    .map(({ outage, key }, index) => ({
      key,
      rank: index + 1,
      name: outage.element,
      verdict: outageVerdict(outage),
      verdictWord: outageVerdictText(outage),
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

/** A row of the ranking; equal outages are one, under the name of the first. */
export interface MergedOutage extends RankedOutage {
  readonly shownName: string;
  /** Of all outages that the row stands for: a saved table leaves none out. */
  readonly names: string;
  /** Outages that the row stands for; 1 where there is no equal one, and for each of those opened. */
  readonly equal: number;
  /** Place of the first of them, where there are several. */
  readonly group: number | null;
}

/** Equal outages as one row, followed by all others of its group where that is open. */
export function mergeEqual(
  rows: readonly RankedOutage[],
  open: ReadonlySet<number>,
): MergedOutage[] {
  const groups = new Map<number, RankedOutage[]>();
  const placeOf = ({ key, outage }: RankedOutage): number => outage.equalTo ?? key;
  for (const row of rows) {
    const group = groups.get(placeOf(row));
    if (group) group.push(row);
    else groups.set(placeOf(row), [row]);
  }
  const seen = new Set<number>();
  return rows.flatMap((row): MergedOutage[] => {
    const place = placeOf(row);
    const group = groups.get(place) ?? [row];
    if (seen.has(place)) return [];
    seen.add(place);
    const [first, ...others] = group;
    if (!first) return [];
    if (others.length === 0) return [{ ...alone(first), shownName: first.name, group: null }];
    const isOpen = open.has(place);
    const names = isOpen ? first.name : group.map(({ name }) => name).join(' = ');
    const head = { ...first, names, equal: group.length, group: place };
    return [
      { ...head, shownName: `${first.name}: ${group.length} equal` },
      ...(isOpen ? others : []).map((other) => ({
        ...{ ...alone(other), shownName: `= ${other.name}`, group: place },
      })),
    ];
  });
}

const alone = (row: RankedOutage): RankedOutage & Pick<MergedOutage, 'names' | 'equal'> => ({
  ...row,
  names: row.name,
  equal: 1,
});

const percent = (ratio: number | null): number | null => (ratio === null ? null : 100 * ratio);

export function countByVerdict(outages: readonly OutageResult[]): Record<OutageVerdict, number> {
  const counts = { 'no-state': 0, 'over-limit': 0, unchecked: 0, secure: 0, islanding: 0 };
  for (const outage of outages) counts[outageVerdict(outage)]++;
  return counts;
}
