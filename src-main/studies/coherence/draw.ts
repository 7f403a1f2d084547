import type { CoherenceSpec } from '../../../src-shared/studies/coherence.ts';
import type { MeanFieldRun } from '../../equations/oscillators/mean-field-runs.ts';
import { RandomStream } from '../../numerics/random/random-stream.ts';
import type { CoherenceSetting } from './setting.ts';

/**
 * Draw `index` of an ensemble, a function of (seed, index) alone: n frequencies, then n phases in
 * [0, 2 pi), then, where couplings are disordered, n strengths s = exp(d z - d²/2), of mean 1. Every
 * coupling K sees the same draws.
 */
export function drawOf(
  spec: Pick<CoherenceSpec, 'mean' | 'values'>,
  setting: Pick<CoherenceSetting, 'n' | 'law' | 'spread' | 'couplingDisorder'>,
  seed: number,
  index: number,
): Omit<MeanFieldRun, 'K'> {
  const { n, couplingDisorder: d } = setting;
  const random = new RandomStream(seed, index);
  const list = (draw: () => number): Float64Array => Float64Array.from({ length: n }, draw);
  return {
    omega: list(frequencies(spec, setting, random)),
    theta0: list(() => 2 * Math.PI * random.uniform()),
    strength: d > 0 ? list(() => Math.exp(d * random.normal() - (d * d) / 2)) : null,
  };
}

function frequencies(
  { mean, values }: Pick<CoherenceSpec, 'mean' | 'values'>,
  { law, spread }: Pick<CoherenceSetting, 'law' | 'spread'>,
  random: RandomStream,
): () => number {
  switch (law) {
    case 'normal':
      return () => mean + spread * random.normal();
    case 'lorentzian':
      return () => mean + spread * Math.tan(Math.PI * (random.uniform() - 0.5));
    case 'uniform':
      return () => mean + spread * (2 * random.uniform() - 1);
    case 'empirical': {
      const given = values ?? [];
      return () => mean + given[random.below(given.length)]!;
    }
  }
}
