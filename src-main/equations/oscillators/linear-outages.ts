import { descendingOrder } from '../../numerics/sorting/descending-order.ts';
import { PairSolver } from '../../numerics/sparse/pair-solve.ts';
import { edgeDifferences } from './cohesiveness.ts';
import type { WorstDifference } from './cohesiveness.ts';
import { edgeReach } from './edge-reach.ts';
import type { EdgeReach } from './edge-reach.ts';
import type { LaplacianSolver } from './laplacian-solver.ts';
import type { OscillatorNetwork } from './oscillator-network.ts';
import { RefinedPairs } from './refined-pairs.ts';

/** Edges whose columns all outages share: the more, the fewer path solves, and the more full solves. */
const HEAD = 16;
/** An error of the resistance that a difference of inverse entries may leave in the new flows. */
const TOLERATED_ERROR = 1e-12;

/**
 * max |Bᵀ L⁺ omega| after outages, by rank-one updates of one factorization.
 *
 * Taking b off the coupling of edge f = (i, j) adds kappa x to the linear solution, with
 * x = L⁺ (e_i - e_j) and kappa = b d_f / (1 - b R_f), R_f = x_i - x_j (Sherman & Morrison 1950).
 * Most edges need no x: |x_a - x_b| is at most the reach of f, and at most the reach of (a, b)
 * (see `edgeReach`), so an edge matters only if |d| + |kappa| reach can exceed the maximum so far.
 * Edges are tried by falling |d|. The few that matter take their x from a column L⁺ (e_a - e_b)
 * that all outages share (by reciprocity x_a - x_b = y_i - y_j), or from a solve along the paths of
 * the elimination tree. The maximum found is exact.
 */
export class LinearOutages {
  private readonly network: OscillatorNetwork;
  private readonly laplacian: LaplacianSolver;
  private readonly difference: Float64Array;
  private readonly reach: EdgeReach;
  /** Edges by falling |difference|. */
  private readonly order: Int32Array;
  private readonly pairs: Pick<PairSolver, 'start' | 'at'>;
  /** L⁺ (e_a - e_b) of the first edges of `order`, made when first wanted. */
  private readonly columns: (Float64Array | undefined)[];
  /** Differences of L⁺ (s - e_r), s the shares in an imbalance, r the root; made when wanted. */
  private readonly shares: Float64Array;
  private shareDifference: Float64Array | null = null;

  /**
   * @param laplacian factorized with the weights of the network
   * @param theta L⁺ omega
   * @param shares who takes an imbalance: nonnegative, with sum one
   */
  constructor(
    network: OscillatorNetwork,
    laplacian: LaplacianSolver,
    theta: Float64Array,
    shares: Float64Array,
  ) {
    this.network = network;
    this.laplacian = laplacian;
    this.difference = edgeDifferences(network, theta);
    this.order = descendingOrder(this.difference.map(Math.abs));
    this.reach = edgeReach(network, laplacian);
    this.pairs = laplacian.isRefined
      ? new RefinedPairs(laplacian, network.n)
      : new PairSolver(laplacian.factor);
    this.columns = new Array<Float64Array | undefined>(HEAD);
    this.shares = shares;
  }

  /**
   * After `coupling` is taken off an edge; the edge itself drops out where nothing is left of it.
   * The edge must not be a bridge that drops out. A singular system has the worst value Infinity.
   */
  afterBranch(edge: number, coupling: number): WorstDifference {
    const { difference, reach, order, network } = this;
    const i = network.edgeFrom[edge]!;
    const j = network.edgeTo[edge]!;
    const gone = remainingCoupling(network.weight[edge]!, coupling) === 0;
    let resistance = reach.resistance[edge]!;
    let started = false;
    if (
      reach.error[edge]! * Math.abs(coupling) >
      TOLERATED_ERROR * Math.abs(1 - coupling * resistance)
    ) {
      resistance = this.pairs.start(i, j);
      started = true;
    }
    const kappa = (coupling * difference[edge]!) / (1 - coupling * resistance);
    if (!Number.isFinite(kappa)) return { value: Infinity, edge };
    const scale = Math.abs(kappa);
    const farthest = scale * reach.reach[edge]!;
    let value = -1;
    let worst = -1;
    for (let p = 0; p < order.length; p++) {
      const e = order[p]!;
      const size = Math.abs(difference[e]!);
      if (size + farthest <= value) break;
      if (size + scale * reach.reach[e]! <= value || (gone && e === edge)) continue;
      let change = resistance;
      if (e !== edge) {
        const column = this.columnOf(p);
        if (column) change = column[i]! - column[j]!;
        else {
          if (!started) this.pairs.start(i, j);
          started = true;
          change = this.pairs.at(network.edgeFrom[e]!) - this.pairs.at(network.edgeTo[e]!);
        }
      }
      const after = Math.abs(difference[e]! + kappa * change);
      if (after > value) [value, worst] = [after, e];
    }
    return { value: Math.max(value, 0), edge: worst };
  }

  /**
   * After `power` more is injected at a node and taken from all nodes by their shares: the loss of a
   * machine (power < 0), and what remains when a bridge is cut (see `Outages`).
   *
   * @param isCut edges that are no longer part of the network
   */
  afterShift(node: number, power: number, isCut: (edge: number) => boolean): WorstDifference {
    const { difference, reach, order, network, pairs } = this;
    const shared = (this.shareDifference ??= this.solveShares());
    pairs.start(node, this.root());
    const scale = Math.abs(power);
    let value = -1;
    let worst = -1;
    for (let p = 0; p < order.length; p++) {
      const e = order[p]!;
      if (Math.abs(difference[e]!) + scale * reach.reach[e]! <= value || isCut(e)) continue;
      const change = pairs.at(network.edgeFrom[e]!) - pairs.at(network.edgeTo[e]!);
      const after = Math.abs(difference[e]! + power * (change - shared[e]!));
      if (after > value) [value, worst] = [after, e];
    }
    return { value: Math.max(value, 0), edge: worst };
  }

  private columnOf(position: number): Float64Array | undefined {
    if (position >= this.columns.length) return undefined;
    const known = this.columns[position];
    if (known) return known;
    const edge = this.order[position]!;
    const column = new Float64Array(this.network.n);
    column[this.network.edgeFrom[edge]!] = 1;
    column[this.network.edgeTo[edge]!] = -1;
    this.laplacian.solve(column, column);
    this.columns[position] = column;
    return column;
  }

  private solveShares(): Float64Array {
    const potential = this.shares.slice();
    potential[this.root()]! -= 1;
    this.laplacian.solve(potential, potential);
    return edgeDifferences(this.network, potential);
  }

  private root(): number {
    const { order } = this.laplacian.factor.symbolic;
    return order[order.length - 1]!;
  }
}

/** weight - lost; 0 where that is rounding error. */
export function remainingCoupling(weight: number, lost: number): number {
  const left = weight - lost;
  return Math.abs(left) <= 1e-12 * (Math.abs(weight) + Math.abs(lost)) ? 0 : left;
}
