import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type { StudyContext } from '../../../src-shared/studies/study-room.ts';
import type {
  EdgeMargin,
  OtherConditions,
  SyncConditionResult,
  SyncConditionSpec,
} from '../../../src-shared/studies/sync-condition.ts';
import { edgeRef } from '../../equations/network/network-model.ts';
import type { NetworkModel } from '../../equations/network/network-model.ts';
import { edgeDifferences } from '../../equations/oscillators/cohesiveness.ts';
import { algebraicConnectivity } from '../../equations/oscillators/algebraic-connectivity.ts';
import { criticalCoupling } from '../../equations/oscillators/critical-coupling.ts';
import { EquilibriumSolver } from '../../equations/oscillators/equilibrium.ts';
import { exactnessOf } from '../../equations/oscillators/exactness.ts';
import { connectivityBound, degreeBound } from '../../equations/oscillators/older-conditions.ts';
import { equilibriumResult } from '../equilibrium-result.ts';
import { linearPoint } from '../linear-point.ts';
import type { LinearPoint } from '../linear-point.ts';
import { studyModel } from '../study-model.ts';
import type { SyncConditionChunk } from './plan.ts';

/**
 * Evaluates the synchronization condition ||Bᵀ L† omega||_inf <= sin(gamma) (paper B, condition 2)
 * beside the exact equilibrium and the older conditions.
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
  context.progress(0.3);
  const connectivity = otherConditions(model, linear);
  const theta = linear.theta.slice();
  const equilibrium = new EquilibriumSolver(network).solve(theta);
  context.progress(0.6);
  const exact = criticalCoupling(network, linear.theta, Math.PI / 2);
  return {
    nodes: network.n,
    edges: network.weight.length,
    norm,
    worstEdge: edgeRef(model, linear.worst.edge),
    gammaPredicted: norm <= 1 ? Math.asin(norm) : null,
    equilibrium: equilibriumResult(model, equilibrium),
    criticalCoupling: { predicted: norm, exact },
    exactness: exactnessOf(network, linear.theta),
    otherConditions: connectivity,
    perEdge: edgeMargins(model, linear, equilibrium.status === 'no-solution' ? null : theta),
    ignored: model.ignored,
    warnings: model.warnings,
  };
}

function otherConditions({ network }: NetworkModel, { laplacian }: LinearPoint): OtherConditions {
  const lambda2 = algebraicConnectivity(network, laplacian);
  return {
    algebraicConnectivity: lambda2,
    connectivityBound: lambda2 === null ? null : connectivityBound(network, lambda2),
    degreeBound: degreeBound(network),
  };
}

/** Per edge, the linear and the exact difference beside the limit. */
function edgeMargins(
  model: NetworkModel,
  linear: LinearPoint,
  theta: Float64Array | null,
): EdgeMargin[] {
  const { network, nodes, angleLimit } = model;
  const differences = edgeDifferences(network, linear.theta);
  const exact = theta && edgeDifferences(network, theta);
  return Array.from(differences, (dcDifference, e) => {
    const predictedAngle = Math.abs(dcDifference) <= 1 ? Math.asin(dcDifference) : null;
    const exactAngle = exact ? exact[e]! : null;
    const angle = exactAngle ?? predictedAngle;
    const limit = angleLimit[e]!;
    return {
      from: nodes[network.edgeFrom[e]!]!,
      to: nodes[network.edgeTo[e]!]!,
      dcDifference,
      predictedAngle,
      exactAngle,
      limit,
      margin: angle === null ? null : limit - Math.abs(angle),
    };
  });
}
