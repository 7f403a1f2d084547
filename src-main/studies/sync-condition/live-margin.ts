import type { LiveMargin } from '../../../src-shared/contract/live-margin.ts';
import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type { StudyContext } from '../../../src-shared/studies/study-room.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import type { SyncConditionSpec } from '../../../src-shared/studies/sync-condition.ts';
import { edgeRef } from '../../equations/network/network-model.ts';
import { edgeDifferences } from '../../equations/oscillators/cohesiveness.ts';
import { synchronousState } from '../../equations/oscillators/synchronous-state.ts';
import { equilibriumResult } from '../equilibrium-result.ts';
import { linearPoint } from '../linear-point.ts';
import { studyModel } from '../study-model.ts';
import type { SyncConditionChunk } from './plan.ts';

/** The margin of a network while it is edited; clock and version are the caller's. */
export type MarginAnswer = Omit<LiveMargin, 'version' | 'milliseconds'>;

/**
 * The part of the study that follows an edit: the condition and the exact angles, in arrays. What
 * has nothing to study is an answer too, as edits pass through such states.
 */
export function runLiveMargin(
  subject: StudyNetwork,
  spec: SyncConditionSpec,
  _chunk: SyncConditionChunk,
  context: StudyContext,
): MarginAnswer {
  try {
    return marginOf(subject, spec, context);
  } catch (error) {
    if (error instanceof StudyRefusal) return refused(error.message, spec);
    throw error;
  }
}

function marginOf(
  subject: StudyNetwork,
  spec: SyncConditionSpec,
  context: StudyContext,
): MarginAnswer {
  const model = studyModel(subject, spec.model, context.stopped);
  const { network, nodes, voltage } = model;
  const { laplacian, theta, worst } = linearPoint(model);
  const dcDifference = edgeDifferences(network, theta);
  const outcome = synchronousState(network, theta, laplacian);
  const exists = outcome.status !== 'no-solution';
  const exact = edgeDifferences(network, theta);
  return {
    norm: worst.value,
    worstEdge: edgeRef(model, worst.edge),
    gammaPredicted: worst.value <= 1 ? Math.asin(worst.value) : null,
    equilibrium: equilibriumResult(model, outcome),
    nodes: network.n,
    edges: network.weight.length,
    warnings: model.warnings,
    edgeFrom: network.edgeFrom.map((node) => nodes[node]!),
    edgeTo: network.edgeTo.map((node) => nodes[node]!),
    dcDifference,
    exactAngle: exists ? exact : exact.fill(NaN),
    limit: model.angleLimit,
    voltageProduct: network.weight.map(
      (_, e) => voltage[network.edgeFrom[e]!]! * voltage[network.edgeTo[e]!]!,
    ),
    model: spec.model,
    refusal: null,
  };
}

function refused(refusal: string, { model }: SyncConditionSpec): MarginAnswer {
  return {
    norm: NaN,
    worstEdge: null,
    gammaPredicted: null,
    equilibrium: {
      status: 'no-solution',
      maxAngleDifference: null,
      worstEdge: null,
      residual: NaN,
      iterations: 0,
    },
    nodes: 0,
    edges: 0,
    warnings: [],
    edgeFrom: new Int32Array(0),
    edgeTo: new Int32Array(0),
    dcDifference: new Float64Array(0),
    exactAngle: new Float64Array(0),
    limit: new Float64Array(0),
    voltageProduct: new Float64Array(0),
    model,
    refusal,
  };
}
