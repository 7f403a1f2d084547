import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import { singleOutages } from '../../../src-shared/studies/contingency.ts';
import {
  mostDisturbances,
  simulationOf,
} from '../../../src-shared/studies/simulated-disturbances.ts';
import type {
  Disturbance,
  SimulatedDisturbancesSpec,
} from '../../../src-shared/studies/simulated-disturbances.ts';
import { elementLabel } from '../../../src-shared/grid/element-ref.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import type { StudyPlan } from '../../../src-shared/studies/study-room.ts';
import { branchesOf } from '../../equations/network/outage.ts';
import { planTimeDomain } from '../time-domain/plan.ts';

/** One disturbance, by its place in the list: a run of many goes on with the next after a restart. */
export interface DisturbanceChunk {
  readonly place: number;
}

/** @throws StudyRefusal where one of them could not be asked for alone, with its place and name */
export function planSimulatedDisturbances(
  subject: StudyNetwork,
  spec: SimulatedDisturbancesSpec,
): StudyPlan<DisturbanceChunk> {
  const list = disturbancesOf(subject, spec);
  if (list.length === 0 || list.length > mostDisturbances) {
    throw new StudyRefusal(
      `disturbances: there are ${list.length}, and 1 to ${mostDisturbances} are simulated at once; name those that matter.`,
    );
  }
  list.forEach(({ name, events }, place) => {
    try {
      planTimeDomain(subject, simulationOf(spec, events));
    } catch (error) {
      if (!(error instanceof StudyRefusal)) throw error;
      throw new StudyRefusal(`disturbances[${place}] (${name}): ${error.message}`);
    }
  });
  return { chunks: list.map((_one, place) => ({ place })) };
}

/** Those of the spec, or every single outage. */
export function disturbancesOf(
  subject: StudyNetwork,
  { disturbances, tripTime: time }: SimulatedDisturbancesSpec,
): readonly Disturbance[] {
  if (disturbances) return disturbances;
  const outages =
    subject.kind === 'grid'
      ? singleOutages(subject.grid)
      : branchesOf(subject).map((edge) => ({ name: elementLabel(edge), elements: [edge] }));
  return outages.map(({ name, elements }) => ({
    name,
    events: elements.map((element) => ({ kind: 'trip', time, element })),
  }));
}
