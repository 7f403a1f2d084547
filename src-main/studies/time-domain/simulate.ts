import type { StudyContext } from '../../../src-shared/studies/study-room.ts';
import type { OscillatorNetwork } from '../../equations/oscillators/oscillator-network.ts';
import { integrate } from '../../numerics/ode/integrate.ts';
import type { IntegrationOutcome } from '../../numerics/ode/integrate.ts';
import { LineWatch } from './line-watch.ts';
import { Recorder } from './recorder.ts';
import { endState, startSegment, stateAtRest } from './segment.ts';
import type { MethodOptions, NodeState, Segment } from './segment.ts';
import type { Stage } from './stages.ts';

export interface SimulationProblem {
  /** The network before any event, which defines the first sample. */
  readonly before: OscillatorNetwork;
  readonly stages: readonly Stage[];
  readonly theta0: Float64Array;
  readonly duration: number;
  readonly recordEvery: number;
  readonly method: MethodOptions;
}

export interface Simulation {
  readonly outcome: IntegrationOutcome | { readonly status: 'no-balance'; readonly time: number };
  /** Node of the state component that an unsuccessful outcome names; -1 where it names none. */
  readonly node: number;
  readonly recorder: Recorder;
  readonly watch: LineWatch;
  readonly steps: number;
}

/** Runs from stage to stage, recording and watching, from theta0 at rest. */
export function simulate(
  { before, stages, theta0, duration, recordEvery, method }: SimulationProblem,
  { stopped, progress }: Pick<StudyContext, 'stopped' | 'progress'>,
): Simulation {
  const { n, weight } = before;
  const recorder = new Recorder(n, duration, recordEvery);
  const watch = new LineWatch(weight.length);
  const state: NodeState = stateAtRest(before, theta0);
  recorder.start(before, state);
  let steps = 0;
  const end = (outcome: Simulation['outcome'], segment: Segment | null): Simulation => {
    if (segment) recorder.finish(segment);
    const component = 'component' in outcome ? outcome.component : -1;
    const node = component < n ? component : (segment?.machines[component - n] ?? -1);
    return { outcome, node, recorder, watch, steps };
  };

  let segment: Segment | null = null;
  for (const [k, stage] of stages.entries()) {
    const begun = startSegment(stage, method, state);
    if (!begun) return end({ status: 'no-balance', time: stage.time }, segment);
    segment = begun;
    watch.begin(begun, stage.faultedEdges);
    const outcome = integrate(begun.integrator, {
      end: stages[k + 1]?.time ?? duration,
      stop: stopped,
      onStep: (integrator, until) => {
        steps++;
        watch.onStep(begun);
        recorder.onStep(begun, until);
        progress(integrator.time / duration);
      },
    });
    if (outcome.status !== 'finished') return end(outcome, begun);
    endState(begun, state);
  }
  return end({ status: 'finished', time: duration }, segment);
}
