import type {
  ResultOf,
  SpecOf,
  StudyKind,
  StudyNetwork,
} from '../../src-shared/studies/catalogue.ts';
import type { StudyPlan } from '../../src-shared/studies/study-room.ts';
import { planContingencyScreening } from '../studies/contingency-screening/plan.ts';
import { reduceContingencyScreening } from '../studies/contingency-screening/reduce.ts';
import { planKronReduction } from '../studies/kron-reduction/plan.ts';
import { reduceKronReduction } from '../studies/kron-reduction/reduce.ts';
import { planPowerFlow } from '../studies/power-flow/plan.ts';
import { reducePowerFlow } from '../studies/power-flow/reduce.ts';
import { planSyncCondition } from '../studies/sync-condition/plan.ts';
import { reduceSyncCondition } from '../studies/sync-condition/reduce.ts';
import { planTimeDomain } from '../studies/time-domain/plan.ts';
import { reduceTimeDomain } from '../studies/time-domain/reduce.ts';

/**
 * The main thread's part of every study; its `run` is registered with the worker. What chunks and
 * partial answers are, only the study itself knows.
 */
type MainParts = {
  readonly [Kind in StudyKind]: {
    /** Cuts the question into chunks, whose number never depends on the number of threads. */
    readonly plan: (network: StudyNetwork, spec: SpecOf<Kind>) => StudyPlan<unknown>;
    readonly reduce: (
      network: StudyNetwork,
      spec: SpecOf<Kind>,
      partials: readonly never[],
    ) => ResultOf<Kind>;
  };
};

export const mainParts: MainParts = {
  'sync-condition': { plan: planSyncCondition, reduce: reduceSyncCondition },
  'contingency-screening': {
    plan: planContingencyScreening,
    reduce: reduceContingencyScreening,
  },
  'time-domain': { plan: planTimeDomain, reduce: reduceTimeDomain },
  'power-flow': { plan: planPowerFlow, reduce: reducePowerFlow },
  'kron-reduction': { plan: planKronReduction, reduce: reduceKronReduction },
};
