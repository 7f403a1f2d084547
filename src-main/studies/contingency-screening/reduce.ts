import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type { Contingency } from '../../../src-shared/studies/contingency.ts';
import type {
  ContingencyScreeningResult,
  ContingencyScreeningSpec,
  OutageStatus,
} from '../../../src-shared/studies/contingency-screening.ts';
import { incomplete } from '../../../src-shared/studies/study-room.ts';
import type { PartialAnswer } from '../../../src-shared/studies/study-room.ts';
import { contingencyList, pairCount } from './contingency-list.ts';
import { planContingencyScreening } from './plan.ts';
import { notEvaluated } from './loading-details.ts';
import type { ScreeningPart } from './run.ts';
import type { ScreenedOutage } from './screened-outage.ts';
import { exactRanks, worstFirst } from './worst-first.ts';

interface Listed {
  readonly contingency: Contingency;
  readonly screened: ScreenedOutage;
}

/**
 * Joins the chunks in the order of the contingency list. Each has solved its own worst outages
 * exactly; only those among the worst of all keep that, so that the result does not depend on how
 * the list was cut.
 */
export function reduceContingencyScreening(
  subject: StudyNetwork,
  spec: ContingencyScreeningSpec,
  parts: readonly ScreeningPart[],
): ContingencyScreeningResult {
  const [first] = parts;
  if (!first) throw new Error('The screening has at least one part: plan and run disagree.');
  const screened = parts.flatMap((part) => part.outages);
  const list = contingencyList(subject, spec);
  const outages = screened.map((outage, k) => ({
    contingency: outage.contingency ?? list[k]!,
    screened: outage,
  }));
  return join(first, outages, spec);
}

/** The outages that are screened by now; null where there is none. */
export function partOfContingencyScreening(
  subject: StudyNetwork,
  spec: ContingencyScreeningSpec,
  parts: readonly (ScreeningPart | undefined)[],
): PartialAnswer<ContingencyScreeningResult> | null {
  const list = contingencyList(subject, spec);
  const { chunks } = planContingencyScreening(subject, spec);
  const outages = chunks.flatMap(({ from }, chunk) => {
    const screened = parts[chunk]?.outages ?? [];
    return screened.map((outage, k) => ({
      contingency: outage.contingency ?? list[from + k]!,
      screened: outage,
    }));
  });
  const first = parts.find((part) => part !== undefined);
  if (!first || outages.length === 0) return null;
  const asked = list.length + pairCount(subject, spec);
  const extent = `${outages.length} of ${asked} outages`;
  const result = join(first, outages, spec);
  return { extent, result: { ...result, warnings: [incomplete(extent), ...result.warnings] } };
}

function join(
  { base, ignored, warnings }: ScreeningPart,
  outages: readonly Listed[],
  spec: ContingencyScreeningSpec,
): ContingencyScreeningResult {
  const all = outages.map(({ screened }) => screened);
  const detailed = all.every(
    ({ violationCount, norm }) => violationCount !== null || norm === null,
  );
  const keyed = detailed ? all : all.map((outage) => ({ ...outage, largestLoading: null }));
  const worst = new Set(worstFirst(keyed, spec.exactForWorst));
  const ranked = new Map(
    worstFirst(keyed, all.length).map((position, rank) => [position, rank + 1]),
  );
  const exactRank = exactRanks(
    all.map(({ exact, exactLoading }, position) => ({
      angle: exact?.maxAngleDifference ?? null,
      loading: exactLoading,
      isSolved: worst.has(position) && exact !== null,
    })),
  );
  return {
    base,
    outages: outages.map(({ contingency, screened }, position) => {
      const { exact: solved, exactLoading, contingency: _pair, ...outage } = screened;
      const exact = worst.has(position) ? solved : null;
      return {
        ...outage,
        ...(detailed || exact ? {} : notEvaluated),
        element: contingency.name,
        outage: contingency,
        status: statusOf(outage, exact),
        maxAngleDifference: exact?.maxAngleDifference ?? null,
        equilibrium: exact?.status ?? null,
        exactLoading: exact ? exactLoading : null,
        rankPredicted: ranked.get(position) ?? null,
        rankExact: exactRank[position] ?? null,
      };
    }),
    ignored,
    warnings,
  };
}

/** The exact state decides where it is known, the condition where it is not. */
function statusOf(
  { islandedBuses, norm }: Pick<ScreenedOutage, 'islandedBuses' | 'norm'>,
  exact: ScreenedOutage['exact'],
): OutageStatus {
  if (islandedBuses > 0) return 'islanding';
  if (exact) return exact.status === 'converged' ? 'ok' : 'no-solution';
  return norm !== null && norm <= 1 ? 'ok' : 'no-solution';
}
