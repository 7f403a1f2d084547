import { edgeDifferences } from './cohesiveness.ts';
import { LaplacianSolver } from './laplacian-solver.ts';
import type { OscillatorNetwork } from './oscillator-network.ts';

/** The end of a stress: how much loading, where, and why no more. */
export interface LoadingEnd {
  /**
   * limit: the edge reaches its angle limit. saddle-node: the synchronous state meets an unstable
   * one and disappears. beyond-limit: an edge is beyond its limit without any loading. no-solution:
   * there is no synchronous state to begin with. unlimited: the direction strains no edge. lost: the
   * branch could not be followed.
   */
  readonly cause: 'limit' | 'saddle-node' | 'beyond-limit' | 'no-solution' | 'unlimited' | 'lost';
  /** NaN where there is none. */
  readonly loading: number;
  /** -1 where there is none. */
  readonly edge: number;
  /** Angles there; of the last state found where the branch was lost. */
  readonly theta: Float64Array;
  /** Edges between the two sides that part at a saddle-node; empty at a limit. */
  readonly cut: readonly number[];
}

/** Angles that differ by less are equal. */
const TIE = 1e-9;

/**
 * Loading at which the linear differences d + loading g reach sin(limit) on the first edge, with
 * d = Bᵀ L⁺ omega and g = Bᵀ L⁺ direction: condition (2) of paper B for a stressed network, linear
 * in the loading. A limit of Infinity counts as pi/2, the condition for existence (4).
 *
 * @param limit largest angle of each edge, rad, pi/2 or less, or Infinity
 */
export function predictedLoading(
  network: OscillatorNetwork,
  direction: Float64Array,
  limit: Float64Array,
): LoadingEnd {
  const strain = linearStrain(network, direction);
  const ended = (cause: LoadingEnd['cause'], loading = NaN, edge = -1): LoadingEnd => {
    const theta = strain?.theta.map((angle, i) => angle + (loading || 0) * strain.turn[i]!);
    return { cause, loading, edge, theta: theta ?? new Float64Array(network.n), cut: [] };
  };
  if (!strain) return ended('lost');
  const sine = limit.map((angle) => Math.sin(Math.min(angle, Math.PI / 2)));
  const beyond = farthestBeyond(network, strain.difference, sine);
  if (beyond >= 0) return ended('beyond-limit', 0, beyond);
  const { reach, edge } = firstReached(network, strain.difference, strain.growth, sine);
  if (edge < 0) return ended('unlimited');
  return ended(limit[edge]! <= Math.PI / 2 ? 'limit' : 'saddle-node', Math.max(reach, 0), edge);
}

/** The linear solution and what one unit of loading adds to it. */
export interface LinearStrain {
  readonly theta: Float64Array;
  readonly turn: Float64Array;
  /** Over each edge. */
  readonly difference: Float64Array;
  readonly growth: Float64Array;
}

/** L⁺ omega and L⁺ direction; null where the system is singular. Cost: one factorization. */
export function linearStrain(
  network: OscillatorNetwork,
  direction: Float64Array,
): LinearStrain | null {
  const laplacian = new LaplacianSolver(network);
  if (laplacian.factorize(network.weight).status === 'singular') return null;
  const theta = new Float64Array(network.n);
  const turn = new Float64Array(network.n);
  laplacian.solve(network.omega, theta);
  laplacian.solve(direction, turn);
  const difference = edgeDifferences(network, theta);
  return { theta, turn, difference, growth: edgeDifferences(network, turn) };
}

/**
 * Where the first edge passes the limit that it is pushed towards, on the whole line of loadings:
 * negative where the base is beyond it. NaN where the direction strains no edge.
 */
export function linearCrossing(
  network: OscillatorNetwork,
  { difference, growth }: LinearStrain,
  limit: Float64Array,
): number {
  const sine = limit.map((angle) => Math.sin(Math.min(angle, Math.PI / 2)));
  const { reach, edge } = firstReached(network, difference, growth, sine);
  return edge < 0 ? NaN : reach;
}

/** The first edge on which value + reach rate is the bound that it moves towards; edge -1 where none is. */
export function firstReached(
  { weight }: OscillatorNetwork,
  value: Float64Array,
  rate: Float64Array,
  bound: Float64Array,
): { readonly reach: number; readonly edge: number } {
  let reach = Infinity;
  let edge = -1;
  for (let e = 0; e < weight.length; e++) {
    if (weight[e] === 0 || rate[e] === 0) continue;
    const far = (Math.sign(rate[e]!) * bound[e]! - value[e]!) / rate[e]!;
    if (far >= reach) continue;
    reach = far;
    edge = e;
  }
  return { reach, edge };
}

/** The edge farthest beyond its bound; -1 where none is. */
export function farthestBeyond(
  { weight }: OscillatorNetwork,
  value: Float64Array,
  bound: Float64Array,
): number {
  let most = TIE;
  let edge = -1;
  for (let e = 0; e < weight.length; e++) {
    const excess = Math.abs(value[e]!) - bound[e]!;
    if (weight[e] === 0 || excess <= most) continue;
    most = excess;
    edge = e;
  }
  return edge;
}
