import { cosineSeries, sincos, sineSeries } from '../../numerics/sincos/sincos.ts';
import {
  fastestTurn,
  isUniform,
  layoutOf,
  mostTraced,
  requireTraced,
  strengthSum,
} from './mean-field-runs.ts';
import type { MeanFieldLayout, MeanFieldRuns, MeanFieldStepper } from './mean-field-runs.ts';

/** Stages that turn by less than the first need four terms of the sine's series, the second six. */
const nearReach = 0.125;
const wideReach = 0.78;
/** Full sines and cosines are taken every so many steps. */
const renewal = 16;

const [s1, s2, s3, s4, s5, s6] = sineSeries;
const [c1, c2, c3, c4, c5, c6] = cosineSeries;

/**
 * Classical Runge–Kutta steps of the Kuramoto model with couplings K s_i s_j / N (paper A, equation
 * 2, where s = 1) by its mean field:
 *
 *   theta_i' = omega_i + (K/N) s_i sum_j s_j sin(theta_j - theta_i)
 *
 * The sum needs only z = (1/N) sum_j s_j exp(i theta_j): O(N) an evaluation. The stages and the steps
 * turn the phasors by small increments, with a series that the increments allow; full sines and
 * cosines are taken every 16 steps, before rounding adds up to 1e-14 (twice as fast). Sums over one
 * run take even and odd oscillators apart, as two doubles an instruction do: `KuramotoKernel` gives
 * the same bits.
 *
 * Cost: some 160 operations an oscillator and step.
 */
export class MeanFieldSteps implements MeanFieldStepper {
  readonly coherence = new Float64Array(2 * mostTraced);
  readonly weighted = new Float64Array(2 * mostTraced);

  private readonly layout: MeanFieldLayout;
  private readonly theta: Float64Array;
  private readonly omega: Float64Array;
  private readonly strength: Float64Array;
  private readonly inverse: Float64Array;
  private readonly uniform: boolean;
  private readonly sin: Float64Array;
  private readonly cos: Float64Array;
  private readonly stageSin: Float64Array;
  private readonly stageCos: Float64Array;
  private readonly sum: Float64Array;
  private readonly gain: readonly [number, number];
  private readonly perStrength: readonly [number, number];
  private readonly fastest: number;
  /** The field times K / N of both systems: sine parts, then cosine parts. */
  private readonly field = new Float64Array(4);

  constructor(runs: MeanFieldRuns) {
    const layout = (this.layout = layoutOf(runs));
    const { n, length } = layout;
    const workspace = (): Float64Array => new Float64Array(length);
    [this.theta, this.omega] = [workspace(), workspace()];
    [this.strength, this.inverse] = [workspace(), workspace()];
    this.uniform = isUniform(runs);
    [this.sin, this.cos, this.sum] = [workspace(), workspace(), workspace()];
    [this.stageSin, this.stageCos] = [workspace(), workspace()];
    runs.forEach((run, r) => {
      for (let i = 0; i < n; i++) {
        const at = layout.entry(r, i);
        this.theta[at] = run.theta0[i]!;
        this.omega[at] = run.omega[i]!;
        this.strength[at] = run.strength?.[i] ?? 1;
        this.inverse[at] = 1 / this.strength[at];
      }
    });
    const [first, second] = [runs[0], runs[runs.length - 1]!];
    this.gain = [first.K / n, second.K / n];
    this.perStrength = [1 / strengthSum(first), 1 / strengthSum(second)];
    this.fastest = fastestTurn(runs);
  }

  advance(count: number, h: number): void {
    const { sin, cos, stageSin, stageCos } = this;
    requireTraced(count);
    const reach = Math.abs(h) * this.fastest;
    const isFar = reach > wideReach;
    for (let step = 0; step < count; step++) {
      if (isFar || step % renewal === 0) this.measure(step);
      this.stage(sin, cos, h / 2, reach);
      this.stage(stageSin, stageCos, h / 2, reach);
      this.stage(stageSin, stageCos, h, reach);
      const next = step + 1;
      const isCarried = !isFar && next % renewal !== 0 && next < count;
      this.finish(h, isCarried ? reach : null);
      if (isCarried) this.setSums(next);
    }
  }

  look(): void {
    this.measure(0);
  }

  angles(run: number, out: Float64Array): void {
    for (let i = 0; i < this.layout.n; i++) out[i] = this.theta[this.layout.entry(run, i)]!;
  }

  /** Phasors s exp(i theta) at the start of a step, and the coherence there. */
  private measure(step: number): void {
    const { sin, cos, strength, layout } = this;
    sincos(this.theta, sin, cos, layout.length);
    for (let i = 0; i < layout.length; i++) {
      sin[i]! *= strength[i]!;
      cos[i]! *= strength[i]!;
    }
    this.setSums(step);
  }

  /** The field, and the coherence at the start of a step, from its phasors. */
  private setSums(step: number): void {
    const { sin, cos, inverse, layout, uniform } = this;
    const plain = new PhasorSum(layout.isPaired);
    const heavy = new PhasorSum(layout.isPaired);
    for (let i = 0; i < layout.length; i += 2) {
      const [s0, c0, s1, c1] = [sin[i]!, cos[i]!, sin[i + 1]!, cos[i + 1]!];
      heavy.add(s0, c0, s1, c1);
      if (uniform) continue;
      const [v0, v1] = [inverse[i]!, inverse[i + 1]!];
      plain.add(s0 * v0, c0 * v0, s1 * v1, c1 * v1);
    }
    this.setField(heavy);
    for (const run of [0, 1] as const) {
      const size = heavy.size(run);
      this.weighted[2 * step + run] = size * this.perStrength[run];
      this.coherence[2 * step + run] = (uniform ? size : plain.size(run)) * (1 / layout.n);
    }
  }

  private setField(sum: PhasorSum): void {
    const { gain, field } = this;
    field[0] = gain[0] * sum.sin(0);
    field[1] = gain[1] * sum.sin(1);
    field[2] = gain[0] * sum.cos(0);
    field[3] = gain[1] * sum.cos(1);
  }

  private rate(i: number, sin: Float64Array, cos: Float64Array): number {
    const run = i & 1;
    return this.omega[i]! + this.field[run]! * cos[i]! - this.field[2 + run]! * sin[i]!;
  }

  /** The rate k at the phasors given, and the phasors at theta + a k. */
  private stage(sin: Float64Array, cos: Float64Array, a: number, reach: number): void {
    const { sum, stageSin, stageCos, layout } = this;
    const isFirst = sin === this.sin;
    for (let i = 0; i < layout.length; i++) {
      const k = this.rate(i, sin, cos);
      sum[i] = isFirst ? 0.5 * k : sum[i]! + k;
      const d = a * k;
      if (reach > wideReach) stageSin[i] = this.theta[i]! + d;
      else this.turn(i, d, reach <= nearReach, stageSin, stageCos);
    }
    if (reach > wideReach) this.phasorsOf(stageSin);
    const all = new PhasorSum(layout.isPaired);
    for (let i = 0; i < layout.length; i += 2) {
      all.add(stageSin[i]!, stageCos[i]!, stageSin[i + 1]!, stageCos[i + 1]!);
    }
    this.setField(all);
  }

  /** The phasor of an oscillator, turned by d. */
  private turn(i: number, d: number, near: boolean, sin: Float64Array, cos: Float64Array): void {
    const z = d * d;
    const zz = z * z;
    const sinTail = near
      ? s1 + z * s2 + zz * (s3 + z * s4)
      : s1 + z * s2 + zz * (s3 + z * s4 + zz * (s5 + z * s6));
    const cosTail = near
      ? c1 + z * c2 + zz * (c3 + z * c4)
      : c1 + z * c2 + zz * (c3 + z * c4 + zz * (c5 + z * c6));
    const sd = d + d * z * sinTail;
    const cd = 1 - 0.5 * z + zz * cosTail;
    const s = this.sin[i]!;
    const c = this.cos[i]!;
    sin[i] = s * cd + c * sd;
    cos[i] = c * cd - s * sd;
  }

  /** stageSin holds angles and is overwritten. */
  private phasorsOf(angle: Float64Array): void {
    const { stageSin, stageCos, strength, layout } = this;
    sincos(angle.slice(), stageSin, stageCos, layout.length);
    for (let i = 0; i < layout.length; i++) {
      stageSin[i]! *= strength[i]!;
      stageCos[i]! *= strength[i]!;
    }
  }

  /** Ends a step; turns the phasors along where a reach is given. */
  private finish(h: number, reach: number | null): void {
    const { theta, sum, sin, cos, stageSin, stageCos, layout } = this;
    for (let i = 0; i < layout.length; i++) {
      const d = (h / 3) * (sum[i]! + 0.5 * this.rate(i, stageSin, stageCos));
      theta[i]! += d;
      if (reach !== null) this.turn(i, d, reach <= nearReach, sin, cos);
    }
  }
}

/** The sums of sine and cosine over two systems, or over the halves of one. */
class PhasorSum {
  private s0 = 0;
  private s1 = 0;
  private c0 = 0;
  private c1 = 0;
  private readonly isPaired: boolean;

  constructor(isPaired: boolean) {
    this.isPaired = isPaired;
  }

  add(s0: number, c0: number, s1: number, c1: number): void {
    this.s0 += s0;
    this.c0 += c0;
    this.s1 += s1;
    this.c1 += c1;
  }

  sin(run: number): number {
    if (!this.isPaired) return this.s0 + this.s1;
    return run === 0 ? this.s0 : this.s1;
  }

  cos(run: number): number {
    if (!this.isPaired) return this.c0 + this.c1;
    return run === 0 ? this.c0 : this.c1;
  }

  size(run: number): number {
    const [s, c] = [this.sin(run), this.cos(run)];
    return Math.sqrt(s * s + c * c);
  }
}
