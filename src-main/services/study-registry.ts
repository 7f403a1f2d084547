import type { ResultOf, SpecOf, StudyKind, SubjectOf } from '../../src-shared/studies/catalogue.ts';
import type { PartialAnswer, StudyPlan } from '../../src-shared/studies/study-room.ts';
import { planCoherence } from '../studies/coherence/plan.ts';
import { reduceCoherence } from '../studies/coherence/reduce.ts';
import { planContingencyScreening } from '../studies/contingency-screening/plan.ts';
import {
  partOfContingencyScreening,
  reduceContingencyScreening,
} from '../studies/contingency-screening/reduce.ts';
import { planCriticalCoupling } from '../studies/critical-coupling/plan.ts';
import {
  partOfCriticalCoupling,
  reduceCriticalCoupling,
} from '../studies/critical-coupling/reduce.ts';
import { planKronReduction } from '../studies/kron-reduction/plan.ts';
import { reduceKronReduction } from '../studies/kron-reduction/reduce.ts';
import { planLoadingRamp } from '../studies/loading-ramp/plan.ts';
import { reduceLoadingRamp } from '../studies/loading-ramp/reduce.ts';
import { planMonteCarlo } from '../studies/monte-carlo/plan.ts';
import { partOfMonteCarlo, reduceMonteCarlo } from '../studies/monte-carlo/reduce.ts';
import { planLeadingIndicator } from '../studies/leading-indicator/plan.ts';
import { reduceLeadingIndicator } from '../studies/leading-indicator/reduce.ts';
import { planPowerFlow } from '../studies/power-flow/plan.ts';
import { reducePowerFlow } from '../studies/power-flow/reduce.ts';
import { planSimulatedDisturbances } from '../studies/simulated-disturbances/plan.ts';
import {
  partOfSimulatedDisturbances,
  reduceSimulatedDisturbances,
} from '../studies/simulated-disturbances/reduce.ts';
import { planStatisticalCorrectness } from '../studies/statistical-correctness/plan.ts';
import {
  partOfStatisticalCorrectness,
  reduceStatisticalCorrectness,
} from '../studies/statistical-correctness/reduce.ts';
import { planReinforcement } from '../studies/reinforcement/plan.ts';
import { reduceReinforcement } from '../studies/reinforcement/reduce.ts';
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
    readonly plan: (network: SubjectOf<Kind>, spec: SpecOf<Kind>) => StudyPlan<unknown>;
    readonly reduce: (
      network: SubjectOf<Kind>,
      spec: SpecOf<Kind>,
      partials: readonly never[],
    ) => ResultOf<Kind>;
    /**
     * What there is to see on the way, and to keep where it was cancelled; null: nothing. A chunk
     * without an answer is undefined, one that was stopped on the way is what it had by then.
     */
    readonly partial?: (
      network: SubjectOf<Kind>,
      spec: SpecOf<Kind>,
      partials: readonly never[],
    ) => PartialAnswer<ResultOf<Kind>> | null;
  };
};

export const mainParts: MainParts = {
  'sync-condition': { plan: planSyncCondition, reduce: reduceSyncCondition },
  'contingency-screening': {
    plan: planContingencyScreening,
    reduce: reduceContingencyScreening,
    partial: partOfContingencyScreening,
  },
  'time-domain': { plan: planTimeDomain, reduce: reduceTimeDomain },
  'simulated-disturbances': {
    plan: planSimulatedDisturbances,
    reduce: reduceSimulatedDisturbances,
    partial: partOfSimulatedDisturbances,
  },
  'power-flow': { plan: planPowerFlow, reduce: reducePowerFlow },
  'kron-reduction': { plan: planKronReduction, reduce: reduceKronReduction },
  'critical-coupling': {
    plan: planCriticalCoupling,
    reduce: reduceCriticalCoupling,
    partial: partOfCriticalCoupling,
  },
  'loading-ramp': { plan: planLoadingRamp, reduce: reduceLoadingRamp },
  reinforcement: { plan: planReinforcement, reduce: reduceReinforcement },
  'monte-carlo': { plan: planMonteCarlo, reduce: reduceMonteCarlo, partial: partOfMonteCarlo },
  'statistical-correctness': {
    plan: planStatisticalCorrectness,
    reduce: reduceStatisticalCorrectness,
    partial: partOfStatisticalCorrectness,
  },
  coherence: { plan: planCoherence, reduce: reduceCoherence },
  'leading-indicator': { plan: planLeadingIndicator, reduce: reduceLeadingIndicator },
};
