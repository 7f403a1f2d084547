import type { ResultOf, StudyKind } from '../../../src-shared/studies/catalogue.ts';
import { coherenceDocument, coherenceSummary } from './summaries/coherence.ts';
import { screeningDocument, screeningSummary } from './summaries/contingency-screening.ts';
import {
  criticalCouplingDocument,
  criticalCouplingSummary,
} from './summaries/critical-coupling.ts';
import { kronReductionSummary } from './summaries/kron-reduction.ts';
import { loadingRampSummary } from './summaries/loading-ramp.ts';
import { monteCarloSummary } from './summaries/monte-carlo.ts';
import { leadingIndicatorSummary } from './summaries/leading-indicator.ts';
import { simulatedDisturbancesSummary } from './summaries/simulated-disturbances.ts';
import { powerFlowSummary } from './summaries/power-flow.ts';
import { statisticalCorrectnessSummary } from './summaries/statistical-correctness.ts';
import { reinforcementSummary } from './summaries/reinforcement.ts';
import { conditionSummary } from './summaries/sync-condition.ts';
import { timeDomainDocument, timeDomainSummary } from './summaries/time-domain.ts';

/** How the result of a study shows itself on the command line. */
interface StudyFace<Kind extends StudyKind> {
  /** The fields of the JSON document, as the command line's contract names them. */
  readonly document: (result: ResultOf<Kind>) => object;
  /** Lines for reading. */
  readonly summary: (name: string, result: ResultOf<Kind>) => string[];
}

export const studyFaces: { readonly [Kind in StudyKind]: StudyFace<Kind> } = {
  'sync-condition': {
    document: (result) => result,
    summary: conditionSummary,
  },
  'contingency-screening': {
    document: screeningDocument,
    summary: screeningSummary,
  },
  'time-domain': {
    document: timeDomainDocument,
    summary: timeDomainSummary,
  },
  'simulated-disturbances': {
    document: (result) => result,
    summary: simulatedDisturbancesSummary,
  },
  'power-flow': {
    document: (result) => result,
    summary: powerFlowSummary,
  },
  'kron-reduction': {
    document: (result) => result,
    summary: kronReductionSummary,
  },
  'critical-coupling': {
    document: criticalCouplingDocument,
    summary: criticalCouplingSummary,
  },
  'loading-ramp': {
    document: (result) => result,
    summary: loadingRampSummary,
  },
  reinforcement: {
    document: (result) => result,
    summary: reinforcementSummary,
  },
  'monte-carlo': {
    document: (result) => result,
    summary: monteCarloSummary,
  },
  'statistical-correctness': {
    document: (result) => result,
    summary: statisticalCorrectnessSummary,
  },
  coherence: {
    document: coherenceDocument,
    summary: coherenceSummary,
  },
  'leading-indicator': {
    document: (result) => result,
    summary: leadingIndicatorSummary,
  },
};
