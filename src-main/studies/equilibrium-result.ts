import type { Equilibrium } from '../../src-shared/studies/sync-condition.ts';
import { edgeRef } from '../equations/network/network-model.ts';
import type { NetworkModel } from '../equations/network/network-model.ts';
import type { EquilibriumOutcome } from '../equations/oscillators/equilibrium.ts';

/** An equilibrium in the words of the buses. */
export function equilibriumResult(model: NetworkModel, outcome: EquilibriumOutcome): Equilibrium {
  const { status, worst, residual, iterations } = outcome;
  const exists = status !== 'no-solution';
  return {
    status,
    maxAngleDifference: exists ? worst.value : null,
    worstEdge: exists ? edgeRef(model, worst.edge) : null,
    residual,
    iterations,
  };
}
