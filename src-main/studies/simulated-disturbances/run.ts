import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import { simulationOf } from '../../../src-shared/studies/simulated-disturbances.ts';
import type {
  Disturbance,
  Reached,
  SimulatedDisturbance,
  SimulatedDisturbancesResult,
  SimulatedDisturbancesSpec,
} from '../../../src-shared/studies/simulated-disturbances.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import type { StudyContext } from '../../../src-shared/studies/study-room.ts';
import { synchronismOf } from '../../../src-shared/studies/time-domain.ts';
import type { TimeDomainResult } from '../../../src-shared/studies/time-domain.ts';
import { runTimeDomain } from '../time-domain/run.ts';
import { disturbancesOf } from './plan.ts';
import type { DisturbanceChunk } from './plan.ts';

/** One row, and what its simulation assumed. */
export interface DisturbancePart extends Omit<SimulatedDisturbancesResult, 'rows'> {
  readonly row: SimulatedDisturbance;
}

/**
 * Simulates one disturbance as the study of simulations does, and keeps what its row tells; the
 * curves are made anew where somebody opens it. One that this network refuses is a row as well.
 */
export function runSimulatedDisturbances(
  subject: StudyNetwork,
  spec: SimulatedDisturbancesSpec,
  { place }: DisturbanceChunk,
  context: StudyContext,
  swingKernel: WebAssembly.Module | null = null,
): DisturbancePart {
  const disturbance = disturbancesOf(subject, spec)[place]!;
  const asked = simulationOf(spec, disturbance.events);
  try {
    const result = runTimeDomain(subject, asked, {}, context, swingKernel);
    const { estimatedMachines, ignored, warnings } = result;
    return { row: rowOf(disturbance, result), estimatedMachines, ignored, warnings };
  } catch (error) {
    if (!(error instanceof StudyRefusal)) throw error;
    const row = { ...nothing, ...disturbance, status: 'refused' as const, reason: error.message };
    return { row, estimatedMachines: [], ignored: [], warnings: [] };
  }
}

const nothing = {
  synchronism: null,
  lostAt: null,
  cutApart: false,
  largestAngle: null,
  leastOrderParameter: null,
  nadir: null,
  largestFrequencyDeviation: null,
  groups: null,
  happened: [],
};

function rowOf({ name, events }: Disturbance, result: TimeDomainResult): SimulatedDisturbance {
  const { status, reason, time, largestAngleDifference, largestFrequencyDeviation } = result;
  const isWhole = status === 'finished';
  const loss = lossOf(result);
  return {
    ...{ name, events, status, reason },
    synchronism: isWhole ? synchronismOf(result) : null,
    ...loss,
    largestAngle: largestAngleDifference,
    leastOrderParameter: leastOf(result.orderParameter, time),
    nadir: loss.cutApart ? null : leastOf(result.centreFrequency, time),
    largestFrequencyDeviation,
    groups: isWhole ? result.coherentGroups.length : null,
    happened: result.events,
  };
}

/** Where no line has slipped, groups are parts that no line joins any more since the last trip. */
function lossOf({
  status,
  synchronous,
  events,
}: TimeDomainResult): Pick<SimulatedDisturbance, 'lostAt' | 'cutApart'> {
  const slip = events.find(({ kind }) => kind === 'synchronism-lost');
  const cutApart = status === 'finished' && !synchronous && !slip;
  const cut = cutApart ? events.findLast(({ kind }) => kind === 'trip') : undefined;
  return { lostAt: (slip ?? cut)?.time ?? null, cutApart };
}

function leastOf(values: Float64Array, time: Float64Array): Reached | null {
  let at = -1;
  values.forEach((value, k) => {
    if (at < 0 || value < values[at]!) at = k;
  });
  return at < 0 ? null : { value: values[at]!, time: time[at]! };
}
