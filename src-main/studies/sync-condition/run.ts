import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type { StudyContext } from '../../../src-shared/studies/study-room.ts';
import type {
  ConditionBlock,
  NodeAngle,
  SyncConditionResult,
  SyncConditionSpec,
} from '../../../src-shared/studies/sync-condition.ts';
import { edgeRef } from '../../equations/network/network-model.ts';
import type { NetworkModel } from '../../equations/network/network-model.ts';
import { centre } from '../../equations/oscillators/cohesiveness.ts';
import { criticalCoupling } from '../../equations/oscillators/critical-coupling.ts';
import {
  exactnessBlocks,
  exactnessOf,
  isExactClass,
} from '../../equations/oscillators/exactness.ts';
import type { ExactnessBlock } from '../../equations/oscillators/exactness.ts';
import { synchronousState } from '../../equations/oscillators/synchronous-state.ts';
import { equilibriumResult } from '../equilibrium-result.ts';
import { linearPoint } from '../linear-point.ts';
import { studyModel } from '../study-model.ts';
import { compareConditions } from './compare-conditions.ts';
import { edgeMargins } from './edge-margins.ts';
import { energyPicture } from './energy-picture.ts';
import { islandConditions } from './island-conditions.ts';
import type { SyncConditionChunk } from './plan.ts';

/**
 * Evaluates the synchronization condition ||Bᵀ L† omega||_inf <= sin(gamma) (paper B, condition 2)
 * beside the exact equilibrium, the older conditions and the energy, in every island.
 *
 * @throws StudyRefusal where the network has nothing to study
 */
export function runSyncCondition(
  subject: StudyNetwork,
  spec: SyncConditionSpec,
  _chunk: SyncConditionChunk,
  context: StudyContext,
): SyncConditionResult {
  const model = studyModel(subject, spec.model, context.stopped);
  const { network } = model;
  const linear = linearPoint(model);
  const norm = linear.worst.value;
  context.progress(0.2);
  const blocks = exactnessBlocks(network, linear.theta);
  const compared = compareConditions(network, linear, blocks);
  context.progress(0.5);
  const theta = linear.theta.slice();
  const equilibrium = synchronousState(network, theta);
  const state = equilibrium.status === 'no-solution' ? null : theta;
  context.progress(0.7);
  const exact = criticalCoupling(network, linear.theta, Math.PI / 2);
  return {
    nodes: network.n,
    edges: network.weight.length,
    norm,
    worstEdge: edgeRef(model, linear.worst.edge),
    gammaPredicted: norm <= 1 ? Math.asin(norm) : null,
    equilibrium: equilibriumResult(model, equilibrium),
    criticalCoupling: { predicted: norm, exact },
    exactness: exactnessOf(network, blocks),
    blocks: meshedBlocks(model, linear.theta, blocks),
    otherConditions: compared.otherConditions,
    conditions: compared.conditions,
    energy: energyPicture(model, linear, state, spec),
    perNode: nodeAngles(model, linear.theta, state),
    islands: islandConditions(subject, spec, { model, linear, equilibrium }, context.stopped),
    perEdge: edgeMargins(subject, model, linear.theta, state, compared.resistance),
    ignored: model.ignored,
    warnings: model.warnings,
  };
}

function meshedBlocks(
  model: NetworkModel,
  theta: Float64Array,
  blocks: readonly ExactnessBlock[],
): ConditionBlock[] {
  const { edgeFrom, edgeTo } = model.network;
  const size = (e: number): number => Math.abs(theta[edgeFrom[e]!]! - theta[edgeTo[e]!]!);
  return blocks
    .flatMap((block) => {
      if (block.class === 'bridge') return [];
      const worst = block.edges.reduce((a, b) => (size(b) > size(a) ? b : a));
      return {
        class: block.class,
        exact: isExactClass(block.class),
        nodes: block.nodes,
        edges: block.edges.length,
        norm: block.norm,
        worstEdge: edgeRef(model, worst),
      };
    })
    .sort((a, b) => b.norm - a.norm);
}

function nodeAngles(
  { network, nodes }: NetworkModel,
  linear: Float64Array,
  state: Float64Array | null,
): NodeAngle[] {
  const [linearAngle, exactAngle] = [linear, state].map((theta) => {
    const centred = theta?.slice();
    if (centred) centre(centred);
    return centred;
  });
  return Array.from(nodes, (node, i) => ({
    node,
    omega: network.omega[i]!,
    linearAngle: linearAngle![i]!,
    exactAngle: exactAngle?.[i] ?? null,
  }));
}
