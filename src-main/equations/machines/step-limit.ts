import { RandomStream } from '../../numerics/random/random-stream.ts';
import type { OscillatorNetwork } from '../oscillators/oscillator-network.ts';
import { machineNodes } from './machine-nodes.ts';

/**
 * The largest |lambda| dt that RK4 bears anywhere in the left half plane: its stability region
 * holds the half disc of this radius (2.785 on the real axis, 2.828 on the imaginary one).
 */
export const rk4StabilityRadius = 2.6;

export interface FastestRate {
  /** Estimate or bound of the largest |eigenvalue| of the linearized equations, 1/s. */
  readonly rate: number;
  /** The node where the bound is attained. */
  readonly node: number;
}

/**
 * Bound of all |eigenvalues| of the swing equations, linearized at any angles (Gershgorin, with
 * each omega in units of beta_i = sqrt(2 sum_j a_ij / M_i)):
 *
 *   nodes without inertia  2 sum_j |a_ij| / D_i        machines  D_i / M_i + beta_i
 *
 * Cost O(edges). Up to twice too large.
 */
export function fastestRateBound(network: OscillatorNetwork): FastestRate {
  const { n, M, D } = network;
  const strength = strengths(network);
  let rate = 0;
  let node = 0;
  for (let i = 0; i < n; i++) {
    const pull = 2 * strength[i]!;
    const here = M[i]! > 0 ? D[i]! / M[i]! + Math.sqrt(pull / M[i]!) : pull / D[i]!;
    if (!(here > rate)) continue;
    rate = here;
    node = i;
  }
  return { rate, node };
}

const iterations = 120;
const averaged = 40;
/** The iteration comes from below: what it may still lack. */
const margin = 1.03;

/**
 * Estimate of the same by power iteration at theta = 0, where the couplings are strongest, put 3 %
 * on the safe side and never above the bound. Reproducible. Cost O(120 edges).
 */
export function fastestRate(network: OscillatorNetwork): FastestRate {
  const bound = fastestRateBound(network);
  const jacobian = new LinearizedSwing(network);
  const random = new RandomStream(1);
  let v = Float64Array.from({ length: jacobian.dimension }, () => random.uniform() - 0.5);
  let image = new Float64Array(jacobian.dimension);
  normalize(v);
  let logGrowth = 0;
  for (let k = 0; k < iterations; k++) {
    jacobian.apply(v, image);
    const growth = normalize(image);
    // Averaged over many rounds, since a complex pair makes single ones swing.
    if (k >= iterations - averaged) logGrowth += Math.log(growth) / averaged;
    [v, image] = [image, v];
  }
  const estimate = margin * Math.exp(logGrowth);
  // Without couplings the iteration dies out, and the bound is exact.
  return Number.isNaN(estimate) ? bound : { ...bound, rate: Math.min(estimate, bound.rate) };
}

/** The swing equations at theta = 0, each omega in units of its beta: [theta, omega / beta]. */
class LinearizedSwing {
  readonly dimension: number;
  private readonly network: OscillatorNetwork;
  private readonly machines: Int32Array;
  private readonly beta: Float64Array;

  constructor(network: OscillatorNetwork) {
    const strength = strengths(network);
    this.network = network;
    this.machines = machineNodes(network);
    this.dimension = network.n + this.machines.length;
    this.beta = Float64Array.from(this.machines, (i) =>
      Math.sqrt(Math.max((2 * strength[i]!) / network.M[i]!, Number.MIN_VALUE)),
    );
  }

  apply(v: Float64Array, out: Float64Array): void {
    const { machines, beta } = this;
    const { n, edgeFrom, edgeTo, weight, M, D } = this.network;
    out.fill(0);
    for (let e = 0; e < weight.length; e++) {
      const i = edgeFrom[e]!;
      const j = edgeTo[e]!;
      const flow = weight[e]! * (v[i]! - v[j]!);
      out[i]! -= flow;
      out[j]! += flow;
    }
    for (let i = 0; i < n; i++) if (!(M[i]! > 0)) out[i]! /= D[i]!;
    for (let k = 0; k < machines.length; k++) {
      const i = machines[k]!;
      out[n + k] = out[i]! / (M[i]! * beta[k]!) - (D[i]! / M[i]!) * v[n + k]!;
      out[i] = beta[k]! * v[n + k]!;
    }
  }
}

/** sum_j |a_ij| of each node. */
function strengths({ n, edgeFrom, edgeTo, weight }: OscillatorNetwork): Float64Array {
  const strength = new Float64Array(n);
  for (let e = 0; e < weight.length; e++) {
    strength[edgeFrom[e]!]! += Math.abs(weight[e]!);
    strength[edgeTo[e]!]! += Math.abs(weight[e]!);
  }
  return strength;
}

/** Scales v to length 1 and returns the length that it had. */
function normalize(v: Float64Array): number {
  let squares = 0;
  for (let i = 0; i < v.length; i++) squares += v[i]! * v[i]!;
  const length = Math.sqrt(squares);
  for (let i = 0; i < v.length; i++) v[i]! /= length;
  return length;
}
