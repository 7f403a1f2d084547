import { edgeDifferences } from '../oscillators/cohesiveness.ts';
import { LaplacianSolver } from '../oscillators/laplacian-solver.ts';
import { remainingCoupling } from '../oscillators/linear-outages.ts';
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
const MOST_EDGES = 6;
/** A pivot below this share of its coupling's 1 / b: the edges cut the network in two. */
const SINGULAR = 1e-8;
/** Columns L⁺ (e_i - e_j) that are kept for the next outages. */
const MOST_COLUMNS = 512;
const NO_NODES = new Int32Array(0);

/**
 * The differences on all edges after outages of several elements, by updates of one factorization:
 * without the couplings b_k of r edges, the solution is y + X c with y = L⁺ omega', X = L⁺ V and
 * (diag(1 / b) - Vᵀ X) c = Vᵀ y, V the columns of B of these edges (Sherman, Morrison, Woodbury). A
 * singular r x r system means that they cut the network: then it is factorized anew.
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
    return this.updated(outage) ?? this.refactorized(outage);
  }

  private updated({ edges, machines, loads }: Outage): OutageSolution | null {
    const { network } = this.model;
    if (edges.size > MOST_EDGES) return null;
    const lost = [...edges];
    const difference = this.base.slice();
    if (machines.length + loads.length > 0) {
      const { omega } = this.outages.remainder({ edges: new Map(), machines, loads });
      const theta = new Float64Array(network.n);
      this.laplacian.solve(omega, theta);
      difference.set(edgeDifferences(network, theta));
    }
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
    return { difference, cutOff: NO_NODES };
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
