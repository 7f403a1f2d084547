import { sincos } from '../../numerics/sincos/sincos.ts';
import type { OscillatorNetwork } from '../oscillators/oscillator-network.ts';
import type { Ramp } from './machine-nodes.ts';

/**
 * Evaluates the power that accelerates each node,
 *
 *   p_i = omega_i + rate_i (t - start) - sum_j a_ij sin(theta_i - theta_j + phi_ij)   (paper B, 1)
 *
 * with one sine and cosine a node instead of one a line: sin(a - b) = sin a cos b - cos a sin b.
 * Reads the network's arrays at every call, so that events may change weights and injections in
 * place. Cost: n sincos and about eight operations an edge; nothing is allocated.
 */
export class PowerImbalance {
  readonly network: OscillatorNetwork;
  ramp: Ramp | null = null;
  /** sin theta and cos theta of the last evaluation. */
  readonly sin: Float64Array;
  readonly cos: Float64Array;

  private readonly shiftSin: Float64Array;
  private readonly shiftCos: Float64Array;

  constructor(network: OscillatorNetwork) {
    const { n, phaseShift } = network;
    this.network = network;
    this.sin = new Float64Array(n);
    this.cos = new Float64Array(n);
    this.shiftSin = new Float64Array(phaseShift?.length ?? 0);
    this.shiftCos = new Float64Array(phaseShift?.length ?? 0);
    if (phaseShift) sincos(phaseShift, this.shiftSin, this.shiftCos);
  }

  /** p[i] for i < n; theta and p may be longer and the rest of p is not touched. */
  evaluate(t: number, theta: Float64Array, p: Float64Array): void {
    const { n, omega } = this.network;
    sincos(theta, this.sin, this.cos, n);
    for (let i = 0; i < n; i++) p[i] = omega[i]!;
    if (this.ramp) {
      const { start, rate } = this.ramp;
      for (let i = 0; i < n; i++) p[i]! += rate[i]! * (t - start);
    }
    if (this.network.phaseShift) this.subtractLossyFlows(p);
    else this.subtractFlows(p);
  }

  private subtractFlows(p: Float64Array): void {
    const { edgeFrom, edgeTo, weight } = this.network;
    const { sin, cos } = this;
    for (let e = 0; e < weight.length; e++) {
      const i = edgeFrom[e]!;
      const j = edgeTo[e]!;
      const flow = weight[e]! * (sin[i]! * cos[j]! - cos[i]! * sin[j]!);
      p[i]! -= flow;
      p[j]! += flow;
    }
  }

  private subtractLossyFlows(p: Float64Array): void {
    const { edgeFrom, edgeTo, weight } = this.network;
    const { sin, cos, shiftSin, shiftCos } = this;
    for (let e = 0; e < weight.length; e++) {
      const i = edgeFrom[e]!;
      const j = edgeTo[e]!;
      const inPhase = weight[e]! * shiftSin[e]! * (cos[i]! * cos[j]! + sin[i]! * sin[j]!);
      const across = weight[e]! * shiftCos[e]! * (sin[i]! * cos[j]! - cos[i]! * sin[j]!);
      p[i]! -= inPhase + across;
      p[j]! -= inPhase - across;
    }
  }
}
