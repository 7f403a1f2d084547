import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type { Contingency } from '../../../src-shared/studies/contingency.ts';
import type {
  ContingencyScreeningResult,
  ContingencyScreeningSpec,
  LoadedElement,
  OutageResult,
  OutageStatus,
} from '../../../src-shared/studies/contingency-screening.ts';
import type { Assumption } from '../../../src-shared/studies/model-options.ts';
import { incomplete } from '../../../src-shared/studies/study-room.ts';
import type { PartialAnswer } from '../../../src-shared/studies/study-room.ts';
import { countedViolations, joinElements } from './by-element.ts';
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
  return join(first, outages, parts, spec);
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
  const present = parts.filter((part) => part !== undefined);
  const result = join(first, outages, present, spec);
  return { extent, result: { ...result, warnings: [incomplete(extent), ...result.warnings] } };
}

function join(
  { base, ignored, warnings }: ScreeningPart,
  outages: readonly Listed[],
  parts: readonly ScreeningPart[],
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
  const equal = equalPlaces(all);
  const found = outages.map(({ contingency, screened }, position): OutageResult => {
    const { exact: solved, exactLoading, contingency: _pair, identity: _own, ...outage } = screened;
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
      equalTo: equal[position] ?? null,
    };
  });
  return {
    base,
    outages: found,
    byElement: detailed ? countedByParts(parts) : countedAmong(found, parts),
    ignored: [...ignored, ...equalAssumption(equal)],
    warnings,
  };
}

/** For each outage the place of the first one equal to it, null for that one itself. */
function equalPlaces(outages: readonly ScreenedOutage[]): (number | null)[] {
  const first = new Map<string, number>();
  return outages.map(({ identity }, place) => {
    const before = identity === undefined ? undefined : first.get(identity);
    if (identity !== undefined && before === undefined) first.set(identity, place);
    return before ?? null;
  });
}

function equalAssumption(equal: readonly (number | null)[]): Assumption[] {
  const shared = equal.filter((place) => place !== null).length;
  if (shared === 0) return [];
  const are = shared === 1 ? 'outage takes' : 'outages take';
  return [
    {
      topic: 'equal outages',
      text: `${shared} ${are} the same off the network as one before (an identical parallel circuit, the same elements): the answer is worked out once, and every one of them is counted.`,
      amount: shared,
      unit: shared === 1 ? 'outage' : 'outages',
    },
  ];
}

/** Where every edge was looked at after every outage. */
function countedByParts(parts: readonly ScreeningPart[]): LoadedElement[] {
  let before = 0;
  return joinElements(
    parts.flatMap(({ byElement, outages }) => {
      const here = byElement.map((one) => ({ ...one, worstOutage: one.worstOutage + before }));
      before += outages.length;
      return here;
    }),
  );
}

/** Of a large network, after those outages only that are told in detail. */
function countedAmong(
  outages: readonly OutageResult[],
  parts: readonly ScreeningPart[],
): LoadedElement[] {
  const base = new Map(
    parts.flatMap(({ base: { violations } }) =>
      violations.map(({ from, to, angle, limit }) => [`${from}-${to}`, angle / limit] as const),
    ),
  );
  return countedViolations(outages).map((element) => ({
    ...element,
    base: base.get(`${element.from}-${element.to}`) ?? null,
  }));
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
