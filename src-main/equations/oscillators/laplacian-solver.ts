import { createLdlFactor, factorizeLdl } from '../../numerics/sparse/ldl-factorize.ts';
import type { LdlFactor, LdlOutcome } from '../../numerics/sparse/ldl-factorize.ts';
import { solveLdl } from '../../numerics/sparse/ldl-solve.ts';
import { analyzeLdl } from '../../numerics/sparse/ldl-symbolic.ts';
import type { LdlSymbolic } from '../../numerics/sparse/ldl-symbolic.ts';
import type { SymmetricMatrix } from '../../numerics/sparse/symmetric-matrix.ts';
import {
  createRefinementWork,
  hasLostDigits,
  solveRefined,
} from '../../numerics/sparse/refined-solve.ts';
import type { RefinementWork } from '../../numerics/sparse/refined-solve.ts';
import { fillLaplacian, laplacianPattern } from './laplacian.ts';
import type { Graph } from './oscillator-network.ts';

/**
 * Solves L x = b for the Laplacians of one graph, whatever their weights: analyzed once,
 * factorized as often as wanted, without allocation.
 */
export class LaplacianSolver {
  readonly factor: LdlFactor;
  private readonly graph: Graph;
  private readonly matrix: SymmetricMatrix;
  /** The last pivot of each connected part of the graph: where grounding disturbs least. */
  private readonly roots: Int32Array;
  /** Where indefiniteness has cost the factorization digits, solutions are refined. */
  private refinement: RefinementWork | null = null;
  private lost = false;

  /** @param symbolic of another solver of the same graph: one analysis serves both */
  constructor(graph: Graph, symbolic: LdlSymbolic = analyzeLdl(laplacianPattern(graph))) {
    const { pattern } = symbolic;
    this.graph = graph;
    this.matrix = { pattern, values: new Float64Array(pattern.rowIndex.length) };
    this.factor = createLdlFactor(symbolic);
    this.roots = symbolic.order.filter((_, k) => symbolic.parent[k]! < 0);
  }

  /**
   * Factorizes L = B diag(weight) Bᵀ with one node of each island grounded.
   *
   * @param grounds one node of each island, where weights of 0 make more islands than the graph has
   */
  factorize(weight: Float64Array, grounds: ArrayLike<number> = this.roots): LdlOutcome {
    fillLaplacian(this.graph, weight, grounds, this.matrix);
    const outcome = factorizeLdl(this.factor, this.matrix.values);
    this.lost =
      outcome.status === 'factorized' && hasLostDigits(this.factor, outcome.negativePivots);
    return outcome;
  }

  /** Whether only `solve` gives all digits, and nothing that takes the factor itself. */
  get isRefined(): boolean {
    return this.lost;
  }

  /** x = L⁺ b up to a constant in each island, in which b must sum to zero; x may be b. */
  solve(b: Float64Array, x: Float64Array): void {
    if (!this.lost) {
      solveLdl(this.factor, b, x);
      return;
    }
    this.refinement ??= createRefinementWork(x.length);
    solveRefined(this.factor, this.matrix, b, x, this.refinement);
  }
}
