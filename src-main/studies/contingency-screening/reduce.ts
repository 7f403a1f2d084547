import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type {
  ContingencyScreeningResult,
  ContingencyScreeningSpec,
  OutageStatus,
} from '../../../src-shared/studies/contingency-screening.ts';
import { contingencyList } from './contingency-list.ts';
import type { ScreenedOutage, ScreeningPart } from './run.ts';
import { worstFirst } from './worst-first.ts';

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
  const outages = parts.flatMap((part) => part.outages);
  const list = contingencyList(subject, spec);
  const worst = new Set(worstFirst(outages, spec.exactForWorst));
  return {
    base: first.base,
    outages: outages.map(({ exact: solved, ...outage }, position) => {
      const exact = worst.has(position) ? solved : null;
      return {
        ...outage,
        element: list[position]!.name,
        outage: list[position]!,
        status: statusOf({ ...outage, exact }),
        maxAngleDifference: exact?.maxAngleDifference ?? null,
        equilibrium: exact?.status ?? null,
      };
    }),
    ignored: first.ignored,
    warnings: first.warnings,
  };
}

/** The exact state decides where it is known, the condition where it is not. */
function statusOf({ islandedBuses, norm, exact }: ScreenedOutage): OutageStatus {
  if (islandedBuses > 0) return 'islanding';
  if (exact) return exact.status === 'converged' ? 'ok' : 'no-solution';
  return norm !== null && norm <= 1 ? 'ok' : 'no-solution';
}
