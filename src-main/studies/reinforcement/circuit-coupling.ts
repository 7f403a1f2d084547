import { pairKey } from '../../../src-shared/grid/bus-pair.ts';
import type { Branch, GridCase } from '../../../src-shared/grid/grid-case.ts';
import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type { ModelOptions } from '../../../src-shared/studies/model-options.ts';
import { couplingOf } from '../../equations/network/coupling.ts';
import type { NetworkModel } from '../../equations/network/network-model.ts';

/**
 * Coupling of a new circuit of a given reactance between two nodes, p.u.: a second one is like the
 * first in service, tap and resistance included; another line has nothing but its reactance.
 */
export function circuitCoupling(
  subject: StudyNetwork,
  { nodes, voltage }: NetworkModel,
  options: ModelOptions,
): (i: number, j: number, reactancePu: number) => number {
  const beside = subject.kind === 'grid' ? firstInService(subject.grid) : new Map<string, Branch>();
  return (i, j, reactancePu) => {
    const first = beside.get(pairKey({ from: nodes[i]!, to: nodes[j]! }));
    const [vmFrom, vmTo] = [voltage[i]!, voltage[j]!];
    if (!first) return (vmFrom * vmTo) / reactancePu;
    return couplingOf({ ...first, reactancePu }, vmFrom, vmTo, options);
  };
}

function firstInService({ branches }: GridCase): Map<string, Branch> {
  const inService = branches.filter((branch) => branch.inService);
  return new Map(inService.toReversed().map((branch) => [pairKey(branch), branch]));
}
