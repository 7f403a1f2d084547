import type { StudySubject } from '../../../src-shared/studies/catalogue.ts';
import type {
  CoherenceAtCoupling,
  CoherenceResult,
  CoherenceSpec,
} from '../../../src-shared/studies/coherence.ts';
import { histogram, quantiles } from '../../numerics/statistics/quantiles.ts';
import { momentsOf } from '../../numerics/statistics/moments.ts';
import { trailingMean } from '../../numerics/statistics/trailing-mean.ts';
import { ensembleClock } from './draws.ts';
import type { DrawsAtCoupling, DrawsPart } from './draws.ts';
import { onsetOfEnsemble } from './onset.ts';
import type { CoherencePart } from './run.ts';
import { keptSteps, settingOf } from './setting.ts';
import type { Clock, CoherenceSetting } from './setting.ts';
import type { SingleRunPart } from './single-run.ts';
import { statementOutcomes } from './statements.ts';
import type { CoherenceOfDraws } from './statements.ts';

/** Joins the couplings of a single run, or the draws of an ensemble, in their order. */
export function reduceCoherence(
  subject: StudySubject,
  spec: CoherenceSpec,
  parts: readonly CoherencePart[],
): CoherenceResult {
  const setting = settingOf(subject, spec);
  return setting.mode === 'ensemble'
    ? ensembleResult(spec, setting, parts as readonly DrawsPart[])
    : singleResult(spec, setting, parts as readonly SingleRunPart[]);
}

function singleResult(
  spec: CoherenceSpec,
  setting: CoherenceSetting,
  parts: readonly SingleRunPart[],
): CoherenceResult {
  const [first] = parts;
  if (!first) throw new Error('A run has one part for each coupling: plan and run disagree.');
  const { atK: _, ...common } = first;
  const perK = parts.map(({ atK }) => atK);
  return {
    ...common,
    ...aboutRun(spec, setting),
    n: first.nodes.length,
    samples: 1,
    perK,
    floor: coherenceFloor(first.nodes.length),
    statements: statementOutcomes(spec, (position) => ofOneRun(perK[position]!, first, setting)),
  };
}

/** A single run is one draw. */
function ofOneRun(
  { meanCoherence, coherence }: CoherenceAtCoupling,
  { time, dt }: Pick<CoherenceResult, 'time' | 'dt'>,
  { from, to }: CoherenceSetting,
): CoherenceOfDraws {
  const slack = dt / 2;
  const span = coherence.filter((_, k) => time[k]! >= from - slack && time[k]! <= to + slack);
  const one = (value: number): Float64Array => Float64Array.of(value);
  const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), 1);
  const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), 0);
  return {
    mean: one(meanCoherence),
    least: one(least(span)),
    most: one(most(span)),
    wholeLeast: one(least(coherence)),
    wholeMost: one(most(coherence)),
  };
}

function ensembleResult(
  spec: CoherenceSpec,
  setting: CoherenceSetting,
  parts: readonly DrawsPart[],
): CoherenceResult {
  const clock = ensembleClock(setting, spec);
  const drawsAt = spec.K.map((_, k) => joined(parts.map(({ perK }) => perK[k]!)));
  return {
    ...aboutRun(spec, setting),
    n: setting.n,
    samples: setting.samples,
    nodes: [],
    dt: clock.dt,
    time: keptSteps(clock).map((step) => step * clock.dt),
    perK: drawsAt.map((draws, k) => atCoupling(spec.K[k]!, draws, setting, clock)),
    criticalCoupling: onsetOfEnsemble(spec, setting),
    floor: coherenceFloor(setting.n),
    statements: statementOutcomes(spec, (position) => drawsAt[position]!),
    ignored: [],
    warnings: [...(spec.groups ? [groupsLeftOut] : []), ...(spec.weights ? [weightsLeftOut] : [])],
  };
}

const weightsLeftOut =
  'Weights are left out: the oscillators of an ensemble are weighed by their strengths.';
const groupsLeftOut = 'Groups are left out: the oscillators of an ensemble are all drawn alike.';

const aboutRun = (
  { preset }: CoherenceSpec,
  { mode, duration, from, to }: CoherenceSetting,
): Pick<CoherenceResult, 'preset' | 'mode' | 'duration' | 'from' | 'to'> => ({
  preset,
  mode,
  duration,
  from,
  to,
});

/** Mean coherence of n phases drawn uniformly: that of a walk of n steps, sqrt(pi n / 4) / n. */
const coherenceFloor = (n: number): number => Math.sqrt(Math.PI / (4 * n));

/** Lists one behind the other, sums added, in the order of the chunks. */
function joined(parts: readonly DrawsAtCoupling[]): DrawsAtCoupling {
  const listed = (name: keyof DrawsAtCoupling): Float64Array =>
    Float64Array.from(parts.flatMap((part) => Array.from(part[name])));
  const added = (name: 'sum' | 'squares' | 'weightedSum'): Float64Array => {
    const total = new Float64Array(parts[0]?.[name].length ?? 0);
    for (const part of parts) part[name].forEach((value, k) => (total[k]! += value));
    return total;
  };
  return {
    mean: listed('mean'),
    wholeMean: listed('wholeMean'),
    least: listed('least'),
    most: listed('most'),
    wholeLeast: listed('wholeLeast'),
    wholeMost: listed('wholeMost'),
    weightedMean: listed('weightedMean'),
    weightedFinal: listed('weightedFinal'),
    linkMean: listed('linkMean'),
    sum: added('sum'),
    squares: added('squares'),
    weightedSum: added('weightedSum'),
  };
}

/** Up to so many draws are listed one by one. */
const mostListed = 20_000;
const bins = 20;

function atCoupling(
  K: number,
  draws: DrawsAtCoupling,
  { window, samples }: CoherenceSetting,
  { dt, stride }: Clock,
): CoherenceAtCoupling {
  const { mean, standardDeviation, standardError } = momentsOf(draws.mean);
  const coherence = Array.from(draws.sum, (sum) => sum / samples);
  const weighted = Array.from(draws.weightedSum, (sum) => sum / samples);
  const width = Math.max(1, Math.round(window / (stride * dt)));
  const weightedMean = momentsOf(draws.weightedMean).mean;
  const weightedFinal = momentsOf(draws.weightedFinal).mean;
  const variance = draws.squares.map((squares, k) => squares / samples - coherence[k]! ** 2);
  return {
    K,
    meanCoherence: mean,
    meanCoherenceWholeRun: momentsOf(draws.wholeMean).mean,
    coherence,
    windowed: Array.from(trailingMean(coherence, width)),
    local: [],
    weighted: { mean: weightedMean, final: weightedFinal, coherence: weighted },
    links: {
      mean: momentsOf(draws.linkMean).mean,
      final: momentsOf(draws.weightedFinal.map((value) => value * value)).mean,
      coherence: [],
    },
    units: [],
    meanFrequencies: [],
    thetaFinal: [],
    spread: {
      standardDeviation: orZero(standardDeviation),
      standardError: orZero(standardError),
      quantiles: quantiles(draws.mean, [0.05, 0.25, 0.5, 0.75, 0.95]),
      histogram: histogram(draws.mean, 0, 1, bins),
      draws: samples <= mostListed ? Array.from(draws.mean) : [],
      deviation: Array.from(variance, (value) => Math.sqrt(Math.max(0, value))),
    },
  };
}

/** A single draw has no spread. */
const orZero = (value: number): number => (Number.isNaN(value) ? 0 : value);
