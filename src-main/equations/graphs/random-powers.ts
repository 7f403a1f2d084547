import type { PowerLaw } from '../../../src-shared/studies/random-law.ts';
import { centre } from '../oscillators/cohesiveness.ts';
import type { Uniform } from './edge-list.ts';

/**
 * Powers of n nodes with mean subtracted (paper B, figure 3). uniform: on [-1, 1], one draw a node.
 * bipolar: -1 or +1 with equal probability, one draw a node; drawn again where all are alike, as
 * nothing would flow. Their number of either sign is random, so that centred they are two values,
 * not ±1, whether n is even or odd.
 */
export function randomPowers(law: PowerLaw, n: number, uniform: Uniform): Float64Array {
  const omega = new Float64Array(n);
  do {
    for (let i = 0; i < n; i++) {
      const value = 2 * uniform() - 1;
      omega[i] = law === 'uniform' ? value : value < 0 ? -1 : 1;
    }
  } while (omega.every((power) => power === omega[0]));
  centre(omega);
  return omega;
}
