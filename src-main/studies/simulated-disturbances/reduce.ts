import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type { Assumption } from '../../../src-shared/studies/model-options.ts';
import type {
  SimulatedDisturbancesResult,
  SimulatedDisturbancesSpec,
} from '../../../src-shared/studies/simulated-disturbances.ts';
import { incomplete } from '../../../src-shared/studies/study-room.ts';
import type { PartialAnswer } from '../../../src-shared/studies/study-room.ts';
import { disturbancesOf } from './plan.ts';
import type { DisturbancePart } from './run.ts';

export function reduceSimulatedDisturbances(
  _subject: StudyNetwork,
  _spec: SimulatedDisturbancesSpec,
  parts: readonly DisturbancePart[],
): SimulatedDisturbancesResult {
  return {
    rows: parts.map(({ row }) => row),
    estimatedMachines: [...new Set(parts.flatMap((part) => part.estimatedMachines))],
    ignored: [...assumptionsOf(parts).values()],
    warnings: [...new Set(parts.flatMap(({ warnings }) => warnings))],
  };
}

/** The simulations that have come to their end by now; null where there is none. */
export function partOfSimulatedDisturbances(
  subject: StudyNetwork,
  spec: SimulatedDisturbancesSpec,
  parts: readonly (DisturbancePart | undefined)[],
): PartialAnswer<SimulatedDisturbancesResult> | null {
  const present = parts.filter(
    (part) => part !== undefined && part.row.status !== 'cancelled',
  ) as DisturbancePart[];
  if (present.length === 0) return null;
  const extent = `${present.length} of ${disturbancesOf(subject, spec).length} disturbances`;
  const result = reduceSimulatedDisturbances(subject, spec, present);
  return { extent, result: { ...result, warnings: [incomplete(extent), ...result.warnings] } };
}

/** Most are the same for all; those of faults only some have. */
const assumptionsOf = (parts: readonly DisturbancePart[]): Map<string, Assumption> =>
  new Map(parts.flatMap(({ ignored }) => ignored.map((one) => [one.text, one] as const)));
