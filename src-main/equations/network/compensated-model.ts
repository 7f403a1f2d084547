import type { DispatchRule } from '../../../src-shared/grid/dispatch-rule.ts';
import { compensationWeights } from '../../../src-shared/grid/dispatch.ts';
import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import type { NetworkModel } from './network-model.ts';

/**
 * The model with power that an outage loses made up for by machines, by a rule of their own: its
 * present powers are balanced as they are, and only what is lost is shared out anew.
 *
 * @throws DispatchError where the rule names what is not there, or nobody has a share
 */
export function compensatedModel(
  model: NetworkModel,
  grid: GridCase,
  compensation: DispatchRule['compensation'],
): NetworkModel {
  const machineWeight = Float64Array.from(compensationWeights(grid, compensation, 'compensation'));
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
