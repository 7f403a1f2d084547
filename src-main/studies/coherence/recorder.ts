import type {
  CoherenceAtCoupling,
  CoherenceCurve,
  LocalCoherence,
} from '../../../src-shared/studies/coherence.ts';
import {
  groupCoherence,
  linkCoherence,
  unitCoherence,
  weightedCoherence,
} from '../../equations/oscillators/coherence.ts';
import { orderParameter } from '../../equations/oscillators/cohesiveness.ts';
import type { OscillatorNetwork } from '../../equations/oscillators/oscillator-network.ts';
import { trailingMean } from '../../numerics/statistics/trailing-mean.ts';
import { keptSteps } from './setting.ts';
import type { Clock } from './setting.ts';

export interface CoherenceGroup {
  readonly name: string;
  /** Identifiers, and the nodes that they are. */
  readonly nodes: readonly number[];
  readonly members: Int32Array;
}

/** What is measured along a single run. */
export interface Measured {
  readonly n: number;
  readonly groups: readonly CoherenceGroup[];
  readonly weights: Float64Array;
  /** What the links run between: the edges of a network, or all pairs by their strengths s_i s_j. */
  readonly links:
    | Pick<OscillatorNetwork, 'n' | 'edgeFrom' | 'edgeTo' | 'weight'>
    | { readonly strength: Float64Array };
}

/** The coherence on all its scales at the kept steps of one run. */
export class CoherenceRecorder {
  private readonly clock: Clock;
  private readonly window: number;
  private readonly measured: Measured;
  private readonly time: number[];
  private readonly whole: number[] = [];
  private readonly weighted: number[] = [];
  private readonly links: number[] = [];
  private readonly local: number[][];
  private readonly unit: Float64Array;
  private readonly unitSum: Float64Array;
  private readonly atFirst: Float64Array;
  private readonly atLast: Float64Array;
  private readonly theta: Float64Array;
  private firstTime = NaN;
  private lastTime = NaN;

  constructor(clock: Clock, window: number, measured: Measured) {
    const perNode = (): Float64Array => new Float64Array(measured.n);
    this.clock = clock;
    this.window = window;
    this.measured = measured;
    this.time = keptSteps(clock).map((step) => step * clock.dt);
    this.local = measured.groups.map(() => []);
    this.unit = perNode();
    this.unitSum = perNode();
    this.atFirst = perNode();
    this.atLast = perNode();
    this.theta = perNode();
  }

  /** Called once for each kept step, in their order. */
  record(theta: Float64Array): void {
    const { groups, weights, links } = this.measured;
    const time = this.time[this.whole.length]!;
    this.theta.set(theta);
    this.whole.push(orderParameter(theta).r);
    this.weighted.push(weightedCoherence(theta, weights));
    // Over all pairs, self-links included as in paper A, sum s_i s_j cos = |sum s exp(i theta)|².
    this.links.push(
      'strength' in links
        ? weightedCoherence(theta, links.strength) ** 2
        : linkCoherence(links, links.weight, theta),
    );
    groups.forEach((group, g) => this.local[g]!.push(groupCoherence(theta, group.members)));
    if (this.isAveraged(time)) this.recordUnits(theta, time);
  }

  result(K: number): CoherenceAtCoupling {
    const { dt, stride } = this.clock;
    const width = Math.max(1, Math.round(this.window / (stride * dt)));
    const averaged = this.time.filter((time) => this.isAveraged(time)).length;
    const span = this.lastTime - this.firstTime;
    const whole = this.curve(this.whole);
    return {
      K,
      meanCoherence: whole.mean,
      meanCoherenceWholeRun: mean(this.whole),
      coherence: whole.coherence,
      windowed: Array.from(trailingMean(this.whole, width)),
      local: this.measured.groups.map(({ name, nodes }, g): LocalCoherence => ({
        name,
        nodes,
        ...this.curve(this.local[g]!),
      })),
      weighted: this.curve(this.weighted),
      links: this.curve(this.links),
      units: Array.from(this.unitSum, (sum) => sum / averaged),
      meanFrequencies:
        span > 0 ? Array.from(this.atLast, (end, i) => (end - this.atFirst[i]!) / span) : [],
      thetaFinal: Array.from(this.theta),
      spread: null,
    };
  }

  private isAveraged(time: number): boolean {
    const { dt, first, last } = this.clock;
    return time >= (first - 0.5) * dt && time <= (last + 0.5) * dt;
  }

  private recordUnits(theta: Float64Array, time: number): void {
    unitCoherence(theta, this.unit);
    for (let i = 0; i < theta.length; i++) this.unitSum[i]! += this.unit[i]!;
    if (Number.isNaN(this.firstTime)) {
      this.firstTime = time;
      this.atFirst.set(theta);
    }
    this.lastTime = time;
    this.atLast.set(theta);
  }

  private curve(values: readonly number[]): CoherenceCurve {
    const averaged = values.filter((_, k) => this.isAveraged(this.time[k]!));
    return { mean: mean(averaged), final: values[values.length - 1]!, coherence: values };
  }
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
