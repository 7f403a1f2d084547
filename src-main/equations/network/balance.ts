import type { ModelOptions } from '../../../src-shared/studies/model-options.ts';

/** What the rules of balance look at, per node. */
export interface BalanceBasis {
  readonly isSlack: Uint8Array;
  /** Machines in service at each node, and their power in p.u. */
  readonly machines: Int32Array;
  readonly generation: Float64Array;
}

/**
 * Who takes an imbalance between generation and load, as weights per node (of any sum):
 * uniform: every node alike; slack: the slack buses; generators: every bus with a machine in
 * service, alike; proportional: the same buses, by their generation (pumping units take none).
 */
export function balanceWeight(
  rule: ModelOptions['balance'],
  { isSlack, machines, generation }: BalanceBasis,
  node: number,
): number {
  switch (rule) {
    case 'uniform':
      return 1;
    case 'slack':
      return isSlack[node]!;
    case 'generators':
      return machines[node]! > 0 ? 1 : 0;
    case 'proportional':
      return Math.max(generation[node]!, 0);
  }
}

export const balanceWords: Record<ModelOptions['balance'], string> = {
  uniform: 'shared equally by all buses',
  slack: 'taken by the slack bus',
  generators: 'shared equally by the buses with machines',
  proportional: 'shared by the machines in proportion to their generation',
};

/**
 * omega_i = injection_i - share_i * sum(injection) over the nodes where `inside` is true, and 0
 * elsewhere. Overwrites omega. Where the rule names nobody inside, all nodes inside share alike.
 */
export function balanceInjections(
  injection: Float64Array,
  weightOf: (node: number) => number,
  inside: (node: number) => boolean,
  omega: Float64Array,
): void {
  let imbalance = 0;
  let total = 0;
  let count = 0;
  for (let i = 0; i < omega.length; i++) {
    if (!inside(i)) continue;
    imbalance += injection[i]!;
    total += weightOf(i);
    count++;
  }
  for (let i = 0; i < omega.length; i++) {
    if (!inside(i)) omega[i] = 0;
    else omega[i] = injection[i]! - imbalance * (total > 0 ? weightOf(i) / total : 1 / count);
  }
}
