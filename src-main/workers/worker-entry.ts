import type { SpecOf, StudyKind, SubjectOf } from '../../src-shared/studies/catalogue.ts';
import type { StudyContext } from '../../src-shared/studies/study-room.ts';
import { runCoherence } from '../studies/coherence/run.ts';
import { runContingencyScreening } from '../studies/contingency-screening/run.ts';
import { runCriticalCoupling } from '../studies/critical-coupling/run.ts';
import { runKronReduction } from '../studies/kron-reduction/run.ts';
import { runLoadingRamp } from '../studies/loading-ramp/run.ts';
import { runMonteCarlo } from '../studies/monte-carlo/run.ts';
import { runLeadingIndicator } from '../studies/leading-indicator/run.ts';
import { runPowerFlow } from '../studies/power-flow/run.ts';
import { runSimulatedDisturbances } from '../studies/simulated-disturbances/run.ts';
import { runStatisticalCorrectness } from '../studies/statistical-correctness/run.ts';
import { runReinforcement } from '../studies/reinforcement/run.ts';
import { runLiveMargin } from '../studies/sync-condition/live-margin.ts';
import { runSyncCondition } from '../studies/sync-condition/run.ts';
import { runSyntheticNetwork } from '../studies/synthetic-network/run.ts';
import { runTimeDomain } from '../studies/time-domain/run.ts';
import { serveTasks } from './serve-tasks.ts';
import { readKernel } from './kernel-file.ts';

/** The thread's part of every study; what its chunks are, only the study itself knows. */
type ThreadParts = {
  readonly [Kind in StudyKind]: (
    network: SubjectOf<Kind>,
    spec: SpecOf<Kind>,
    chunk: never,
    context: StudyContext,
  ) => unknown;
};

const swingKernel = readKernel(new URL('swing-kernel.wasm', import.meta.url));
const kuramotoKernel = readKernel(new URL('kuramoto-kernel.wasm', import.meta.url));
const chordKernel = readKernel(new URL('chord-kernel.wasm', import.meta.url));
const philoxKernel = readKernel(new URL('philox-kernel.wasm', import.meta.url));
const blockLuKernel = readKernel(new URL('block-lu-kernel.wasm', import.meta.url));

const studies: ThreadParts = {
  'sync-condition': runSyncCondition,
  'contingency-screening': runContingencyScreening,
  'time-domain': (network, spec, chunk, context) =>
    runTimeDomain(network, spec, chunk, context, swingKernel),
  'simulated-disturbances': (network, spec, chunk, context) =>
    runSimulatedDisturbances(network, spec, chunk, context, swingKernel),
  'power-flow': (subject, spec, chunk, context) =>
    runPowerFlow(subject, spec, chunk, context, blockLuKernel),
  'kron-reduction': runKronReduction,
  'critical-coupling': runCriticalCoupling,
  'loading-ramp': runLoadingRamp,
  reinforcement: runReinforcement,
  'monte-carlo': (subject, spec, chunk, context) =>
    runMonteCarlo(subject, spec, chunk, context, { chord: chordKernel, philox: philoxKernel }),
  'statistical-correctness': runStatisticalCorrectness,
  coherence: (subject, spec, chunk, context) =>
    runCoherence(subject, spec, chunk, context, { meanField: kuramotoKernel, swing: swingKernel }),
  'leading-indicator': (network, spec, chunk, context) =>
    runLeadingIndicator(network, spec, chunk, context, swingKernel),
};

serveTasks({
  ...studies,
  'live-margin': runLiveMargin,
  'synthetic-network': runSyntheticNetwork,
});
