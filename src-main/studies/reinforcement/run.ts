import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type { Assumption } from '../../../src-shared/studies/model-options.ts';
import type {
  Reinforcement,
  ReinforcementResult,
  ReinforcementSpec,
} from '../../../src-shared/studies/reinforcement.ts';
import type { StudyContext } from '../../../src-shared/studies/study-room.ts';
import { edgeRef } from '../../equations/network/network-model.ts';
import type { NetworkModel } from '../../equations/network/network-model.ts';
import { edgeDifferences } from '../../equations/oscillators/cohesiveness.ts';
import { EquilibriumSolver } from '../../equations/oscillators/equilibrium.ts';
import {
  reinforcedDifferences,
  reinforcedNetwork,
} from '../../equations/oscillators/linear-reinforcement.ts';
import { linearPoint } from '../linear-point.ts';
import type { LinearPoint } from '../linear-point.ts';
import { loadingDetails } from '../contingency-screening/loading-details.ts';
import { studyModel } from '../study-model.ts';
import { candidatesOf } from './candidates.ts';
import type { Candidate } from './candidates.ts';
import type { ReinforcementChunk } from './plan.ts';

const BEST_TOLD = 500;
const BRAESS_TOLD = 100;
/** Candidates between two looks at the stop signal. */
const POLL_EVERY = 16;
/** A change of the norm below this share of it is rounding. */
const ROUNDING = 1e-9;

/**
 * Ranks single new circuits by the norm of the condition with each, by rank-one updates; the best and
 * those that make it worse (Braess) are solved exactly.
 *
 * @throws StudyRefusal where there is no network or no candidate
 */
export function runReinforcement(
  subject: StudyNetwork,
  spec: ReinforcementSpec,
  _chunk: ReinforcementChunk,
  context: StudyContext,
): ReinforcementResult {
  const model = studyModel(subject, spec.model, context.stopped);
  const linear = linearPoint(model);
  const candidates = candidatesOf(subject, model, spec);
  const tried: (Reinforcement & Circuit)[] = [];
  for (const [done, candidate] of candidates.entries()) {
    if (done % POLL_EVERY === 0) {
      if (context.stopped()) break;
      context.progress((0.9 * done) / candidates.length);
    }
    const { i, j, coupling } = candidate;
    tried.push({ ...candidateResult(model, linear, candidate), i, j, coupling });
  }
  tried.sort(byMargin);
  const theta = linear.theta.slice();
  const outcome = new EquilibriumSolver(model.network).solve(theta);
  const baseAngle = outcome.status === 'no-solution' ? null : outcome.worst.value;
  const exactly = (rows: typeof tried): Reinforcement[] =>
    rows.map(({ i, j, coupling, ...row }, place) =>
      place < spec.exactForBest && !context.stopped()
        ? solvedExactly(model, linear.theta, row, { i, j, coupling }, baseAngle)
        : row,
    );
  const worse = tried.filter(({ isBraess }) => isBraess);
  const details = loadingDetails(model, edgeDifferences(model.network, linear.theta));
  return {
    base: {
      norm: linear.worst.value,
      worstEdge: edgeRef(model, linear.worst.edge),
      largestLoading: details.largestLoading ?? 0,
      loadedEdge: details.loadedEdge,
      maxAngleDifference: baseAngle,
    },
    candidates: candidates.length,
    improving: tried.filter(({ normChange }) => normChange < -ROUNDING * linear.worst.value).length,
    worsening: worse.length,
    best: exactly(tried.slice(0, BEST_TOLD)),
    braess: exactly(worse.toReversed().slice(0, BRAESS_TOLD)),
    ignored: [...model.ignored, reactanceAssumption(spec)],
    warnings: [
      ...model.warnings,
      ...(tried.length < candidates.length
        ? [`Cancelled after ${tried.length} of ${candidates.length} candidates.`]
        : []),
    ],
  };
}

/** The smaller norm first; of norms that agree, the smaller loading. */
const byMargin = (a: Reinforcement, b: Reinforcement): number =>
  rounded(a.norm) - rounded(b.norm) || a.largestLoading - b.largestLoading;

const rounded = (norm: number): number => Number(norm.toPrecision(9));

function candidateResult(
  model: NetworkModel,
  { laplacian, theta, worst }: LinearPoint,
  { i, j, isParallel, reactancePu, coupling }: Candidate,
): Reinforcement {
  const { network, nodes } = model;
  const reinforced = reinforcedDifferences(network, laplacian, theta, i, j, coupling);
  const { difference, across } = reinforced;
  let edge = -1;
  let norm = Math.abs(across);
  for (let e = 0; e < difference.length; e++) {
    if (network.weight[e] === 0 || Math.abs(difference[e]!) < norm) continue;
    norm = Math.abs(difference[e]!);
    edge = e;
  }
  const ends = { from: nodes[i]!, to: nodes[j]! };
  const { largestLoading, loadedEdge } = loadingDetails(model, difference);
  const normChange = norm - worst.value;
  return {
    ...ends,
    isParallel,
    reactancePu,
    norm,
    normChange,
    worstEdge: edge < 0 ? ends : edgeRef(model, edge),
    largestLoading: largestLoading ?? 0,
    loadedEdge,
    dcDifference: across,
    isBraess: normChange > ROUNDING * worst.value,
    maxAngleDifference: null,
    exactChange: null,
  };
}

type Circuit = Pick<Candidate, 'i' | 'j' | 'coupling'>;

function solvedExactly(
  model: NetworkModel,
  start: Float64Array,
  row: Reinforcement,
  { i, j, coupling }: Circuit,
  baseAngle: number | null,
): Reinforcement {
  const network = reinforcedNetwork(model.network, i, j, coupling);
  const { status, worst } = new EquilibriumSolver(network).solve(start.slice());
  if (status === 'no-solution') return row;
  const exactChange = baseAngle === null ? null : worst.value - baseAngle;
  return { ...row, maxAngleDifference: worst.value, exactChange };
}

function reactanceAssumption({ reactance }: ReinforcementSpec): Assumption {
  const typical =
    typeof reactance === 'number'
      ? `${reactance} p.u.`
      : reactance === 'median'
        ? 'the median of the lines in service at its voltage'
        : 'the median of the lines in service at its voltage, in proportion to its length on the diagram';
  return {
    topic: 'new circuits',
    text: `A second circuit is like the first, tap and resistance included; between other buses a new line has a reactance alone, ${typical}. It has no limit but 90°.`,
    amount: null,
    unit: '',
  };
}
