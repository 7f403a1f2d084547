import type { LaplacianSolver } from './laplacian-solver.ts';

/** As `PairSolver`, by whole refined solutions: for a factorization that has lost digits. */
export class RefinedPairs {
  private readonly laplacian: LaplacianSolver;
  private readonly x: Float64Array;

  constructor(laplacian: LaplacianSolver, n: number) {
    this.laplacian = laplacian;
    this.x = new Float64Array(n);
  }

  start(i: number, j: number): number {
    const { x } = this;
    x.fill(0);
    if (i === j) return 0;
    x[i] = 1;
    x[j] = -1;
    this.laplacian.solve(x, x);
    return x[i] - x[j];
  }

  at(node: number): number {
    return this.x[node]!;
  }
}
