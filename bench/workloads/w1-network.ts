import { findBridges } from '../../src-main/equations/network/bridges.ts';
import { modelOf } from '../../src-main/equations/network/model-of.ts';
import type { NetworkModel } from '../../src-main/equations/network/network-model.ts';
import type { OscillatorNetwork } from '../../src-main/equations/oscillators/oscillator-network.ts';
import { startingAngles } from '../../src-main/studies/time-domain/starting-angles.ts';
import type { StudyNetwork } from '../../src-shared/studies/catalogue.ts';
import { defaultModelOptions } from '../../src-shared/studies/model-options.ts';
import { referenceCase } from '../reference-case.ts';

/** The swing workloads' network: M = D = 0.1 at buses with a machine, D = loadDamping elsewhere. */
export interface SwingCase {
  readonly network: OscillatorNetwork;
  readonly machines: readonly number[];
  readonly theta0: Float64Array;
  readonly model: NetworkModel;
}

/** Null where the case file is not at hand. */
export function swingCase(name: string, loadDamping: number): SwingCase | null {
  const grid = referenceCase(name);
  if (!grid) return null;
  const subject: StudyNetwork = { kind: 'grid', grid };
  const model = modelOf(subject, defaultModelOptions);
  const { theta } = startingAngles(subject, model);
  if (!theta) throw new Error(`${name} has no synchronous state, which its workload starts from.`);
  const { n } = model.network;
  const M = new Float64Array(n);
  const D = new Float64Array(n).fill(loadDamping);
  for (const node of model.machineNode) if (node >= 0) M[node] = D[node] = 0.1;
  const machines = Array.from({ length: n }, (_, i) => i).filter((i) => M[i]! > 0);
  return { network: { ...model.network, M, D }, machines, theta0: theta, model };
}

/** The network without one row of the branch table; parallel branches keep their share. */
export function withoutBranch({ network, model }: SwingCase, row: number): OscillatorNetwork {
  const weight = network.weight.slice();
  weight[model.branchEdge[row]!]! -= model.branchCoupling[row]!;
  return { ...network, weight };
}

/** Branch rows that do not island, the largest flow first. */
export function rowsByFlow({ network, model, theta0 }: SwingCase): number[] {
  const { branchEdge, branchCoupling } = model;
  const { end } = findBridges(network);
  const flow = Array.from(branchCoupling, (b, row) => {
    const e = branchEdge[row]!;
    if (e < 0) return 0;
    const alone = b === network.weight[e];
    if (end[e]! > 0 && alone) return 0;
    const across = theta0[network.edgeFrom[e]!]! - theta0[network.edgeTo[e]!]!;
    return Math.abs(b * Math.sin(across));
  });
  const rows = flow.map((_, row) => row).filter((row) => flow[row]! > 0);
  return rows.sort((a, b) => flow[b]! - flow[a]!);
}
