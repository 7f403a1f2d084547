import type { StudySubject } from '../../../src-shared/studies/catalogue.ts';
import { averagedSpan } from '../../../src-shared/studies/coherence.ts';
import type { CoherenceResult, CoherenceSpec } from '../../../src-shared/studies/coherence.ts';
import { coherencePresets } from '../../../src-shared/studies/coherence-presets.ts';
import type { FrequencyLaw } from '../../../src-shared/studies/coherence-presets.ts';

/** A spec with everything filled in that it leaves to its preset and to its subject. */
export interface CoherenceSetting {
  readonly mode: CoherenceResult['mode'];
  /** Oscillators of an ensemble. */
  readonly n: number;
  readonly samples: number;
  readonly law: FrequencyLaw;
  readonly spread: number;
  readonly couplingDisorder: number;
  readonly duration: number;
  readonly from: number;
  readonly to: number;
  readonly window: number;
}

export function settingOf(subject: StudySubject, spec: CoherenceSpec): CoherenceSetting {
  const words = coherencePresets[spec.preset];
  return {
    mode: modeOf(subject, spec),
    n: spec.n ?? 20,
    samples: spec.samples ?? 1000,
    law: spec.distribution ?? (spec.values ? 'empirical' : words.distribution),
    spread: spec.spread ?? words.spread,
    couplingDisorder: spec.couplingDisorder ?? words.couplingDisorder,
    duration: spec.duration,
    window: spec.window,
    ...averagedSpan(spec),
  };
}

function modeOf(subject: StudySubject, spec: CoherenceSpec): CoherenceSetting['mode'] {
  if (spec.coupling === 'network') return 'network';
  if (spec.omega) return 'given';
  const isEnsemble = spec.n !== null || spec.samples !== null || spec.coupling === 'all-to-all';
  return isEnsemble || subject.kind === 'none' ? 'ensemble' : 'network';
}

/** Most samples of a curve. */
const mostSamples = 5001;

/** The steps of a run, and which of them are kept. */
export interface Clock {
  readonly dt: number;
  readonly steps: number;
  /** A sample is kept every so many steps. */
  readonly stride: number;
  /** Steps of the first and the last sample that means are taken over. */
  readonly first: number;
  readonly last: number;
}

/** @param keep curves are thinned to about this many samples */
export function clockOf(
  { duration, from, to }: Pick<CoherenceSetting, 'duration' | 'from' | 'to'>,
  dt: number,
  keep = mostSamples,
): Clock {
  const steps = Math.max(1, Math.round(duration / dt));
  const stride = Math.max(1, Math.ceil(steps / (keep - 1)));
  // Rounding must not push a limit off the step that it names.
  const last = Math.min(steps, Math.floor(to / dt + 1e-6));
  const first = Math.min(last, Math.ceil(from / dt - 1e-6));
  return { dt, steps, stride, first, last };
}

/** Steps whose samples are kept: every stride-th, and the last. */
export function keptSteps({ steps, stride }: Clock): number[] {
  const kept: number[] = [];
  for (let step = 0; step < steps; step += stride) kept.push(step);
  kept.push(steps);
  return kept;
}
