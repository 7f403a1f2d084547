import { z } from 'zod';

import type { GridCase } from '../grid/grid-case.ts';
import type { OscillatorDocument } from '../grid/oscillator-document.ts';
import { coherenceSpecSchema } from './coherence.ts';
import type { CoherenceResult, CoherenceSpec } from './coherence.ts';
import { contingencyScreeningSpecSchema } from './contingency-screening.ts';
import type {
  ContingencyScreeningResult,
  ContingencyScreeningSpec,
} from './contingency-screening.ts';
import { criticalCouplingSpecSchema } from './critical-coupling.ts';
import type { CriticalCouplingResult, CriticalCouplingSpec } from './critical-coupling.ts';
import { kronReductionSpecSchema } from './kron-reduction.ts';
import type { KronReductionResult, KronReductionSpec } from './kron-reduction.ts';
import { loadingRampSpecSchema } from './loading-ramp.ts';
import type { LoadingRampResult, LoadingRampSpec } from './loading-ramp.ts';
import { monteCarloSpecSchema } from './monte-carlo.ts';
import type { MonteCarloResult, MonteCarloSpec } from './monte-carlo.ts';
import { leadingIndicatorSpecSchema } from './leading-indicator.ts';
import type { LeadingIndicatorResult, LeadingIndicatorSpec } from './leading-indicator.ts';
import { plainIssue } from './plain-issues.ts';
import { powerFlowSpecSchema } from './power-flow.ts';
import type { PowerFlowResult, PowerFlowSpec } from './power-flow.ts';
import { simulatedDisturbancesSpecSchema } from './simulated-disturbances.ts';
import type {
  SimulatedDisturbancesResult,
  SimulatedDisturbancesSpec,
} from './simulated-disturbances.ts';
import { statisticalCorrectnessSpecSchema } from './statistical-correctness.ts';
import type {
  StatisticalCorrectnessResult,
  StatisticalCorrectnessSpec,
} from './statistical-correctness.ts';
import { reinforcementSpecSchema } from './reinforcement.ts';
import type { ReinforcementResult, ReinforcementSpec } from './reinforcement.ts';
import { syncConditionSpecSchema } from './sync-condition.ts';
import type { SyncConditionResult, SyncConditionSpec } from './sync-condition.ts';
import { timeDomainSpecSchema } from './time-domain.ts';
import type { TimeDomainResult, TimeDomainSpec } from './time-domain.ts';

/** Every study: what is asked and what is found. */
export interface StudyCatalogue {
  'sync-condition': { readonly spec: SyncConditionSpec; readonly result: SyncConditionResult };
  'contingency-screening': {
    readonly spec: ContingencyScreeningSpec;
    readonly result: ContingencyScreeningResult;
  };
  'time-domain': { readonly spec: TimeDomainSpec; readonly result: TimeDomainResult };
  'simulated-disturbances': {
    readonly spec: SimulatedDisturbancesSpec;
    readonly result: SimulatedDisturbancesResult;
  };
  'power-flow': { readonly spec: PowerFlowSpec; readonly result: PowerFlowResult };
  'kron-reduction': { readonly spec: KronReductionSpec; readonly result: KronReductionResult };
  'critical-coupling': {
    readonly spec: CriticalCouplingSpec;
    readonly result: CriticalCouplingResult;
  };
  'loading-ramp': { readonly spec: LoadingRampSpec; readonly result: LoadingRampResult };
  reinforcement: { readonly spec: ReinforcementSpec; readonly result: ReinforcementResult };
  'monte-carlo': { readonly spec: MonteCarloSpec; readonly result: MonteCarloResult };
  'statistical-correctness': {
    readonly spec: StatisticalCorrectnessSpec;
    readonly result: StatisticalCorrectnessResult;
  };
  coherence: { readonly spec: CoherenceSpec; readonly result: CoherenceResult };
  'leading-indicator': {
    readonly spec: LeadingIndicatorSpec;
    readonly result: LeadingIndicatorResult;
  };
}

export type StudyKind = keyof StudyCatalogue;
export type SpecOf<Kind extends StudyKind> = StudyCatalogue[Kind]['spec'];
export type ResultOf<Kind extends StudyKind> = StudyCatalogue[Kind]['result'];

z.config({ customError: plainIssue });

export const specSchemas = {
  'sync-condition': syncConditionSpecSchema,
  'contingency-screening': contingencyScreeningSpecSchema,
  'time-domain': timeDomainSpecSchema,
  'simulated-disturbances': simulatedDisturbancesSpecSchema,
  'power-flow': powerFlowSpecSchema,
  'kron-reduction': kronReductionSpecSchema,
  'critical-coupling': criticalCouplingSpecSchema,
  'loading-ramp': loadingRampSpecSchema,
  reinforcement: reinforcementSpecSchema,
  'monte-carlo': monteCarloSpecSchema,
  'statistical-correctness': statisticalCorrectnessSpecSchema,
  coherence: coherenceSpecSchema,
  'leading-indicator': leadingIndicatorSpecSchema,
} as const;

export const studyKinds = Object.keys(specSchemas) as StudyKind[];

export const studyTitles: Record<StudyKind, string> = {
  'sync-condition': 'Synchronization condition',
  'contingency-screening': 'Contingency screening',
  'time-domain': 'Simulation over time',
  'simulated-disturbances': 'Disturbances one by one',
  'power-flow': 'Power flow',
  'kron-reduction': 'Kron reduction',
  'critical-coupling': 'Critical coupling',
  'loading-ramp': 'Loading ramp',
  reinforcement: 'Reinforcement',
  'monte-carlo': 'Randomised dispatch',
  'statistical-correctness': 'Statistical correctness',
  coherence: 'Coherence',
  'leading-indicator': 'Leading indicators',
};

/** What a study runs on: a power network, or a bare oscillator network. */
export type StudyNetwork =
  | { readonly kind: 'grid'; readonly grid: GridCase }
  | { readonly kind: 'oscillators'; readonly document: OscillatorDocument };

/** Studies that can draw their networks themselves; a network at hand is not asked for. */
const studiesWithoutNetwork = [
  'critical-coupling',
  'statistical-correctness',
  'coherence',
] as const satisfies StudyKind[];

export const worksWithoutNetwork = (kind: StudyKind): boolean =>
  studiesWithoutNetwork.some((one) => one === kind);

/** A network, or none where a study can do without. */
export type StudySubject = StudyNetwork | { readonly kind: 'none' };

/** What a study of this kind is given. */
export type SubjectOf<Kind extends StudyKind> = Kind extends (typeof studiesWithoutNetwork)[number]
  ? StudySubject
  : StudyNetwork;
