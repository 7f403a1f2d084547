import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type { MonteCarloResult, MonteCarloSpec } from '../../../src-shared/studies/monte-carlo.ts';
import type { Assumption } from '../../../src-shared/studies/model-options.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import type { StudyContext } from '../../../src-shared/studies/study-room.ts';
import { edgeRef } from '../../equations/network/network-model.ts';
import type { NetworkModel } from '../../equations/network/network-model.ts';
import { RandomDispatch } from '../../equations/network/random-dispatch.ts';
import { LANES } from '../../equations/oscillators/chord-steps.ts';
import { NearbyEquilibria } from '../../equations/oscillators/nearby-equilibria.ts';
import { sampleNumbers } from '../../numerics/random/sample-numbers.ts';
import type { SampleNumbers } from '../../numerics/random/sample-numbers.ts';
import { linearPoint } from '../linear-point.ts';
import { studyModel } from '../study-model.ts';
import type { DrawsChunk } from './plan.ts';

export interface MonteCarloPart extends Pick<
  MonteCarloResult,
  'nodes' | 'edges' | 'base' | 'ignored' | 'warnings'
> {
  readonly from: number;
  /** By draw; fewer than asked for where it was stopped on the way. */
  readonly norm: Float64Array;
  /** Largest angle of the exact state, rad; NaN where there is none below pi/2. */
  readonly exact: Float64Array;
  /** Edge of the largest exact angle; -1 where there is none. */
  readonly edge: Int32Array;
  /** Bus numbers of every edge. */
  readonly edgeFrom: Int32Array;
  readonly edgeTo: Int32Array;
}

/** Compiled kernels; without them everything is the same, more slowly. */
export interface MonteCarloKernels {
  readonly chord: WebAssembly.Module | null;
  readonly philox: WebAssembly.Module | null;
}

const noKernels: MonteCarloKernels = { chord: null, philox: null };

/**
 * The condition and the exact state of the draws of one chunk; draw i uses stream (seed, i).
 *
 * @throws StudyRefusal where the network has nothing to study, or nothing to draw
 */
export function runMonteCarlo(
  subject: StudyNetwork,
  spec: MonteCarloSpec,
  { from, to }: DrawsChunk,
  context: StudyContext,
  { chord, philox }: MonteCarloKernels = noKernels,
): MonteCarloPart {
  const model = studyModel(subject, spec.model, context.stopped);
  const { network, nodes } = model;
  const { worst } = linearPoint(model);
  const dispatch = new RandomDispatch(subject, model, spec);
  requireSomethingToDraw(dispatch);
  const norm = new Float64Array(to - from);
  const exact = new Float64Array(to - from).fill(NaN);
  const edge = new Int32Array(to - from).fill(-1);
  const solver = new NearbyEquilibria(network, chord);
  const numbers = sampleNumbers(context.seed, philox);
  let first = from;
  for (; first < to && !context.stopped(); first += LANES) {
    const lanes = Math.min(LANES, to - first);
    const omega = drawLanes(dispatch, model, numbers, first, lanes);
    solver.solve(omega, lanes).forEach((lane, c) => {
      norm[first - from + c] = lane.norm;
      if (lane.status !== 'converged') return;
      exact[first - from + c] = lane.angle;
      edge[first - from + c] = lane.edge;
    });
    context.progress((first + lanes - from) / (to - from));
  }
  const drawn = Math.min(first, to) - from;
  return {
    from,
    norm: norm.slice(0, drawn),
    exact: exact.slice(0, drawn),
    edge: edge.slice(0, drawn),
    nodes: network.n,
    edges: network.weight.length,
    edgeFrom: network.edgeFrom.map((node) => nodes[node]!),
    edgeTo: network.edgeTo.map((node) => nodes[node]!),
    base: { norm: worst.value, worstEdge: edgeRef(model, worst.edge) },
    ignored: assumptionsOf(model, spec),
    warnings: model.warnings,
  };
}

/** What the model says of the imbalance holds without disturbance only. */
function assumptionsOf({ ignored }: NetworkModel, spec: MonteCarloSpec): readonly Assumption[] {
  const percent = Math.round(1000 * spec.adjusterFraction) / 10;
  const law: Assumption = {
    topic: 'imbalance of a draw',
    text: `In every draw, ${percent} % of the generators and of the loads, drawn anew, take the imbalance in equal parts, losses included; |V| and couplings stay as they are.`,
    amount: spec.adjusterFraction,
    unit: '',
  };
  return [
    law,
    ...ignored.map((assumption) =>
      assumption.topic === 'imbalance'
        ? { ...assumption, text: `Without disturbance: ${assumption.text}` }
        : assumption,
    ),
  ];
}

/** Powers of the draws from `first` on, interleaved; lanes that are not wanted are zero. */
function drawLanes(
  dispatch: RandomDispatch,
  { network }: NetworkModel,
  numbers: SampleNumbers,
  first: number,
  lanes: number,
): Float64Array {
  const omega = new Float64Array(network.n * LANES);
  for (let c = 0; c < lanes; c++) {
    dispatch.draw((out) => {
      numbers(first + c, out);
    });
    for (let i = 0; i < network.n; i++) omega[i * LANES + c] = dispatch.omega[i]!;
  }
  return omega;
}

function requireSomethingToDraw({ loads, units }: RandomDispatch): void {
  if (loads.row.length + units.row.length > 0) return;
  throw new StudyRefusal(
    'The network has neither a load nor a generator in service: there is nothing to draw.',
  );
}
