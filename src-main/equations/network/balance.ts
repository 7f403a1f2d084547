import type { ModelOptions } from '../../../src-shared/studies/model-options.ts';

type Rule = ModelOptions['balance'];

/** Who takes an imbalance between generation and load. */
export interface BalanceBasis {
  readonly rule: Rule;
  /** Share of each node, of any sum. */
  readonly weight: Float64Array;
  /** Machines in service at each node, and what they give, p.u. */
  readonly machines: Int32Array;
  readonly generation: Float64Array;
  /** Share of each row of the generator table, where shares go by machines and not by the rule. */
  readonly machineWeight?: Float64Array;
}

/**
 * The shares by the rules: uniform: every bus alike; slack: the slack buses; generators: every bus
 * with a machine in service, alike; proportional: by generation (pumping units take none).
 */
export function balanceWeights(
  rule: Rule,
  machines: Int32Array,
  generation: Float64Array,
  isSlack: (node: number) => boolean,
): Float64Array {
  switch (rule) {
    case 'uniform':
      return new Float64Array(machines.length).fill(1);
    case 'slack':
      return Float64Array.from(machines, (_, node) => Number(isSlack(node)));
    case 'generators':
      return Float64Array.from(machines, (count) => Number(count > 0));
    case 'proportional':
      return generation.map((power) => Math.max(power, 0));
  }
}

/** What the loss of a machine takes off the share of its node. */
export function lostWeight(
  { rule, weight, machines, generation, machineWeight }: BalanceBasis,
  { node, power, row }: { readonly node: number; readonly power: number; readonly row: number },
): number {
  if (machineWeight) return machineWeight[row]!;
  switch (rule) {
    case 'uniform':
    case 'slack':
      return 0;
    case 'generators':
      return machines[node] === 1 ? 1 : 0;
    case 'proportional':
      return weight[node]! - Math.max(generation[node]! - power, 0);
  }
}

export const balanceWords: Record<Rule, string> = {
  uniform: 'shared equally by all buses',
  slack: 'taken by the slack bus',
  generators: 'shared equally by the buses with generators',
  proportional: 'shared by the generators in proportion to their generation',
};

/**
 * omega_i = injection_i - weight_i / sum(weight) * sum(injection), sums over the nodes where
 * `inside` is true; 0 elsewhere. Overwrites omega. Where nobody inside has a weight, all share alike.
 */
export function balanceInjections(
  injection: Float64Array,
  weight: Float64Array,
  inside: (node: number) => boolean,
  omega: Float64Array,
): void {
  let imbalance = 0;
  let total = 0;
  let count = 0;
  for (let i = 0; i < omega.length; i++) {
    if (!inside(i)) continue;
    imbalance += injection[i]!;
    total += weight[i]!;
    count++;
  }
  for (let i = 0; i < omega.length; i++) {
    if (!inside(i)) omega[i] = 0;
    else omega[i] = injection[i]! - imbalance * (total > 0 ? weight[i]! / total : 1 / count);
  }
}
