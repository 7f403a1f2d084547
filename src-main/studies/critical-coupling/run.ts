import type { StudyNetwork, StudySubject } from '../../../src-shared/studies/catalogue.ts';
import type {
  CriticalCouplingResult,
  CriticalCouplingSpec,
  IslandCoupling,
  StressedCoupling,
} from '../../../src-shared/studies/critical-coupling.ts';
import type { EnsemblePoint } from '../../../src-shared/studies/random-law.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import type { StudyContext } from '../../../src-shared/studies/study-room.ts';
import { networkOn } from '../../equations/graphs/random-network.ts';
import { randomPowers } from '../../equations/graphs/random-powers.ts';
import { edgeRef } from '../../equations/network/network-model.ts';
import type { NetworkModel } from '../../equations/network/network-model.ts';
import { algebraicConnectivity } from '../../equations/oscillators/algebraic-connectivity.ts';
import { worstDifference } from '../../equations/oscillators/cohesiveness.ts';
import { criticalCoupling } from '../../equations/oscillators/critical-coupling.ts';
import { exactLoading } from '../../equations/oscillators/exact-loading.ts';
import { laplacianFor } from '../../equations/oscillators/dense-laplacian-solver.ts';
import { connectivityBound, degreeBound } from '../../equations/oscillators/older-conditions.ts';
import type { OscillatorNetwork } from '../../equations/oscillators/oscillator-network.ts';
import { predictedLoading } from '../../equations/oscillators/predicted-loading.ts';
import { connectedGraphOf, ensemblePoints, sampleNumbers } from '../ensemble.ts';
import { otherIslands } from '../islands.ts';
import type { Island } from '../islands.ts';
import { linearPoint } from '../linear-point.ts';
import { loadingAnswer } from '../loading-ramp/loading-answer.ts';
import { machineWarnings, stressDirection } from '../loading-ramp/stress-direction.ts';
import { studyModel } from '../study-model.ts';
import type { CouplingChunk } from './plan.ts';

/** Couplings of the samples of a chunk; NaN where there is none. */
export interface EnsemblePart {
  readonly row: number;
  readonly from: number;
  readonly predicted: Float64Array;
  readonly exact: Float64Array;
  readonly connectivity: Float64Array;
  readonly degree: Float64Array;
  readonly redrawn: number;
  /** False where a sample found no connected graph; the chunk ends there. */
  readonly connected: boolean;
}

export type NetworkPart = Pick<CriticalCouplingResult, 'network' | 'ignored' | 'warnings'>;

/**
 * Predicted and exact critical coupling, and what the older conditions ask for, of the samples of
 * one chunk or of the network at hand.
 */
export function runCriticalCoupling(
  subject: StudySubject,
  spec: CriticalCouplingSpec,
  chunk: CouplingChunk,
  context: StudyContext,
): EnsemblePart | NetworkPart {
  const point = ensemblePoints(spec)[chunk.row];
  if (point) return runEnsemble(point, spec, chunk, context);
  if (subject.kind !== 'none') return runNetwork(subject, spec, context);
  throw new Error('Neither a row nor a network: plan and run disagree.');
}

function runEnsemble(
  point: EnsemblePoint,
  { angleLimit }: CriticalCouplingSpec,
  { row, from, to }: CouplingChunk,
  context: StudyContext,
): EnsemblePart {
  const empty = (): Float64Array => new Float64Array(to - from).fill(NaN);
  const found = { predicted: empty(), exact: empty(), connectivity: empty(), degree: empty() };
  let redrawn = 0;
  let i = from;
  for (; i < to && !context.stopped(); i++) {
    const sample = drawSample(point, sampleNumbers(context.seed, row, i));
    if (!sample) return { row, from, ...found, redrawn, connected: false };
    redrawn += sample.redrawn;
    const couplings = couplingsOf(sample.network, angleLimit);
    found.predicted[i - from] = couplings.predicted;
    found.exact[i - from] = couplings.exact ?? NaN;
    found.connectivity[i - from] = couplings.connectivity ?? NaN;
    found.degree[i - from] = couplings.degree;
    context.progress((i + 1 - from) / (to - from));
  }
  const drawn = i - from;
  return {
    ...{ row, from, redrawn, connected: true },
    predicted: found.predicted.slice(0, drawn),
    exact: found.exact.slice(0, drawn),
    connectivity: found.connectivity.slice(0, drawn),
    degree: found.degree.slice(0, drawn),
  };
}

function drawSample(
  point: EnsemblePoint,
  uniform: () => number,
): { network: OscillatorNetwork; redrawn: number } | null {
  const drawn = connectedGraphOf(point, uniform);
  if (!drawn) return null;
  const weight = new Float64Array(drawn.graph.edgeFrom.length).fill(1);
  const powers = randomPowers(point.omega, point.n, uniform);
  return { network: networkOn(drawn.graph, weight, powers), redrawn: drawn.redrawn };
}

interface Couplings {
  readonly predicted: number;
  readonly exact: number | null;
  readonly connectivity: number | null;
  readonly degree: number;
}

/** Couplings of unit edges for an angle limit gamma; the conditions' K at pi/2 over sin(gamma). */
function couplingsOf(network: OscillatorNetwork, gamma: number): Couplings {
  const laplacian = laplacianFor(network);
  laplacian.factorize(network.weight);
  const theta = new Float64Array(network.n);
  laplacian.solve(network.omega, theta);
  const lambda2 = algebraicConnectivity(network, laplacian);
  const sine = Math.sin(gamma);
  return {
    predicted: worstDifference(network, network.weight, theta).value / sine,
    connectivity: lambda2 === null ? null : connectivityBound(network, lambda2) / sine,
    degree: degreeBound(network) / sine,
    exact: criticalCoupling(network, theta, gamma, laplacian),
  };
}

function runNetwork(
  subject: StudyNetwork,
  spec: CriticalCouplingSpec,
  { stopped, progress }: StudyContext,
): NetworkPart {
  const { angleLimit } = spec;
  const model = studyModel(subject, spec.model, stopped);
  const { worst } = linearPoint(model);
  progress(0.2);
  const { predicted, exact, connectivity, degree } = couplingsOf(model.network, angleLimit);
  const worstEdge = edgeRef(model, worst.edge);
  progress(0.5);
  const isStressed = spec.direction !== null || spec.nodeDirection !== null;
  const stressed = isStressed ? stressOf(subject, model, spec) : null;
  const main = { ...sizeOf([...model.nodes]), predicted, exact, worstEdge, message: null };
  const others = otherIslands(subject, model).map((island) =>
    islandCoupling(island, spec, stopped),
  );
  return {
    network: {
      nodes: model.network.n,
      edges: model.network.weight.length,
      predicted,
      exact,
      ratio: exact === null || predicted === 0 ? null : exact / predicted,
      worstEdge,
      connectivityBound: connectivity,
      degreeBound: degree,
      stress: stressed?.stress ?? null,
      islands: [main, ...others],
    },
    ignored: model.ignored,
    warnings: [
      ...model.warnings,
      ...decisiveIsland(main, others, subject),
      ...(stressed?.warnings ?? []),
    ],
  };
}

function islandCoupling(
  { ids, alone }: Island,
  { model: options, angleLimit }: CriticalCouplingSpec,
  stopped: () => boolean,
): IslandCoupling {
  const nothing = { ...sizeOf(ids), predicted: null, exact: null, worstEdge: null };
  if (ids.length === 1) return { ...nothing, message: 'It stands alone and needs no coupling.' };
  try {
    const model = studyModel(alone, options, stopped);
    const worstEdge = edgeRef(model, linearPoint(model).worst.edge);
    const { predicted, exact } = couplingsOf(model.network, angleLimit);
    return { ...nothing, predicted, exact, worstEdge, message: null };
  } catch (error) {
    if (!(error instanceof StudyRefusal)) throw error;
    return { ...nothing, message: error.message };
  }
}

const sizeOf = (ids: readonly number[]): Pick<IslandCoupling, 'buses' | 'firstBus'> => ({
  buses: ids.length,
  firstBus: ids.reduce((first, id) => Math.min(first, id), Infinity),
});

/** The figures are of the largest island; another one may be what decides. */
function decisiveIsland(
  main: IslandCoupling,
  others: readonly IslandCoupling[],
  { kind }: StudyNetwork,
): string[] {
  const needed = ({ exact, predicted }: IslandCoupling): number => exact ?? predicted ?? 0;
  const most = others.reduce((a, b) => (needed(b) > needed(a) ? b : a), main);
  if (most === main) return [];
  const one = kind === 'grid' ? 'bus' : 'oscillator';
  return [
    `The island at ${one} ${most.firstBus} asks for the largest coupling, ${needed(most).toPrecision(6)}: below it that island is not synchronous. The figures are of the largest island.`,
  ];
}

/**
 * The same two answers along a direction d: the smallest loading s at which an edge has the angle
 * gamma, with Bᵀ L⁺ (omega + s d), and with the synchronous state of omega + s d.
 */
function stressOf(
  subject: StudyNetwork,
  model: NetworkModel,
  spec: CriticalCouplingSpec,
): { readonly stress: StressedCoupling; readonly warnings: readonly string[] } {
  const { network } = model;
  const direction = stressDirection(subject, model, spec);
  const limit = new Float64Array(network.weight.length).fill(spec.angleLimit);
  const predicted = loadingAnswer(model, predictedLoading(network, direction.power, limit));
  const exact = loadingAnswer(model, exactLoading(network, direction.power, limit));
  const { words, unit } = direction;
  const ratio =
    exact.loading !== null && predicted.loading ? exact.loading / predicted.loading : null;
  const furthest = Math.max(predicted.loading ?? 0, exact.loading ?? 0);
  return {
    stress: { direction: words, unit, predicted, exact, ratio },
    warnings: subject.kind === 'grid' ? machineWarnings(subject.grid, direction, furthest) : [],
  };
}
