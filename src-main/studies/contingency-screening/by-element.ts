import type {
  LoadedElement,
  OutageResult,
} from '../../../src-shared/studies/contingency-screening.ts';
import { edgeBetween } from '../../equations/network/network-model.ts';
import { edgeDifferences } from '../../equations/oscillators/cohesiveness.ts';
import type { Screening } from './screening.ts';

/** Every edge over its limit after some of these outages, counted; `worstOutage` is a place among them. */
export function violationsByElement(
  { model, linear }: Screening,
  outages: readonly Pick<OutageResult, 'violations'>[],
): LoadedElement[] {
  const before = edgeDifferences(model.network, linear.theta);
  const baseOf = (from: number, to: number, limit: number): number => {
    const difference = Math.abs(before[edgeBetween(model, from, to)]!);
    return Math.asin(Math.min(difference, 1)) / limit;
  };
  return countedViolations(outages).map((element) => ({
    ...element,
    base: baseOf(element.from, element.to, element.limit),
  }));
}

/** The violations that these outages tell, counted; how it was before any outage is not known here. */
export const countedViolations = (
  outages: readonly Pick<OutageResult, 'violations'>[],
): LoadedElement[] =>
  joinElements(
    outages.flatMap(({ violations }, worstOutage) =>
      violations.map(({ from, to, angle, limit }) => ({
        ...{ from, to, limit, outages: 1, worst: angle / limit, worstOutage, base: null },
      })),
    ),
  );

/** What several parts have counted, as one list; of equal worst values the first outage is told. */
export function joinElements(parts: readonly LoadedElement[]): LoadedElement[] {
  const joined = new Map<string, LoadedElement>();
  for (const one of parts) {
    const key = `${one.from}-${one.to}`;
    const other = joined.get(key);
    const worse = other && other.worst >= one.worst ? other : one;
    joined.set(key, { ...worse, outages: one.outages + (other?.outages ?? 0) });
  }
  return [...joined.values()].sort((a, b) => b.worst - a.worst || b.outages - a.outages);
}
