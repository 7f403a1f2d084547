import type { RunStatus } from '../../src-shared/contract/run-documents.ts';
import type { ResultOf, StudyKind } from '../../src-shared/studies/catalogue.ts';
import type { CoherenceResult } from '../../src-shared/studies/coherence.ts';
import { coherencePresets } from '../../src-shared/studies/coherence-presets.ts';
import type {
  ContingencyScreeningResult,
  OutageResult,
} from '../../src-shared/studies/contingency-screening.ts';
import type { KronReductionResult } from '../../src-shared/studies/kron-reduction.ts';
import type { CriticalCouplingResult } from '../../src-shared/studies/critical-coupling.ts';
import type { LoadingRampResult } from '../../src-shared/studies/loading-ramp.ts';
import type { MonteCarloResult } from '../../src-shared/studies/monte-carlo.ts';
import { indicatorWords } from '../../src-shared/studies/leading-indicator.ts';
import type { LeadingIndicatorResult } from '../../src-shared/studies/leading-indicator.ts';
import type { EdgeRef } from '../../src-shared/studies/model-options.ts';
import { compareOutages, outageVerdict } from '../../src-shared/studies/outage-verdict.ts';
import type { PowerFlowResult } from '../../src-shared/studies/power-flow.ts';
import type { SimulatedDisturbancesResult } from '../../src-shared/studies/simulated-disturbances.ts';
import type { StatisticalCorrectnessResult } from '../../src-shared/studies/statistical-correctness.ts';
import type { ReinforcementResult } from '../../src-shared/studies/reinforcement.ts';
import type { SyncConditionResult } from '../../src-shared/studies/sync-condition.ts';
import { synchronismOf } from '../../src-shared/studies/time-domain.ts';
import type { Synchronism, TimeDomainResult } from '../../src-shared/studies/time-domain.ts';
import { counted } from '../../src-shared/units/counted.ts';
import {
  degreesFromRadians,
  hertzFromRadiansPerSecond,
} from '../../src-shared/units/quantities.ts';
import type { Figure } from '../store/study-runs.ts';

/** What a result comes to: for the list of runs, for comparison, for the exit code. */
export interface StudyOutcome {
  readonly status: Extract<RunStatus, 'finished' | 'no-answer' | 'cancelled'>;
  /** One line. */
  readonly text: string;
  readonly figures: readonly Figure[];
  /** Of the synchronization condition; null where the study has none. */
  readonly norm: number | null;
}

const outcomes: { readonly [Kind in StudyKind]: (result: ResultOf<Kind>) => StudyOutcome } = {
  'sync-condition': syncConditionOutcome,
  'contingency-screening': screeningOutcome,
  'time-domain': timeDomainOutcome,
  'simulated-disturbances': simulatedDisturbancesOutcome,
  'power-flow': powerFlowOutcome,
  'kron-reduction': kronReductionOutcome,
  'critical-coupling': criticalCouplingOutcome,
  'loading-ramp': loadingRampOutcome,
  reinforcement: reinforcementOutcome,
  'monte-carlo': monteCarloOutcome,
  'statistical-correctness': statisticalCorrectnessOutcome,
  coherence: coherenceOutcome,
  'leading-indicator': leadingIndicatorOutcome,
};

export const outcomeOf = <Kind extends StudyKind>(
  kind: Kind,
  result: ResultOf<Kind>,
): StudyOutcome => outcomes[kind](result);

function syncConditionOutcome(result: SyncConditionResult): StudyOutcome {
  const { norm, worstEdge, equilibrium, criticalCoupling, otherConditions } = result;
  const angle = degrees(equilibrium.maxAngleDifference);
  const found = {
    converged: `largest angle ${fixed(angle, 1)}°`,
    'beyond-limit': `largest angle ${fixed(angle, 1)}°, beyond 90°`,
    'no-solution': 'no synchronous state found',
  }[equilibrium.status];
  return {
    status: equilibrium.status === 'no-solution' ? 'no-answer' : 'finished',
    text: `Norm ${fixed(norm, 4)}${on(worstEdge)}; ${found}`,
    norm,
    figures: [
      figure('Norm of the condition', '', norm),
      figure('Largest angle, predicted', '°', degrees(result.gammaPredicted)),
      figure('Largest angle, exact', '°', angle),
      figure('Critical coupling, predicted', '', criticalCoupling.predicted),
      figure('Critical coupling, exact', '', criticalCoupling.exact),
      figure('Algebraic connectivity', 'p.u.', otherConditions.algebraicConnectivity),
    ],
  };
}

function loadingRampOutcome(result: LoadingRampResult): StudyOutcome {
  const { loadingUnit: unit, predicted, exact, simulated, base, trips } = result;
  const end = exact.cause === 'saddle-node' ? 'saddle-node' : 'limit';
  return {
    status:
      simulated?.cause === 'cancelled'
        ? 'cancelled'
        : exact.loading === null
          ? 'no-answer'
          : 'finished',
    text:
      exact.loading === null
        ? `No loading: ${exact.cause.replace('-', ' ')}${on(exact.edge)}`
        : `${fixed(exact.loading, 2)} ${unit} to the ${end}${on(exact.edge)}; predicted ${fixed(predicted.loading, 2)} ${unit}`,
    norm: base.norm,
    figures: [
      figure('Norm of the condition', '', base.norm),
      figure('Loading, predicted', unit, predicted.loading),
      figure('Loading, exact', unit, exact.loading),
      figure('Loading, simulated', unit, simulated?.loading ?? null),
      figure('Branches opened at their limits', '', trips.length),
    ],
  };
}

function reinforcementOutcome(result: ReinforcementResult): StudyOutcome {
  const { base, best, candidates, improving, worsening } = result;
  const [first] = best;
  return {
    status: first ? 'finished' : 'no-answer',
    text: first
      ? `Best of ${candidates}: ${first.from}–${first.to}, norm ${fixed(first.norm, 4)} instead of ${fixed(base.norm, 4)}; ${worsening} lower the margin`
      : 'No candidate was tried.',
    norm: base.norm,
    figures: [
      figure('Norm without a new circuit', '', base.norm),
      figure('Norm with the best one', '', first?.norm ?? null),
      figure('Candidates', '', candidates),
      figure('Candidates that raise the margin', '', improving),
      figure('Candidates that lower the margin', '', worsening),
    ],
  };
}

function screeningOutcome({ base, outages }: ContingencyScreeningResult): StudyOutcome {
  const having = (status: OutageResult['status']): readonly OutageResult[] =>
    outages.filter((outage) => outage.status === status);
  const islanding = having('islanding');
  const unsolved = having('no-solution').length;
  const over = outages.filter((outage) => outageVerdict(outage) === 'over-limit').length;
  const [worst] = outages
    .filter(({ status }) => status !== 'islanding')
    .sort((a, b) => compareOutages(a, b));
  const counts = [
    `${outages.length} outages`,
    ...(over > 0 ? [`${over} over limit`] : []),
    ...(islanding.length > 0 ? [`${islanding.length} islanding`] : []),
    ...(unsolved > 0 ? [`${unsolved} without a synchronous state`] : []),
    ...(worst ? [`worst ${worst.element} (norm ${fixed(worst.norm, 4)})`] : []),
  ];
  return {
    status: 'finished',
    text: counts.join('; '),
    norm: base.norm,
    figures: [
      figure('Norm without an outage', '', base.norm),
      figure('Norm after the worst outage', '', worst?.norm ?? null),
      figure('Outages screened', '', outages.length),
      figure('Outages with a line over its limit', '', over),
      figure('Islanding outages', '', islanding.length),
      figure('Outages without a synchronous state', '', unsolved),
      figure('Most load cut off', 'MW', largest(islanding.map(({ islandedMw }) => islandedMw))),
    ],
  };
}

function timeDomainOutcome(result: TimeDomainResult): StudyOutcome {
  const { status, reason, coherentGroups } = result;
  const angle = degrees(result.largestAngleDifference?.value ?? null);
  const deviation = hertz(result.largestFrequencyDeviation?.value ?? null);
  const synchronism = synchronismOf(result);
  const words = {
    kept: 'Synchronism is kept',
    regained: 'Synchronism is lost on the way and found again',
    lost: `Synchronism is lost: ${coherentGroups.length} groups`,
  };
  const where = result.largestAngleDifference?.edge ?? null;
  return {
    status: status === 'finished' || status === 'cancelled' ? status : 'no-answer',
    text:
      status === 'finished'
        ? `${words[synchronism]}; largest angle ${fixed(angle, 1)}°${on(where)}`
        : (reason ?? `The run ended early: ${status}.`),
    norm: null,
    figures: [
      figure('Synchronism kept (1: yes, 0: no)', '', Number(synchronism === 'kept')),
      figure('Largest angle over a branch', '°', angle),
      figure('Largest frequency deviation', 'Hz', deviation),
      figure('Groups at the end', '', coherentGroups.length),
    ],
  };
}

function simulatedDisturbancesOutcome({ rows }: SimulatedDisturbancesResult): StudyOutcome {
  const having = (synchronism: Synchronism): number =>
    rows.filter((row) => row.synchronism === synchronism).length;
  const unknown = rows.filter(({ synchronism }) => synchronism === null).length;
  const nadirs = rows.flatMap(({ nadir }) => (nadir ? [nadir.value] : []));
  const coherences = rows.flatMap(({ leastOrderParameter: r }) => (r ? [r.value] : []));
  const least = (values: number[]): number | null =>
    values.length > 0 ? values.reduce((a, b) => Math.min(a, b)) : null;
  const told = [
    `${counted(rows.length, 'disturbance')}: ${having('lost')} lose synchronism`,
    ...(having('regained') > 0 ? [`${having('regained')} lose it and come back`] : []),
    ...(unknown > 0 ? [`${unknown} without an answer`] : []),
  ];
  return {
    status: unknown === rows.length ? 'no-answer' : 'finished',
    text: told.join('; '),
    norm: null,
    figures: [
      figure('Disturbances simulated', '', rows.length),
      figure('Disturbances that lose synchronism', '', having('lost')),
      figure('Disturbances that lose it and come back', '', having('regained')),
      figure('Least order parameter', '', least(coherences)),
      figure('Lowest frequency, as deviation', 'Hz', hertz(least(nadirs))),
    ],
  };
}

function powerFlowOutcome(result: PowerFlowResult): StudyOutcome {
  const { status, iterations, maxMismatch, lossesMw, slackPgMw, buses } = result;
  const voltages = buses.map(({ vm }) => vm);
  const loadings = result.branches.flatMap(({ loading }) => (loading === null ? [] : [loading]));
  const worst = result.worstMismatches[0];
  const found = status === 'converged';
  const failed = result.islands.filter(({ status: each }) => each === 'not-converged').length;
  const where =
    result.islands.length > 1 ? ` in ${failed} of ${result.islands.length} islands` : '';
  const only = (value: number | null): number | null => (found ? value : null);
  return {
    status: found ? 'finished' : 'no-answer',
    text: found
      ? `Converged in ${counted(iterations, 'iteration')}; losses ${fixed(lossesMw, 2)} MW, slack ${fixed(slackPgMw, 2)} MW`
      : `No solution${where}: mismatch of ${maxMismatch.toExponential(1)} p.u.${worst ? `, largest at bus ${worst.bus}` : ''}`,
    norm: null,
    figures: [
      figure('Iterations', '', iterations),
      figure('Losses', 'MW', only(lossesMw)),
      figure('Slack generation', 'MW', only(slackPgMw)),
      figure('Lowest voltage', 'p.u.', only(smallest(voltages))),
      figure('Highest voltage', 'p.u.', only(largest(voltages))),
      figure('Highest branch loading', '', only(largest(loadings))),
    ],
  };
}

function kronReductionOutcome(result: KronReductionResult): StudyOutcome {
  const { machines, coupling, phaseShift } = result;
  const estimated = machines.filter((machine) => machine.estimated).length;
  const between = coupling.flatMap((row, i) => row.filter((_, j) => j > i));
  const shift = largest(phaseShift.flat().map(Math.abs));
  return {
    status: 'finished',
    text: `${machines.length} machines${estimated > 0 ? `, ${estimated} with estimated data` : ''}; couplings ${fixed(smallest(between), 3)} to ${fixed(largest(between), 3)} p.u.`,
    norm: null,
    figures: [
      figure('Machines', '', machines.length),
      figure('Weakest coupling', 'p.u.', smallest(between)),
      figure('Strongest coupling', 'p.u.', largest(between)),
      figure('Largest phase shift', '°', degrees(shift)),
    ],
  };
}

function criticalCouplingOutcome(result: CriticalCouplingResult): StudyOutcome {
  const { ratioMean, ratioStandardError, rows, network, redrawn } = result;
  const samples = rows.reduce((sum, row) => sum + row.samples, 0);
  const stress = network?.stress ?? null;
  const along = stress
    ? `; along the direction ${fixed(stress.exact.loading, 3)} ${stress.unit}, predicted ${fixed(stress.predicted.loading, 3)} ${stress.unit}`
    : '';
  return {
    status: (network ? network.exact : ratioMean) === null ? 'no-answer' : 'finished',
    text: network
      ? network.predicted === 0
        ? `No power flows: any coupling above 0 is enough${along}`
        : `Critical coupling ${fixed(network.exact, 6)}, predicted ${fixed(network.predicted, 6)} (ratio ${fixed(ratioMean, 4)})${along}`
      : `Exact over predicted coupling ${fixed(ratioMean, 4)} ± ${fixed(ratioStandardError, 4)} in ${samples} samples`,
    norm: null,
    figures: [
      figure('Exact over predicted coupling', '', ratioMean),
      figure('Standard error of it', '', ratioStandardError),
      figure('Critical coupling, predicted', '', network?.predicted ?? null),
      figure('Critical coupling, exact', '', network?.exact ?? null),
      figure('Critical loading, predicted', stress?.unit ?? '', stress?.predicted.loading ?? null),
      figure('Critical loading, exact', stress?.unit ?? '', stress?.exact.loading ?? null),
      figure('Samples', '', network ? null : samples),
      figure('Graphs drawn again', '', network ? null : redrawn),
    ],
  };
}

function coherenceOutcome({
  perK,
  criticalCoupling,
  preset,
  samples,
  n,
  mode,
}: CoherenceResult): StudyOutcome {
  const words = coherencePresets[preset];
  const { name, unit } = words.coupling;
  const [weakest, strongest] = [perK[0], perK[perK.length - 1]];
  const means = perK.map(({ K, meanCoherence }) => `${fixed(meanCoherence, 3)} at ${K}`);
  const told = perK.length > 5 ? [means[0], '…', means[means.length - 1]] : means;
  const draws = samples > 1 ? ` in ${samples} draws` : '';
  const units = mode === 'network' ? 'nodes' : words.unit[1] + draws;
  // Of a network it is an estimate for dense ones: in the result, not in a line about a grid.
  const onset =
    mode === 'network' ? '' : `; onset at ${name} ${fixed(criticalCoupling.value, 3)} ${unit}`;
  return {
    status: 'finished',
    text: `Mean ${words.coherence} of ${n} ${units}: ${told.join(', ')}${onset}`,
    norm: null,
    figures: [
      figure(`Onset of ${words.coherence}: ${name}`, unit, criticalCoupling.value),
      figure(`Mean ${words.coherence} at the first coupling`, '', weakest?.meanCoherence ?? null),
      figure(`Mean ${words.coherence} at the last coupling`, '', strongest?.meanCoherence ?? null),
    ],
  };
}

function monteCarloOutcome(result: MonteCarloResult): StudyOutcome {
  const { draws, correct, violations, noSolution, accuracyMean, base } = result;
  const { low, high } = result.intervals.correct;
  const asked = correct + violations;
  const phases = degrees(result.cohesivePhasesMean);
  return {
    status: 'finished',
    text: `Condition right in ${correct} of ${asked} draws; ${noSolution} without a synchronous state; mean largest angle ${fixed(phases, 2)}°`,
    norm: base.norm,
    figures: [
      figure('Draws', '', draws),
      figure('Draws for which the condition is right', '', correct),
      figure(
        'Share for which the condition is right',
        '%',
        asked === 0 ? null : (100 * correct) / asked,
      ),
      figure('Lower end of its interval', '%', 100 * low),
      figure('Upper end of its interval', '%', 100 * high),
      figure('Violations', '', violations),
      figure('Draws without a synchronous state', '', noSolution),
      figure('Mean largest angle', '°', phases),
      figure('Mean error of the predicted angle', '°', degrees(accuracyMean)),
      figure('Mean norm', '', result.normMean),
    ],
  };
}

function statisticalCorrectnessOutcome(result: StatisticalCorrectnessResult): StudyOutcome {
  const { samples, correct, violations, share, interval, worstExcess } = result;
  const percent = (value: number | null): number | null => (value === null ? null : 100 * value);
  return {
    status: 'finished',
    text: `Condition right for ${correct} of ${samples} random networks (${fixed(percent(share), 3)} %)`,
    norm: null,
    figures: [
      figure('Random networks', '', samples),
      figure('Share for which the condition is right', '%', percent(share)),
      figure('Lower end of its interval', '%', percent(interval.low)),
      figure('Upper end of its interval', '%', percent(interval.high)),
      figure('Violations', '', violations),
      figure('Largest angle beyond gamma', '°', degrees(worstExcess)),
    ],
  };
}

function leadingIndicatorOutcome({
  indicators,
  rampRuns,
  held,
  verdict,
}: LeadingIndicatorResult): StudyOutcome {
  return {
    status: held < rampRuns ? 'finished' : 'no-answer',
    text: verdict,
    norm: null,
    figures: indicators.map(({ kind, noticeSeconds }) =>
      figure(`${indicatorWords[kind].name}: notice`, 's', noticeSeconds?.median ?? null),
    ),
  };
}

const figure = (quantity: string, unit: string, value: number | null): Figure => ({
  quantity,
  unit,
  value,
});

const largest = (values: readonly number[]): number | null =>
  values.length > 0 ? values.reduce((a, b) => Math.max(a, b)) : null;

const smallest = (values: readonly number[]): number | null =>
  values.length > 0 ? values.reduce((a, b) => Math.min(a, b)) : null;

const degrees = (angle: number | null): number | null =>
  angle === null ? null : degreesFromRadians(angle);

const hertz = (speed: number | null): number | null =>
  speed === null ? null : hertzFromRadiansPerSecond(speed);

const fixed = (value: number | null, digits: number): string => value?.toFixed(digits) ?? '–';

const on = (edge: EdgeRef | null): string => (edge ? ` on ${edge.from}–${edge.to}` : '');
