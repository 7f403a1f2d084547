import { StudyRefusal } from '../../src-shared/studies/study-room.ts';
import type { NetworkModel } from '../equations/network/network-model.ts';

/**
 * Without inertia an oscillator moves by its damping alone; without either its angle is what the
 * others leave it, which only the simulation over time solves for.
 *
 * @param M inertia that the study takes into account
 * @throws StudyRefusal that names the first oscillator with neither
 */
export function requireDamping({ network, nodes }: NetworkModel, M: Float64Array): void {
  const free = network.D.findIndex((damping, i) => damping === 0 && M[i] === 0);
  if (free < 0) return;
  throw new StudyRefusal(
    `Oscillator ${nodes[free]} has D = 0, and this study knows no inertia of it: give it damping above 0, or simulate it over time.`,
  );
}
