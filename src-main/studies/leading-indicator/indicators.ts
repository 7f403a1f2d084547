import type { IndicatorKind } from '../../../src-shared/studies/leading-indicator.ts';
import { fluctuations } from '../../numerics/statistics/fluctuations.ts';
import type { NoisyRun } from './noisy-runs.ts';
import { samplesPerSecond } from './noisy-runs.ts';

/** Values of every indicator, second by second: entry s - 1 is at s seconds; NaN while the window fills. */
export type IndicatorSeries = Readonly<Record<IndicatorKind, Float64Array>>;

/** Recovery is told from values so many samples apart: 0.5 s. */
const lag = 5;
/** Correlations below this are those of noise, and the rate is at least this fast. */
const leastCorrelation = 1e-3;

/**
 * What a control room could compute from a run up to each second: levels over the last second,
 * variance and recovery over the last window, both about the window's own trend. The recovery rate is
 * -ln(autocorrelation) / lag, 1/s: it falls towards zero as the state loses its stability.
 */
export function indicatorSeries(run: NoisyRun, windowSeconds: number): IndicatorSeries {
  const { coherence, largestAngle } = run;
  const count = Math.floor((coherence.length - 1) / samplesPerSecond);
  const width = Math.round(windowSeconds * samplesPerSecond);
  const series = (of: (end: number) => number): Float64Array =>
    Float64Array.from({ length: Math.max(0, count) }, (_, k) => of((k + 1) * samplesPerSecond));
  const level = (x: Float64Array) =>
    series((end) => {
      let sum = 0;
      for (let k = end - samplesPerSecond; k < end; k++) sum += x[k]!;
      return sum / samplesPerSecond;
    });
  const variance = (x: Float64Array) =>
    series((end) => (end < width ? NaN : fluctuations(x, end - width, end, lag).variance));
  const recovery = (x: Float64Array) =>
    series((end) => {
      if (end < width) return NaN;
      const { autocorrelation } = fluctuations(x, end - width, end, lag);
      return -Math.log(Math.max(leastCorrelation, autocorrelation)) / (lag / samplesPerSecond);
    });
  return {
    coherence: level(coherence),
    'coherence-variance': variance(coherence),
    'coherence-recovery': recovery(coherence),
    'angle-margin': level(largestAngle).map((angle) => Math.PI / 2 - angle),
    'angle-variance': variance(largestAngle),
    'angle-recovery': recovery(largestAngle),
  };
}
