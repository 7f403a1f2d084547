import type { LdlFactor } from './ldl-factorize.ts';

/**
 * Solves A x = e_i - e_j where only some entries of x are wanted, for one pair after another.
 *
 * `start` climbs the elimination tree from i and j, the only places where L⁻¹ P (e_i - e_j) is not
 * zero. `at` descends to a node from its nearest ancestor that is solved already: an entry of x
 * depends on those above it alone. Nothing is allocated between pairs.
 *
 * Source: J. Gilbert, T. Peierls, SIAM J. Sci. Stat. Comput. 9 (1988) 862, where L is a tree's.
 */
export class PairSolver {
  private readonly factor: LdlFactor;
  /** D⁻¹ L⁻¹ P (e_i - e_j): zero off the path. */
  private readonly z: Float64Array;
  private readonly path: Int32Array;
  private steps = 0;
  /** The solution, where solved[k] is the number of this pair. */
  private readonly x: Float64Array;
  private readonly solved: Int32Array;
  private readonly pending: Int32Array;
  private pair = 0;

  constructor(factor: LdlFactor) {
    const n = factor.diagonal.length;
    this.factor = factor;
    [this.z, this.x] = [new Float64Array(n), new Float64Array(n)];
    [this.path, this.solved, this.pending] = [
      new Int32Array(n),
      new Int32Array(n),
      new Int32Array(n),
    ];
  }

  /**
   * Takes up a pair and returns (e_i - e_j)ᵀ A⁻¹ (e_i - e_j): of a Laplacian, the effective
   * resistance, free of the cancellation that entries of the inverse would suffer.
   *
   * Cost O(entries of L in the columns on the two paths to the root).
   */
  start(i: number, j: number): number {
    const { factor, z, path } = this;
    const { rank, parent } = factor.symbolic;
    while (this.steps > 0) z[path[--this.steps]!] = 0;
    this.pair++;
    if (i === j) return 0;
    let low = Math.min(rank[i]!, rank[j]!);
    let high = Math.max(rank[i]!, rank[j]!);
    z[rank[i]!] = 1;
    z[rank[j]!] = -1;
    let sum = 0;
    while (low >= 0) {
      path[this.steps++] = low;
      sum += eliminateColumn(factor, z, low);
      const above = parent[low]!;
      if (above >= 0 && above < high) low = above;
      else {
        low = high < 0 ? above : high;
        high = high < 0 || above === high ? -1 : above;
      }
    }
    return sum;
  }

  /** x at a node, in the numbering of A. Cost O(entries of L between it and what is solved). */
  at(node: number): number {
    const { factor, z, x, solved, pending, pair } = this;
    const { rank, parent } = factor.symbolic;
    let depth = 0;
    for (let k = rank[node]!; k >= 0 && solved[k] !== pair; k = parent[k]!) pending[depth++] = k;
    while (depth > 0) {
      const k = pending[--depth]!;
      x[k] = z[k]! - dotColumn(factor, x, k);
      solved[k] = pair;
    }
    return x[rank[node]!]!;
  }
}

/** z -= z(k) L(·, k), z(k) /= D(k); returns the energy z(k)² / D(k) of this step. */
function eliminateColumn(
  { symbolic, lower, diagonal }: LdlFactor,
  z: Float64Array,
  k: number,
): number {
  const { colPtr, rowIndex } = symbolic;
  const value = z[k]!;
  const end = colPtr[k + 1]!;
  for (let p = colPtr[k]!; p < end; p++) z[rowIndex[p]!]! -= lower[p]! * value;
  const scaled = value / diagonal[k]!;
  z[k] = scaled;
  return value * scaled;
}

function dotColumn({ symbolic, lower }: LdlFactor, x: Float64Array, k: number): number {
  const { colPtr, rowIndex } = symbolic;
  const end = colPtr[k + 1]!;
  let sum = 0;
  for (let p = colPtr[k]!; p < end; p++) sum += lower[p]! * x[rowIndex[p]!]!;
  return sum;
}
