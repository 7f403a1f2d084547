import type { OscillatorNetwork } from '../oscillators/oscillator-network.ts';

/** Power injections that change linearly: omega_i + rate_i (t - start). */
export interface Ramp {
  readonly start: number;
  readonly rate: Float64Array;
}

/** Nodes with inertia, ascending: the state of the swing equations is [theta (n), omega (these)]. */
export function machineNodes(network: Pick<OscillatorNetwork, 'M'>): Int32Array {
  const nodes: number[] = [];
  network.M.forEach((inertia, node) => {
    if (inertia > 0) nodes.push(node);
  });
  return Int32Array.from(nodes);
}

/**
 * Centre-of-inertia frequency deviation, rad/s: sum M_i omega_i / sum M_i over the machines; on a
 * network without inertia, the mean frequency sum D_i omega_i / sum D_i.
 *
 * @param omega theta' of all n nodes
 */
export function centreFrequency(
  { n, M, D }: Pick<OscillatorNetwork, 'n' | 'M' | 'D'>,
  omega: Float64Array,
): number {
  const weightedMean = (weight: Float64Array): number => {
    let weighted = 0;
    let total = 0;
    for (let i = 0; i < n; i++) {
      weighted += weight[i]! * omega[i]!;
      total += weight[i]!;
    }
    return weighted / total;
  };
  return M.some((inertia) => inertia > 0) ? weightedMean(M) : weightedMean(D);
}
