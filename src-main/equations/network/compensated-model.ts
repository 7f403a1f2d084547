import type { NetworkModel } from './network-model.ts';

/**
 * The model with power that an outage loses made up for by machines, by shares of their own: its
 * present powers are balanced as they are, and only what is lost is shared out anew.
 *
 * @param machineWeight share of each row of the generator table, not normalized
 */
export function compensatedModel(model: NetworkModel, machineWeight: Float64Array): NetworkModel {
  const weight = new Float64Array(model.network.n);
  model.machineNode.forEach((node, row) => {
    if (node >= 0) weight[node]! += machineWeight[row]!;
  });
  return {
    ...model,
    injection: model.network.omega.slice(),
    balance: { ...model.balance, weight, machineWeight },
  };
}
