import type { StudyContext } from '../../../src-shared/studies/study-room.ts';
import type { Ramp } from '../../equations/machines/machine-nodes.ts';
import type { OscillatorNetwork } from '../../equations/oscillators/oscillator-network.ts';
import { integrate } from '../../numerics/ode/integrate.ts';
import type { SwitchingFunction } from '../../numerics/ode/integrate.ts';
import { Recorder } from '../time-domain/recorder.ts';
import { endState, startSegment, stateAtRest } from '../time-domain/segment.ts';
import type { MethodOptions, NodeState, Segment } from '../time-domain/segment.ts';

export interface RampProblem {
  /** Its omega is that of the loading at which the ramp starts. */
  readonly network: OscillatorNetwork;
  /** Change of omega, p.u./s. */
  readonly rate: Float64Array;
  /** Synchronous state at the start. */
  readonly theta0: Float64Array;
  /** Angle at which each edge opens, rad; Infinity where it never does. */
  readonly tripAngle: Float64Array;
  readonly rampSeconds: number;
  readonly holdSeconds: number;
  readonly tolerance: number;
}

export interface EdgeEvent {
  readonly time: number;
  readonly edge: number;
  readonly angle: number;
}

export interface RampRun {
  readonly status: 'finished' | 'cancelled' | 'failed' | 'no-balance';
  readonly time: number;
  /** Edges that opened at their limits, in order. */
  readonly trips: readonly EdgeEvent[];
  /** The first edge in service whose ends have slipped by pi. */
  readonly lost: EdgeEvent | null;
  /** The run ended early, as an edge in service has turned round ten times. */
  readonly isRunaway: boolean;
  readonly recorder: Recorder;
  /** The network as it is at the end. */
  readonly atEnd: OscillatorNetwork;
}

const SAMPLES = 600;
/** An edge that has turned so far never comes to rest: without protection it only turns faster. */
const RUNAWAY = 20 * Math.PI;

/**
 * Simulates a slow ramp of powers with branches that open when their angles reach their limits, then
 * holds the highest loading. By the implicit method: loads of small damping are stiff (SCIENCE, trap
 * 8), and each opening is located to the last bits of time. Ends early where an edge without a limit
 * has turned ten times: what parts there has parted, and each further turn would cost more steps.
 */
export function simulateRamp(problem: RampProblem, context: StudyContext): RampRun {
  return new RampSimulation(problem, context).run();
}

class RampSimulation {
  private readonly problem: RampProblem;
  private readonly context: StudyContext;
  private readonly weight: Float64Array;
  private readonly slipped: Uint8Array;
  private readonly state: NodeState;
  private readonly recorder: Recorder;
  private readonly trips: EdgeEvent[] = [];
  private lost: EdgeEvent | null = null;
  private isRunaway = false;
  private time = 0;

  constructor(problem: RampProblem, context: StudyContext) {
    const { network, theta0, rampSeconds, holdSeconds } = problem;
    const duration = rampSeconds + holdSeconds;
    this.problem = problem;
    this.context = context;
    this.weight = network.weight.slice();
    this.slipped = new Uint8Array(network.weight.length);
    this.state = stateAtRest(network, theta0);
    this.recorder = new Recorder(network.n, duration, duration / SAMPLES);
    this.recorder.start(network, this.state);
  }

  run(): RampRun {
    const { network, rate, rampSeconds, holdSeconds } = this.problem;
    const highest = network.omega.map((power, i) => power + rate[i]! * rampSeconds);
    const ramping = this.phase(rampSeconds, network.omega, { start: 0, rate });
    const isOver = ramping !== 'finished' || this.isRunaway;
    const status = isOver ? ramping : this.phase(rampSeconds + holdSeconds, highest, null);
    const { time, trips, lost, isRunaway, recorder, weight } = this;
    return { status, time, trips, lost, isRunaway, recorder, atEnd: { ...network, weight } };
  }

  /** Goes on until `end`, from one opening to the next. */
  private phase(end: number, omega: Float64Array, ramp: Ramp | null): RampRun['status'] {
    const { problem, context, state, recorder } = this;
    const duration = problem.rampSeconds + problem.holdSeconds;
    const method: MethodOptions = {
      method: 'implicit',
      dt: 0,
      tolerance: problem.tolerance,
      swingKernel: null,
    };
    while (this.time < end) {
      this.openBeyondLimit();
      const network = { ...problem.network, weight: this.weight.slice(), omega };
      const segment = startSegment({ time: this.time, network, ramp }, method, state);
      if (!segment) return 'no-balance';
      const { edges, watchers } = this.watchers();
      const outcome = integrate(segment.integrator, {
        end,
        stop: () => this.isRunaway || context.stopped(),
        switching: watchers,
        onStep: (integrator, until) => {
          recorder.onStep(segment, until);
          this.isRunaway = this.hasRunAway(integrator.state);
          context.progress(integrator.time / duration);
        },
      });
      this.time = outcome.time;
      if (outcome.status === 'finished') endState(segment, state);
      else if (outcome.status === 'switched') {
        this.takeState(segment, outcome.time);
        this.passed(edges[outcome.index]!);
      } else if (this.isRunaway) return 'finished';
      else return outcome.status === 'cancelled' ? 'cancelled' : 'failed';
    }
    return 'finished';
  }

  private hasRunAway(theta: Float64Array): boolean {
    const { edgeFrom, edgeTo } = this.problem.network;
    return this.slipped.some(
      (hasSlipped, edge) =>
        hasSlipped === 1 && Math.abs(theta[edgeFrom[edge]!]! - theta[edgeTo[edge]!]!) > RUNAWAY,
    );
  }

  private angle(edge: number): number {
    const { edgeFrom, edgeTo } = this.problem.network;
    return this.state.theta[edgeFrom[edge]!]! - this.state.theta[edgeTo[edge]!]!;
  }

  /** Opening one branch may leave others beyond their limits at once. */
  private openBeyondLimit(): void {
    const { tripAngle } = this.problem;
    for (let edge = 0; edge < tripAngle.length; edge++) {
      if (this.weight[edge] !== 0 && Math.abs(this.angle(edge)) > tripAngle[edge]!) this.open(edge);
    }
  }

  private open(edge: number): void {
    this.weight[edge] = 0;
    this.trips.push({ time: this.time, edge, angle: this.angle(edge) });
  }

  private passed(edge: number): void {
    if (Number.isFinite(this.problem.tripAngle[edge]!)) {
      this.open(edge);
      return;
    }
    this.slipped[edge] = 1;
    this.lost ??= { time: this.time, edge, angle: this.angle(edge) };
  }

  /** One function per closed edge: what is left to its limit, or to pi where it has none. */
  private watchers(): {
    readonly edges: readonly number[];
    readonly watchers: readonly SwitchingFunction[];
  } {
    const { network, tripAngle } = this.problem;
    const edges = [...tripAngle.keys()].filter(
      (edge) => this.weight[edge] !== 0 && this.slipped[edge] === 0,
    );
    const watchers = edges.map((edge): SwitchingFunction => {
      const from = network.edgeFrom[edge]!;
      const to = network.edgeTo[edge]!;
      const most = Math.min(tripAngle[edge]!, Math.PI);
      return (_t, component) => most - Math.abs(component(from) - component(to));
    });
    return { edges, watchers };
  }

  private takeState({ integrator, machines }: Segment, time: number): void {
    const { theta, omega } = this.state;
    for (let i = 0; i < theta.length; i++) {
      theta[i] = integrator.component(i, time);
      omega[i] = integrator.slope(i, time);
    }
    machines.forEach((node, k) => (omega[node] = integrator.component(theta.length + k, time)));
  }
}
