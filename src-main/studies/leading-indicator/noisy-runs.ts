import { SwingKernel } from '../../equations/machines/swing-kernel.ts';
import { SwingSystem } from '../../equations/machines/swing.ts';
import { fastestRate, rk4StabilityRadius } from '../../equations/machines/step-limit.ts';
import { worstDifference } from '../../equations/oscillators/cohesiveness.ts';
import { orderParameter } from '../../equations/oscillators/cohesiveness.ts';
import type { OscillatorNetwork } from '../../equations/oscillators/oscillator-network.ts';
import type { StepMethod } from '../../numerics/ode/fixed-step.ts';
import { RungeKutta4 } from '../../numerics/ode/runge-kutta-4.ts';
import type { RandomStream } from '../../numerics/random/random-stream.ts';

/** Samples a second of coherence and largest angle. */
export const samplesPerSecond = 10;
/** Random load is held for so long, s: half of a sample. */
const held = 0.05;

/** Noise of each node, p.u.: standard deviation and correlation time. */
export interface LoadNoise {
  readonly deviation: Float64Array;
  readonly correlationSeconds: number;
}

export interface NoisyProblem {
  readonly network: OscillatorNetwork;
  readonly theta0: Float64Array;
  readonly noise: LoadNoise;
  /** Powers without noise at a time; `out` is overwritten. */
  readonly powers: (time: number, out: Float64Array) => void;
  readonly duration: number;
}

/** One run up to its end, or to where a line's angle passes pi: the loss. */
export interface NoisyRun {
  /** Ten times a second, from 0. */
  readonly coherence: Float64Array;
  readonly largestAngle: Float64Array;
  /** s; null where synchronism is kept. */
  readonly lossSeconds: number | null;
}

/** The longest stable step that divides the time for which noise is held. */
export function stepOf(network: OscillatorNetwork): number {
  const limit = (0.9 * rk4StabilityRadius) / fastestRate(network).rate;
  return held / Math.ceil(held / Math.min(limit, held / 2));
}

/**
 * The swing equations under random load, by RK4 with a fixed step: each node's power carries an
 * Ornstein–Uhlenbeck process, held for 0.05 s and moved on exactly,
 *
 *   eta <- eta exp(-h / tau) + sigma sqrt(1 - exp(-2 h / tau)) z,   z normal
 *
 * One run for each stream, side by side in the kernel where there are two of them.
 */
export function noisyRuns(
  problem: NoisyProblem,
  streams: readonly RandomStream[],
  kernel: WebAssembly.Module | null,
  stopped: () => boolean,
  progress: (fraction: number) => void,
): NoisyRun[] {
  const { network, duration } = problem;
  const dt = stepOf(network);
  const perHold = Math.round(held / dt);
  const holds = Math.round(duration / held);
  const lanes = lanesOf(problem, streams, kernel);
  const power = new Float64Array(network.n);
  for (let hold = 0; hold <= holds && !stopped(); hold++) {
    if (hold % 2 === 0) for (const lane of lanes) lane.sample(hold / 2 / samplesPerSecond);
    if (hold === holds || lanes.every((lane) => lane.isOver)) break;
    problem.powers(hold * held, power);
    for (const lane of lanes) lane.disturb(power);
    for (const method of new Set(lanes.map((lane) => lane.method))) {
      // The powers have changed: the slope at the end of the last step is not that of the next.
      method.begin(0);
      for (let step = 0; step < perHold; step++) method.step(0, dt);
    }
    progress(hold / holds);
  }
  return lanes.map((lane) => lane.result());
}

function lanesOf(
  problem: NoisyProblem,
  streams: readonly RandomStream[],
  kernel: WebAssembly.Module | null,
): Lane[] {
  const networks = streams.map(() => ({
    ...problem.network,
    omega: problem.network.omega.slice(),
  }));
  const isPlain = problem.network.phaseShift === null;
  if (kernel && isPlain) {
    const side =
      networks.length === 1 ? networks : [...networks, ...networks.slice(0, networks.length % 2)];
    const method = new SwingKernel(kernel, side);
    const { lanes, injection } = method;
    return streams.map((random, lane) => new Lane(problem, random, method, injection, lane, lanes));
  }
  return streams.map((random, k) => {
    const network = networks[k]!;
    return new Lane(
      problem,
      random,
      new RungeKutta4(new SwingSystem(network)),
      network.omega,
      0,
      1,
    );
  });
}

/** One run in its lane: row i of state and powers is at [i * lanes + lane]. */
class Lane {
  readonly method: StepMethod;
  isOver = false;

  private readonly problem: NoisyProblem;
  private readonly random: RandomStream;
  private readonly injection: Float64Array;
  private readonly lane: number;
  private readonly lanes: number;
  private readonly eta: Float64Array;
  private readonly theta: Float64Array;
  private readonly coherence: number[] = [];
  private readonly largestAngle: number[] = [];
  private lossSeconds: number | null = null;

  constructor(
    problem: NoisyProblem,
    random: RandomStream,
    method: StepMethod,
    injection: Float64Array,
    lane: number,
    lanes: number,
  ) {
    const { n } = problem.network;
    this.problem = problem;
    this.random = random;
    this.method = method;
    this.injection = injection;
    this.lane = lane;
    this.lanes = lanes;
    this.eta = problem.noise.deviation.map((sigma) => sigma * random.normal());
    this.theta = new Float64Array(n);
    problem.theta0.forEach((angle, i) => (method.state[i * lanes + lane] = angle));
  }

  /** The next noise on top of the powers; drawn on after the loss as well, since lanes are equal. */
  disturb(power: Float64Array): void {
    const { deviation, correlationSeconds } = this.problem.noise;
    const kept = Math.exp(-held / correlationSeconds);
    const fresh = Math.sqrt(1 - kept * kept);
    for (let i = 0; i < power.length; i++) {
      this.eta[i] = kept * this.eta[i]! + fresh * deviation[i]! * this.random.normal();
      this.injection[i * this.lanes + this.lane] = power[i]! + this.eta[i]!;
    }
  }

  sample(time: number): void {
    if (this.isOver) return;
    const { network } = this.problem;
    for (let i = 0; i < network.n; i++)
      this.theta[i] = this.method.state[i * this.lanes + this.lane]!;
    const { value } = worstDifference(network, network.weight, this.theta);
    // Not below: an angle that is no number any more is a loss as well.
    if (!(value < Math.PI)) {
      this.isOver = true;
      this.lossSeconds = time;
      return;
    }
    this.coherence.push(orderParameter(this.theta).r);
    this.largestAngle.push(value);
  }

  result(): NoisyRun {
    return {
      coherence: Float64Array.from(this.coherence),
      largestAngle: Float64Array.from(this.largestAngle),
      lossSeconds: this.lossSeconds,
    };
  }
}
