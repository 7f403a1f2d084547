import type {
  LoadingRampResult,
  LoadingRampSpec,
  SimulatedLoading,
} from '../../../src-shared/studies/loading-ramp.ts';
import type { StudyContext } from '../../../src-shared/studies/study-room.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import { edgeRef } from '../../equations/network/network-model.ts';
import type { NetworkModel } from '../../equations/network/network-model.ts';
import { centre } from '../../equations/oscillators/cohesiveness.ts';
import { coherentGroups } from '../../equations/oscillators/coherent-groups.ts';
import { EquilibriumSolver } from '../../equations/oscillators/equilibrium.ts';
import type { LoadingEnd } from '../../equations/oscillators/predicted-loading.ts';
import { LaplacianSolver } from '../../equations/oscillators/laplacian-solver.ts';
import type { OscillatorNetwork } from '../../equations/oscillators/oscillator-network.ts';
import type { EdgeLimits } from './edge-limits.ts';
import { simulateRamp } from './simulate-ramp.ts';
import type { RampRun } from './simulate-ramp.ts';
import type { StressDirection } from './stress-direction.ts';

type RampPart = Pick<
  LoadingRampResult,
  'simulated' | 'trips' | 'coherentGroups' | 'separationCut' | 'curves'
>;

/** Edges whose angles are told over the ramp. */
const EDGES_DRAWN = 12;
/** Machines whose rotors are told over the ramp. */
const MACHINES_TOLD = 100;
/** How far about the answers a ramp goes that names no ends. */
const MARGIN = 0.02;

const noRamp: RampPart = {
  simulated: null,
  trips: [],
  coherentGroups: [],
  separationCut: [],
  curves: null,
};

/** The slow ramp of the spec, where one can begin; a warning where none can. */
export function rampResult(
  model: NetworkModel,
  direction: StressDirection,
  limits: EdgeLimits,
  ends: { readonly predicted: LoadingEnd; readonly exact: LoadingEnd },
  spec: LoadingRampSpec,
  context: StudyContext,
): { readonly result: RampPart; readonly warnings: readonly string[] } {
  const { ramp, tolerance } = spec;
  if (!ramp.simulate) return { result: noRamp, warnings: [] };
  const range = rampRange(spec, ends);
  if (range === null) {
    return { result: noRamp, warnings: ['No ramp is simulated, as there is no loading to go to.'] };
  }
  const network = atLoading(model.network, direction.power, range.from);
  const theta0 = synchronousState(network);
  if (theta0 === null) {
    return {
      result: noRamp,
      warnings: [
        `No ramp is simulated, as there is no synchronous state at its start (${range.from} ${direction.unit}): set ramp.from lower.`,
      ],
    };
  }
  const speed = (range.to - range.from) / ramp.durationSeconds;
  const run = simulateRamp(
    {
      network,
      rate: direction.power.map((power) => power * speed),
      theta0,
      tripAngle: limits.trip,
      rampSeconds: ramp.durationSeconds,
      holdSeconds: ramp.holdSeconds,
      tolerance,
    },
    context,
  );
  const loadingAt = (time: number): number =>
    range.from + speed * Math.min(time, ramp.durationSeconds);
  const drawn = [ends.predicted.edge, ends.exact.edge, ...ends.exact.cut];
  const warnings = run.isRunaway ? [endedEarly(run.time)] : [];
  return { result: described(model, limits, run, loadingAt, drawn), warnings };
}

const endedEarly = (time: number): string =>
  `The simulation ends at ${time.toFixed(1)} s, as a line without a limit has turned ten times: nothing opens it, and what parts has parted.`;

function rampRange(
  { ramp }: LoadingRampSpec,
  { predicted, exact }: { readonly predicted: LoadingEnd; readonly exact: LoadingEnd },
): { readonly from: number; readonly to: number } | null {
  const answers = [predicted, exact]
    .filter(({ cause }) => cause === 'limit' || cause === 'saddle-node')
    .map(({ loading }) => loading);
  if (answers.length === 0 && (ramp.from === null || ramp.to === null)) return null;
  const from = ramp.from ?? (1 - MARGIN) * Math.min(...answers, ramp.to ?? Infinity);
  const to = ramp.to ?? (1 + MARGIN) * Math.max(...answers, ramp.from ?? 0);
  if (from < to) return { from, to };
  throw new StudyRefusal(
    `ramp: it starts from ${from} and has to end higher than that, not at ${to}.`,
  );
}

const atLoading = (
  network: OscillatorNetwork,
  power: Float64Array,
  loading: number,
): OscillatorNetwork => ({
  ...network,
  omega: network.omega.map((omega, i) => omega + loading * power[i]!),
});

function synchronousState(network: OscillatorNetwork): Float64Array | null {
  const laplacian = new LaplacianSolver(network);
  const theta = new Float64Array(network.n);
  laplacian.factorize(network.weight);
  laplacian.solve(network.omega, theta);
  const { status } = new EquilibriumSolver(network, laplacian).solve(theta);
  centre(theta);
  return status === 'no-solution' ? null : theta;
}

function described(
  model: NetworkModel,
  limits: EdgeLimits,
  run: RampRun,
  loadingAt: (time: number) => number,
  drawn: readonly number[],
): RampPart {
  const { groups, cut } = coherentGroups(run.atEnd, run.recorder);
  const trips = run.trips.map(({ time, edge, angle }) => ({
    time,
    loading: loadingAt(time),
    edge: edgeRef(model, edge)!,
    angle,
  }));
  const opened = run.trips.map(({ edge }) => edge);
  const edges = [...new Set([...drawn, ...opened, ...cut])].filter((edge) => edge >= 0);
  return {
    simulated: simulatedLoading(model, run, loadingAt),
    trips,
    coherentGroups: groups.map((group) => group.map((node) => model.nodes[node]!)),
    separationCut: groups.length > 1 ? cut.flatMap((edge) => edgeRef(model, edge) ?? []) : [],
    curves: curvesOf(model, limits, run, loadingAt, edges.slice(0, EDGES_DRAWN)),
  };
}

/** The first thing that goes: a branch at its limit, or a slip. */
function simulatedLoading(
  model: NetworkModel,
  { trips, lost, status, time }: RampRun,
  loadingAt: (time: number) => number,
): SimulatedLoading {
  const [trip] = trips;
  const first = lost && (!trip || lost.time < trip.time) ? lost : trip;
  if (first) {
    return {
      loading: loadingAt(first.time),
      time: first.time,
      edge: edgeRef(model, first.edge),
      cause: first === lost ? 'synchronism-lost' : 'limit-trip',
    };
  }
  if (status === 'no-balance') {
    return { loading: loadingAt(time), time, edge: null, cause: 'no-balance' };
  }
  const cause = status === 'finished' ? 'kept' : status;
  return { loading: null, time: null, edge: null, cause };
}

function curvesOf(
  model: NetworkModel,
  { trip }: EdgeLimits,
  { recorder }: RampRun,
  loadingAt: (time: number) => number,
  edges: readonly number[],
): LoadingRampResult['curves'] {
  const { samples, nodes, theta, omega } = recorder;
  const { edgeFrom, edgeTo, M } = model.network;
  const rotors = [...M.keys()].filter((node) => M[node]! > 0).slice(0, MACHINES_TOLD);
  const time = [...recorder.time.subarray(0, samples)];
  return {
    time,
    loading: time.map(loadingAt),
    edges: edges.map((edge) => ({
      ...edgeRef(model, edge)!,
      limit: Number.isFinite(trip[edge]!) ? trip[edge]! : null,
      angle: time.map(
        (_, k) => theta[k * nodes + edgeFrom[edge]!]! - theta[k * nodes + edgeTo[edge]!]!,
      ),
    })),
    machines: rotors.map((node) => ({
      bus: model.nodes[node]!,
      angle: time.map((_, k) => theta[k * nodes + node]!),
      frequency: time.map((_, k) => omega[k * nodes + node]!),
    })),
  };
}
