import type { CoherenceResult, CoherenceSpec } from '../../../src-shared/studies/coherence.ts';
import {
  centralDensity,
  largestCouplingEigenvalue,
  onsetOfCoherence,
} from '../../equations/oscillators/onset-of-coherence.ts';
import type { OscillatorNetwork } from '../../equations/oscillators/oscillator-network.ts';
import { kernelDensity, silvermanBandwidth } from '../../numerics/statistics/kernel-density.ts';
import { momentsOf } from '../../numerics/statistics/moments.ts';
import type { CoherenceSetting } from './setting.ts';

type Onset = CoherenceResult['criticalCoupling'];

/** Of an ensemble: by the law that it draws from. */
export function onsetOfEnsemble(spec: CoherenceSpec, setting: CoherenceSetting): Onset {
  const { law, spread, couplingDisorder } = setting;
  // The mean of s² where ln s is normal and the mean of s is 1.
  const m = Math.exp(couplingDisorder ** 2);
  const disorder = m > 1 ? `; divided by mean(s²) = ${m.toPrecision(4)} of the strengths` : '';
  if (law === 'empirical') return empiricalOnset(spec.values ?? [], m, disorder);
  const gZero = centralDensity[law](spread);
  return {
    gZero,
    value: onsetOfCoherence(gZero, m),
    distribution: law,
    rule: `2 / (pi g(0)), g the ${law} density${disorder}`,
  };
}

/** Of frequencies that are given, all to all. */
export const onsetOfSample = (omega: ArrayLike<number>): Onset => empiricalOnset(omega, 1, '');

/** Of a network: its frequencies, and the largest eigenvalue of its couplings. */
export function onsetOfNetwork(network: OscillatorNetwork, omega: Float64Array): Onset {
  const m = largestCouplingEigenvalue(network);
  return empiricalOnset(
    omega,
    m,
    `; divided by the largest eigenvalue ${m.toPrecision(4)} of the couplings, a mean-field estimate that holds for dense networks`,
  );
}

function empiricalOnset(omega: ArrayLike<number>, m: number, addition: string): Onset {
  const bandwidth = silvermanBandwidth(omega);
  const g = kernelDensity(omega, momentsOf(omega).mean, bandwidth);
  const rule =
    bandwidth > 0
      ? `2 / (pi g(0)), g by a Gaussian kernel at the mean of ${omega.length} frequencies, bandwidth ${bandwidth.toPrecision(4)} rad/s (Silverman's rule)${addition}`
      : 'All frequencies are equal: any coupling above 0 brings coherence';
  return {
    gZero: Number.isFinite(g) ? g : null,
    value: Number.isFinite(g) ? onsetOfCoherence(g, m) : 0,
    distribution: 'empirical',
    rule,
  };
}
