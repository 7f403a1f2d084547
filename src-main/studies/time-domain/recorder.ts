import { centreFrequency } from '../../equations/machines/machine-nodes.ts';
import { orderParameter } from '../../equations/oscillators/cohesiveness.ts';
import type { OscillatorNetwork } from '../../equations/oscillators/oscillator-network.ts';
import type { NodeState, Segment } from './segment.ts';

/** Above this many numbers, angles and frequencies are kept in 32 bits. */
const mostDoubles = 4e6;
/** The most numbers that a run keeps of angles, and again of frequencies (160 MB each). */
export const mostRecorded = 4e7;

/** The interval that keeps a run within `mostRecorded`: the one asked for, or the next that does. */
export function affordableInterval(nodes: number, duration: number, interval: number): number {
  const mostSamples = Math.max(2, Math.floor(mostRecorded / nodes));
  const samples = Math.floor(duration / interval) + 2;
  return samples <= mostSamples ? interval : duration / (mostSamples - 2);
}

/** The curves of a run, at even intervals and at its end. */
export class Recorder {
  samples = 0;
  readonly nodes: number;
  readonly time: Float64Array;
  readonly theta: Float64Array | Float32Array;
  readonly omega: Float64Array | Float32Array;
  readonly orderParameter: Float64Array;
  readonly centreFrequency: Float64Array;

  private readonly duration: number;
  private readonly interval: number;
  private readonly rowTheta: Float64Array;
  private readonly rowOmega: Float64Array;

  constructor(n: number, duration: number, interval: number) {
    const most = Math.floor(duration / interval + 1e-9) + 2;
    const curves = (): Float64Array | Float32Array =>
      most * n <= mostDoubles ? new Float64Array(most * n) : new Float32Array(most * n);
    this.nodes = n;
    this.duration = duration;
    this.interval = interval;
    this.time = new Float64Array(most);
    this.theta = curves();
    this.omega = curves();
    this.orderParameter = new Float64Array(most);
    this.centreFrequency = new Float64Array(most);
    this.rowTheta = new Float64Array(n);
    this.rowOmega = new Float64Array(n);
  }

  /** The first sample: what a run starts from, before anything happens. */
  start(network: OscillatorNetwork, state: NodeState): void {
    this.rowTheta.set(state.theta);
    this.rowOmega.set(state.omega);
    this.keep(network, 0);
  }

  /** Samples due until then. One at the time of an event shows what the event meets. */
  onStep(segment: Segment, until: number): void {
    for (let t = this.nextTime(); t <= until; t = this.nextTime()) this.record(segment, t);
  }

  /** The last sample: where the run ends, finished or not. */
  finish(segment: Segment): void {
    const { time } = segment.integrator;
    if (time > this.time[this.samples - 1]!) this.record(segment, time);
  }

  private nextTime(): number {
    const t = this.samples * this.interval;
    return t < this.duration * (1 - 1e-12) ? t : Infinity;
  }

  private record({ integrator, machines, network }: Segment, t: number): void {
    const { nodes, rowTheta, rowOmega } = this;
    for (let i = 0; i < nodes; i++) {
      rowTheta[i] = integrator.component(i, t);
      rowOmega[i] = integrator.slope(i, t);
    }
    for (let k = 0; k < machines.length; k++) {
      rowOmega[machines[k]!] = integrator.component(nodes + k, t);
    }
    this.keep(network, t);
  }

  private keep(network: OscillatorNetwork, t: number): void {
    const { nodes, samples, rowTheta, rowOmega } = this;
    this.time[samples] = t;
    this.theta.set(rowTheta, samples * nodes);
    this.omega.set(rowOmega, samples * nodes);
    this.orderParameter[samples] = orderParameter(rowTheta).r;
    this.centreFrequency[samples] = centreFrequency(network, rowOmega);
    this.samples++;
  }
}
