import { edgeDifferences } from '../oscillators/cohesiveness.ts';
import { LaplacianSolver } from '../oscillators/laplacian-solver.ts';
import { remainingCoupling } from '../oscillators/linear-outages.ts';
import { findIslands } from './islands.ts';
import type { NetworkModel } from './network-model.ts';
import type { Outage } from './outage.ts';
import type { Outages } from './outages.ts';

/** The whole linear solution after an outage. */
export interface OutageSolution {
  /** theta_from - theta_to of every edge, 0 on those that are gone. */
  readonly difference: Float64Array;
  /** Nodes cut off from the largest island. */
  readonly cutOff: Int32Array;
}

/** More edges at once are factorized anew: their update would lose more digits than it saves time. */
const MOST_EDGES = 12;
/** A pivot below this share of its coupling's 1 / b: the edges cut the network in two. */
const SINGULAR = 1e-8;
/** Columns L⁺ (e_i - e_j) that are kept for the next outages. */
const MOST_COLUMNS = 512;
const NO_NODES = new Int32Array(0);

/**
 * The differences on all edges after outages of several elements, by updates of one factorization:
 * without the couplings b_k of r edges, the solution is y + X c with y = L⁺ omega', X = L⁺ V and
 * (diag(1 / b) - Vᵀ X) c = Vᵀ y, V the columns of B of these edges (Sherman, Morrison, Woodbury). A
 * singular r x r system means that they cut the network: then edges to what is cut off stay, without
 * flow.
 *
 * Cost of a pair whose columns are known: O(edges); of a first one, a solve for each edge.
 */
export class OutageSolutions {
  private readonly model: NetworkModel;
  private readonly outages: Outages;
  private readonly laplacian: LaplacianSolver;
  private readonly base: Float64Array;
  private readonly columns = new Map<number, Float64Array>();
  private solver: LaplacianSolver | null = null;

  /**
   * @param outages of the same model: what remains where buses are cut off
   * @param laplacian factorized with the couplings of the network
   * @param theta L⁺ omega
   */
  constructor(
    model: NetworkModel,
    outages: Outages,
    laplacian: LaplacianSolver,
    theta: Float64Array,
  ) {
    this.model = model;
    this.outages = outages;
    this.laplacian = laplacian;
    this.base = edgeDifferences(model.network, theta);
  }

  /** null where what remains has a singular system, which negative couplings can make it. */
  solve(outage: Outage): OutageSolution | null {
    if (outage.edges.size <= MOST_EDGES) {
      const whole = this.updated([...outage.edges], this.startOf(outage));
      if (whole) return { difference: whole, cutOff: NO_NODES };
      const parted = this.parted(outage);
      if (parted) return parted;
    }
    return this.refactorized(outage);
  }

  /** Differences with the powers that the outage leaves, all couplings still there. */
  private startOf({ machines, loads }: Outage): Float64Array {
    if (machines.length + loads.length === 0) return this.base.slice();
    const { omega } = this.outages.remainder({ edges: new Map(), machines, loads });
    return this.differencesOf(omega);
  }

  private differencesOf(omega: Float64Array): Float64Array {
    const theta = new Float64Array(this.model.network.n);
    this.laplacian.solve(omega, theta);
    return edgeDifferences(this.model.network, theta);
  }

  /** Overwrites and returns the differences; null where the edges cut the network. */
  private updated(
    lost: readonly (readonly [edge: number, coupling: number])[],
    difference: Float64Array,
  ): Float64Array | null {
    const { network } = this.model;
    const drops = lost.map(([edge]) => this.columnOf(edge));
    const matrix = lost.map(([edge, b], k) =>
      drops.map((drop, l) => (k === l ? 1 / b : 0) - drop[edge]!),
    );
    const c = solveSmall(
      matrix,
      lost.map(([edge]) => difference[edge]!),
      lost.map(([, b]) => Math.abs(1 / b)),
    );
    if (!c) return null;
    drops.forEach((drop, k) => {
      for (let e = 0; e < difference.length; e++) difference[e]! += c[k]! * drop[e]!;
    });
    for (const [edge, b] of lost) {
      if (remainingCoupling(network.weight[edge]!, b) === 0) difference[edge] = 0;
    }
    return difference;
  }

  /**
   * Where buses are cut off. What is cut off has no power, so one edge may stay to each such part: it
   * carries nothing, and the network is in one piece.
   */
  private parted(outage: Outage): OutageSolution | null {
    const { network } = this.model;
    const { weight, omega, cutOff } = this.outages.remainder(outage);
    if (cutOff.length === 0) return null;
    const gone = outage.edges.size === 1 ? [] : this.goneBeside(outage, weight);
    const difference = this.updated(gone, this.differencesOf(omega));
    if (!difference) return null;
    const isCut = new Set(cutOff);
    for (let e = 0; e < difference.length; e++) {
      const inside = !isCut.has(network.edgeFrom[e]!) && !isCut.has(network.edgeTo[e]!);
      if (!inside || weight[e] === 0) difference[e] = 0;
    }
    return { difference, cutOff };
  }

  /** The edges of an outage but for one to each part that is cut off. */
  private goneBeside(
    outage: Outage,
    weight: Float64Array,
  ): (readonly [edge: number, coupling: number])[] {
    const { network } = this.model;
    const { of } = findIslands(network, (edge) => weight[edge] === 0);
    const joined = new Map<number, number>();
    const root = (island: number): number => {
      const above = joined.get(island);
      return above === undefined ? island : root(above);
    };
    return [...outage.edges].filter(([edge]) => {
      const [i, j] = [root(of[network.edgeFrom[edge]!]!), root(of[network.edgeTo[edge]!]!)];
      if (i !== j) joined.set(i, j);
      return i === j;
    });
  }

  /** Bᵀ L⁺ (e_i - e_j) of an edge. */
  private columnOf(edge: number): Float64Array {
    const known = this.columns.get(edge);
    if (known) return known;
    const { network } = this.model;
    const x = new Float64Array(network.n);
    x[network.edgeFrom[edge]!] = 1;
    x[network.edgeTo[edge]!] = -1;
    this.laplacian.solve(x, x);
    const column = edgeDifferences(network, x);
    if (this.columns.size >= MOST_COLUMNS) this.columns.clear();
    this.columns.set(edge, column);
    return column;
  }

  private refactorized(outage: Outage): OutageSolution | null {
    const { network } = this.model;
    const { weight, omega, grounds, cutOff } = this.outages.remainder(outage);
    this.solver ??= new LaplacianSolver(network);
    if (this.solver.factorize(weight, grounds ?? []).status === 'singular') return null;
    const theta = new Float64Array(network.n);
    this.solver.solve(omega, theta);
    const difference = edgeDifferences(network, theta);
    const isCut = new Set(cutOff);
    for (let e = 0; e < difference.length; e++) {
      if (weight[e] === 0 || isCut.has(network.edgeFrom[e]!)) difference[e] = 0;
    }
    return { difference, cutOff };
  }
}

/** Gaussian elimination with row exchanges; null where a pivot is next to nothing beside its scale. */
function solveSmall(matrix: number[][], right: number[], scale: number[]): number[] | null {
  const size = right.length;
  for (let k = 0; k < size; k++) {
    let pivot = k;
    for (let i = k + 1; i < size; i++) {
      if (Math.abs(matrix[i]![k]!) > Math.abs(matrix[pivot]![k]!)) pivot = i;
    }
    [matrix[k], matrix[pivot]] = [matrix[pivot]!, matrix[k]!];
    [right[k], right[pivot]] = [right[pivot]!, right[k]!];
    [scale[k], scale[pivot]] = [scale[pivot]!, scale[k]!];
    if (!(Math.abs(matrix[k]![k]!) > SINGULAR * scale[k]!)) return null;
    for (let i = k + 1; i < size; i++) {
      const factor = matrix[i]![k]! / matrix[k]![k]!;
      for (let j = k; j < size; j++) matrix[i]![j]! -= factor * matrix[k]![j]!;
      right[i]! -= factor * right[k]!;
    }
  }
  for (let k = size - 1; k >= 0; k--) {
    for (let j = k + 1; j < size; j++) right[k]! -= matrix[k]![j]! * right[j]!;
    right[k]! /= matrix[k]![k]!;
  }
  return right;
}
