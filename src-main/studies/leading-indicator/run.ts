import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type {
  LeadingIndicatorResult,
  LeadingIndicatorSpec,
} from '../../../src-shared/studies/leading-indicator.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import type { StudyContext } from '../../../src-shared/studies/study-room.ts';
import { loadDampingAssumption } from '../../equations/network/bus-dynamics.ts';
import { edgeRef } from '../../equations/network/network-model.ts';
import { EquilibriumSolver } from '../../equations/oscillators/equilibrium.ts';
import { RandomStream } from '../../numerics/random/random-stream.ts';
import { linearPoint } from '../linear-point.ts';
import { indicatorSeries } from './indicators.ts';
import type { IndicatorSeries } from './indicators.ts';
import { kickRecovery } from './kick-recovery.ts';
import { noisyRuns, stepOf } from './noisy-runs.ts';
import type { LoadNoise } from './noisy-runs.ts';
import type { IndicatorChunk, RunRole } from './plan.ts';
import { powersAt, stressedNetwork } from './stressed-network.ts';
import type { StressedNetwork } from './stressed-network.ts';

export interface IndicatorPart extends Pick<
  LeadingIndicatorResult,
  'nodes' | 'direction' | 'criticalLoading' | 'dt' | 'ignored' | 'warnings'
> {
  readonly role: RunRole;
  /** In the part of the first run only. */
  readonly recovery: LeadingIndicatorResult['recovery'];
  readonly runs: readonly {
    readonly lossSeconds: number | null;
    readonly series: IndicatorSeries;
  }[];
}

/**
 * Simulates the runs of one chunk and takes their indicators.
 *
 * @param swingKernel the compiled kernel of rk4; without it the same, more slowly
 * @throws StudyRefusal where the network has no synchronous state that the ramp could end
 */
export function runLeadingIndicator(
  subject: StudyNetwork,
  spec: LeadingIndicatorSpec,
  { role, runs }: IndicatorChunk,
  context: StudyContext,
  swingKernel: WebAssembly.Module | null = null,
): IndicatorPart {
  const stressed = stressedNetwork(subject, spec, context.stopped);
  const { model, words, unit, critical, edge } = stressed;
  const { network } = model;
  const { share, duration } = courseOf(spec, role);
  const problem = {
    network,
    theta0: startingState(stressed, share(0)),
    noise: noiseOf(stressed, spec),
    powers: (time: number, out: Float64Array): void => out.set(powersAt(stressed, share(time))),
    duration,
  };
  const streams = runs.map((run) => new RandomStream(context.seed, run));
  const found = noisyRuns(problem, streams, swingKernel, context.stopped, context.progress);
  return {
    nodes: network.n,
    direction: words,
    criticalLoading: { value: critical, unit, edge: edgeRef(model, edge) },
    dt: stepOf(network),
    ignored: [...model.ignored, ...assumptions(spec)],
    warnings: model.warnings,
    role,
    recovery: runs[0] === 0 ? kickRecovery(stressed, spec, context.stopped) : [],
    runs: found.map((run) => ({
      lossSeconds: run.lossSeconds,
      series: indicatorSeries(run, spec.windowSeconds),
    })),
  };
}

/** The loading over time, as a share of the critical one. */
export function courseOf(
  { quietLoading, startLoading, endLoading, durationSeconds, holdSeconds }: LeadingIndicatorSpec,
  role: RunRole,
): { readonly share: (time: number) => number; readonly duration: number } {
  if (role !== 'ramp') return { share: () => quietLoading, duration: durationSeconds };
  const rise = endLoading - startLoading;
  return {
    share: (time) => startLoading + rise * Math.min(1, time / durationSeconds),
    duration: durationSeconds + holdSeconds,
  };
}

function startingState(stressed: StressedNetwork, share: number): Float64Array {
  const { model } = stressed;
  const network = { ...model.network, omega: powersAt(stressed, share) };
  const { theta } = linearPoint({ ...model, network });
  const start = theta.slice();
  if (new EquilibriumSolver(network).solve(start).status !== 'no-solution') return start;
  throw new StudyRefusal(
    `startLoading: there is no synchronous state at ${share} of the critical loading: begin lower.`,
  );
}

/** A share of what each node draws or gives at the critical loading; nodes without power have none. */
function noiseOf(stressed: StressedNetwork, spec: LeadingIndicatorSpec): LoadNoise {
  const size = powersAt(stressed, 1).map((power, i) =>
    Math.max(Math.abs(power), stressed.model.demand[i]!),
  );
  return {
    deviation: size.map((power) => spec.noise * power),
    correlationSeconds: spec.noiseSeconds,
  };
}

const assumptions = ({
  noise,
  noiseSeconds,
  loadDamping,
}: LeadingIndicatorSpec): IndicatorPart['ignored'] => [
  {
    topic: 'noise',
    text: `The power of every bus fluctuates by ${100 * noise} % (one standard deviation), independently, with a correlation time of ${noiseSeconds} s.`,
    amount: 100 * noise,
    unit: '%',
  },
  loadDampingAssumption(loadDamping),
  {
    topic: 'machines',
    text: 'Machines act at their buses with constant mechanical power: governors and exciters, which act within the time of a ramp, are left out.',
    amount: null,
    unit: '',
  },
];
