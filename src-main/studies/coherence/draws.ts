import type { CoherenceSpec } from '../../../src-shared/studies/coherence.ts';
import type { StudyContext } from '../../../src-shared/studies/study-room.ts';
import { meanFieldStepper } from '../../equations/oscillators/kuramoto-kernel.ts';
import { mostTraced } from '../../equations/oscillators/mean-field-runs.ts';
import type {
  MeanFieldRun,
  MeanFieldRuns,
  MeanFieldStepper,
} from '../../equations/oscillators/mean-field-runs.ts';
import { clockOf, keptSteps } from './setting.ts';
import type { Clock, CoherenceSetting } from './setting.ts';

/** Samples of the mean curves of an ensemble. */
const samplesKept = 501;

export const ensembleClock = (setting: CoherenceSetting, spec: CoherenceSpec): Clock =>
  clockOf(setting, spec.dt ?? 0.01, samplesKept);

/** What one coupling makes of a chunk of draws; entry d of the first lists is draw from + d. */
export interface DrawsAtCoupling {
  /** Of the coherence over [from, to], and over the whole run. */
  readonly mean: Float64Array;
  readonly wholeMean: Float64Array;
  readonly least: Float64Array;
  readonly most: Float64Array;
  readonly wholeLeast: Float64Array;
  readonly wholeMost: Float64Array;
  readonly weightedMean: Float64Array;
  readonly weightedFinal: Float64Array;
  /** Of the weighted coherence's square, over [from, to]: all pairs are linked, as s_i s_j. */
  readonly linkMean: Float64Array;
  /** Sums over the draws, at the kept steps: of the coherence, its square, the weighted one's. */
  readonly sum: Float64Array;
  readonly squares: Float64Array;
  readonly weightedSum: Float64Array;
}

export interface DrawsPart {
  readonly perK: readonly DrawsAtCoupling[];
}

/**
 * Integrates the draws [from, to) at every coupling, two draws side by side.
 *
 * @param drawOf the draw of an index
 */
export function runDraws(
  spec: CoherenceSpec,
  setting: CoherenceSetting,
  { from, to }: { readonly from: number; readonly to: number },
  drawOf: (index: number) => Omit<MeanFieldRun, 'K'>,
  { stopped, progress }: Pick<StudyContext, 'stopped' | 'progress'>,
  kernel: WebAssembly.Module | null,
): DrawsPart {
  const clock = ensembleClock(setting, spec);
  const count = to - from;
  const perK = spec.K.map(() => emptyPart(count, keptSteps(clock).length));
  const pairs = Math.ceil(count / 2);
  for (let pair = 0; pair < pairs; pair++) {
    const index = from + 2 * pair;
    const first = drawOf(index);
    const hasSecond = index + 1 < to;
    const second = hasSecond ? drawOf(index + 1) : first;
    for (const [k, K] of spec.K.entries()) {
      const runs: MeanFieldRuns = [
        { ...first, K },
        { ...second, K },
      ];
      follow(meanFieldStepper(runs, kernel), clock, perK[k]!, 2 * pair, hasSecond ? 2 : 1, stopped);
      if (stopped()) return { perK };
      progress((pair * spec.K.length + k + 1) / (pairs * spec.K.length));
    }
  }
  return { perK };
}

function emptyPart(count: number, samples: number): DrawsAtCoupling {
  const perDraw = (): Float64Array => new Float64Array(count);
  return {
    mean: perDraw(),
    wholeMean: perDraw(),
    least: perDraw().fill(Infinity),
    most: perDraw().fill(-Infinity),
    wholeLeast: perDraw().fill(Infinity),
    wholeMost: perDraw().fill(-Infinity),
    weightedMean: perDraw(),
    weightedFinal: perDraw(),
    linkMean: perDraw(),
    sum: new Float64Array(samples),
    squares: new Float64Array(samples),
    weightedSum: new Float64Array(samples),
  };
}

/** Takes one stepper to the end; its runs are draws `draw`, `draw + 1` of the part. */
function follow(
  stepper: MeanFieldStepper,
  clock: Clock,
  part: DrawsAtCoupling,
  draw: number,
  runs: number,
  stopped: () => boolean,
): void {
  for (let step = 0; step < clock.steps && !stopped(); step += mostTraced) {
    const block = Math.min(mostTraced, clock.steps - step);
    stepper.advance(block, clock.dt);
    collect(stepper, clock, part, draw, runs, step, block);
  }
  stepper.look();
  collect(stepper, clock, part, draw, runs, clock.steps, 1);
  const averaged = clock.last - clock.first + 1;
  for (let run = 0; run < runs; run++) {
    part.mean[draw + run]! /= averaged;
    part.weightedMean[draw + run]! /= averaged;
    part.linkMean[draw + run]! /= averaged;
    part.wholeMean[draw + run]! /= clock.steps + 1;
    part.weightedFinal[draw + run] = stepper.weighted[run]!;
  }
}

/** Adds up what a block of steps traced, from step `start` on. */
function collect(
  stepper: MeanFieldStepper,
  clock: Clock,
  part: DrawsAtCoupling,
  draw: number,
  runs: number,
  start: number,
  block: number,
): void {
  for (let run = 0; run < runs; run++) {
    const d = draw + run;
    const whole = extent(stepper.coherence, run, 0, block);
    part.wholeMean[d]! += whole.sum;
    part.wholeLeast[d] = Math.min(part.wholeLeast[d]!, whole.least);
    part.wholeMost[d] = Math.max(part.wholeMost[d]!, whole.most);
    const from = Math.max(0, clock.first - start);
    const to = Math.min(block, clock.last + 1 - start);
    const averaged = extent(stepper.coherence, run, from, to);
    const weighted = extent(stepper.weighted, run, from, to);
    part.mean[d]! += averaged.sum;
    part.least[d] = Math.min(part.least[d]!, averaged.least);
    part.most[d] = Math.max(part.most[d]!, averaged.most);
    part.weightedMean[d]! += weighted.sum;
    part.linkMean[d]! += weighted.squares;
    keepSamples(stepper, clock, part, run, start, block);
  }
}

/** Of one run's entries [from, to) of a trace. */
function extent(
  trace: Float64Array,
  run: number,
  from: number,
  to: number,
): { sum: number; squares: number; least: number; most: number } {
  let [sum, squares, least, most] = [0, 0, Infinity, -Infinity];
  for (let k = from; k < to; k++) {
    const value = trace[2 * k + run]!;
    sum += value;
    squares += value * value;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return { sum, squares, least, most };
}

function keepSamples(
  { coherence, weighted }: MeanFieldStepper,
  { steps, stride }: Clock,
  part: DrawsAtCoupling,
  run: number,
  start: number,
  block: number,
): void {
  const keep = (sample: number, k: number): void => {
    const C = coherence[2 * k + run]!;
    part.sum[sample]! += C;
    part.squares[sample]! += C * C;
    part.weightedSum[sample]! += weighted[2 * k + run]!;
  };
  if (start === steps) keep(part.sum.length - 1, 0);
  else {
    for (let sample = Math.ceil(start / stride); sample * stride < start + block; sample++) {
      keep(sample, sample * stride - start);
    }
  }
}
