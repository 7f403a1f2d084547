import { edgeDifferences } from './cohesiveness.ts';
import type { OscillatorNetwork } from './oscillator-network.ts';

/** Whether the condition is exact for this network and these powers, and why. */
export interface Exactness {
  readonly exact: boolean;
  readonly reason: string;
}

/** Differences below this share of the largest count as zero. */
const TOLERANCE = 1e-9;

/**
 * The cheap cases in which condition (2) is exact (paper B, theorem 4.3): no powers; a tree; and
 * linear differences that are all 0 or of one size, whose arcsines are then proportional to them
 * and so add up to zero around every cycle too. That last case covers cut-set-inducing powers and
 * complete graphs with bipolar powers. Otherwise the condition is statistical.
 *
 * @param theta L⁺ omega
 */
export function exactnessOf(network: OscillatorNetwork, theta: Float64Array): Exactness {
  const { n, weight } = network;
  const size = edgeDifferences(network, theta).map(Math.abs);
  const largest = size.reduce((a, b) => Math.max(a, b), 0);
  if (largest === 0) return { exact: true, reason: 'No power flows.' };
  if (weight.some((a) => a < 0)) {
    return { exact: false, reason: 'Statistical, and for positive couplings only.' };
  }
  if (weight.length === n - 1) return { exact: true, reason: 'The network is a tree.' };
  const isSmall = (difference: number): boolean => difference <= TOLERANCE * largest;
  if (size.every((difference) => isSmall(difference) || isSmall(largest - difference))) {
    return { exact: true, reason: 'All linear differences are zero or of one size (a cut set).' };
  }
  return {
    exact: false,
    reason: 'Statistical: right for almost all networks, with no proof for this one.',
  };
}
