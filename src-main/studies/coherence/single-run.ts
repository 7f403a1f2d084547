import type { StudySubject } from '../../../src-shared/studies/catalogue.ts';
import type {
  CoherenceAtCoupling,
  CoherenceResult,
  CoherenceSpec,
} from '../../../src-shared/studies/coherence.ts';
import type { StudyContext } from '../../../src-shared/studies/study-room.ts';
import { SwingKernel } from '../../equations/machines/swing-kernel.ts';
import { SwingSystem } from '../../equations/machines/swing.ts';
import { meanFieldStepper } from '../../equations/oscillators/kuramoto-kernel.ts';
import { mostTraced } from '../../equations/oscillators/mean-field-runs.ts';
import type { OscillatorNetwork } from '../../equations/oscillators/oscillator-network.ts';
import { RungeKutta4 } from '../../numerics/ode/runge-kutta-4.ts';
import { drawOf } from './draw.ts';
import { groupsOf, networkSubject } from './network-subject.ts';
import { onsetOfNetwork, onsetOfSample } from './onset.ts';
import { CoherenceRecorder } from './recorder.ts';
import { clockOf, keptSteps } from './setting.ts';
import type { Clock, CoherenceSetting } from './setting.ts';

/** One coupling of a single run, with what is common to all couplings. */
export interface SingleRunPart extends Pick<
  CoherenceResult,
  'nodes' | 'dt' | 'time' | 'criticalCoupling' | 'ignored' | 'warnings'
> {
  readonly atK: CoherenceAtCoupling;
}

/** Takes steps of dt and tells the angles. */
interface Rotation {
  readonly advance: (steps: number) => void;
  readonly angles: (out: Float64Array) => void;
}

/** All to all: frequencies from the spec, phases from it or from the seed. */
export function runGiven(
  spec: CoherenceSpec,
  setting: CoherenceSetting,
  K: number,
  context: StudyContext,
  kernel: WebAssembly.Module | null,
): SingleRunPart {
  const omega = Float64Array.from(spec.omega ?? []);
  const n = omega.length;
  const drawn = drawOf(spec, { ...setting, n, law: 'normal' }, context.seed, 0);
  const theta0 = spec.theta0 ? Float64Array.from(spec.theta0) : drawn.theta0;
  const strength = drawn.strength ?? new Float64Array(n).fill(1);
  const clock = clockOf(setting, spec.dt ?? 0.01);
  const stepper = meanFieldStepper([{ omega, theta0, strength: drawn.strength, K }], kernel);
  const nodes = Array.from(omega.keys());
  const recorder = new CoherenceRecorder(clock, setting.window, {
    n,
    groups: groupsOf(spec, nodes, null),
    weights: spec.weights ? Float64Array.from(spec.weights) : strength,
    links: { strength },
  });
  follow(
    {
      advance: (steps) => stepper.advance(steps, clock.dt),
      angles: (out) => stepper.angles(0, out),
    },
    recorder,
    clock,
    n,
    context,
  );
  return {
    nodes,
    dt: clock.dt,
    time: keptSteps(clock).map((step) => step * clock.dt),
    criticalCoupling: onsetOfSample(omega),
    ignored: [],
    warnings: signWarnings(spec.weights, 'weights'),
    atK: recorder.result(K),
  };
}

/** Along the edges of the network at hand. */
export function runOnNetwork(
  subject: StudySubject,
  spec: CoherenceSpec,
  setting: CoherenceSetting,
  K: number,
  context: StudyContext,
  swingKernel: WebAssembly.Module | null,
): SingleRunPart {
  const given = networkSubject(subject, spec, setting, context);
  const { network, nodes, theta0, strength } = given;
  const clock = clockOf(setting, given.dt);
  const coupled: OscillatorNetwork = { ...network, weight: network.weight.map((a) => K * a) };
  const isPlain = network.phaseShift === null;
  const method =
    swingKernel && isPlain
      ? new SwingKernel(swingKernel, [coupled])
      : new RungeKutta4(new SwingSystem(coupled));
  method.state.set(theta0);
  method.begin(0);
  const recorder = new CoherenceRecorder(clock, setting.window, {
    n: network.n,
    groups: groupsOf(spec, nodes, subject),
    weights: spec.weights ? Float64Array.from(spec.weights) : strength,
    links: network,
  });
  follow(
    {
      advance: (steps) => {
        for (let k = 0; k < steps; k++) method.step(0, clock.dt);
      },
      angles: (out) => out.set(method.state),
    },
    recorder,
    clock,
    network.n,
    context,
  );
  return {
    nodes,
    dt: clock.dt,
    time: keptSteps(clock).map((step) => step * clock.dt),
    criticalCoupling: onsetOfNetwork(network, given.frequencies),
    ignored: given.ignored,
    warnings: [
      ...given.warnings,
      ...signWarnings(spec.weights ?? Array.from(strength), spec.weights ? 'weights' : 'strengths'),
    ],
    atK: recorder.result(K),
  };
}

function signWarnings(weights: readonly number[] | null, name: string): string[] {
  const negative = weights?.filter((weight) => weight < 0).length ?? 0;
  if (negative === 0) return [];
  return [`${negative} ${name} are negative: the weighted coherence takes their magnitudes.`];
}

/** Looks at the stop signal at least every so many oscillator steps. */
const polled = 2e5;

function follow(
  rotation: Rotation,
  recorder: CoherenceRecorder,
  { steps, stride }: Clock,
  n: number,
  { stopped, progress }: StudyContext,
): void {
  const theta = new Float64Array(n);
  const atOnce = Math.max(1, Math.min(mostTraced, Math.floor(polled / n)));
  for (let step = 0; ;) {
    if (step % stride === 0 || step === steps) {
      rotation.angles(theta);
      recorder.record(theta);
    }
    if (step >= steps || stopped()) return;
    const toSample = stride - (step % stride);
    const block = Math.min(atOnce, toSample, steps - step);
    rotation.advance(block);
    step += block;
    progress(step / steps);
  }
}
