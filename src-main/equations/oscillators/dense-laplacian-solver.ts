import {
  createDenseLdl,
  factorizeDenseLdl,
  solveDenseLdl,
} from '../../numerics/dense/dense-ldl.ts';
import type { DenseLdl, DenseLdlOutcome } from '../../numerics/dense/dense-ldl.ts';
import { LaplacianSolver } from './laplacian-solver.ts';
import type { Graph } from './oscillator-network.ts';

/** L x = b for the Laplacians of one graph, whatever their weights. */
export type GroundedLaplacian = Pick<LaplacianSolver, 'factorize' | 'solve'>;

/** Above this mean degree a random graph fills its factor, and ordering it costs more than it saves. */
const DENSE_DEGREE = 8;
/** Up to here a full matrix is factorized before a sparse one is ordered. */
const SMALL = 48;
/** A full matrix of this order takes 32 MB. */
const LARGEST_DENSE = 2000;

/** The solver that suits a connected graph: dense where it is small, or most nodes join many. */
export function laplacianFor(graph: Graph): GroundedLaplacian {
  const { n, edgeFrom } = graph;
  const isDense = n <= SMALL || (n <= LARGEST_DENSE && 2 * edgeFrom.length >= DENSE_DEGREE * n);
  return isDense ? new DenseLaplacianSolver(graph) : new LaplacianSolver(graph);
}

/**
 * Solves L x = b for the Laplacians of one connected graph with a full matrix: factorized as often
 * as wanted, without allocation and without an analysis.
 */
export class DenseLaplacianSolver {
  private readonly graph: Graph;
  private readonly factor: DenseLdl;
  private readonly lastNode: Int32Array;

  constructor(graph: Graph) {
    this.graph = graph;
    this.factor = createDenseLdl(graph.n);
    this.lastNode = Int32Array.of(graph.n - 1);
  }

  /** As of `LaplacianSolver`; grounded at the last node where `grounds` says nothing else. */
  factorize(weight: Float64Array, grounds: ArrayLike<number> = this.lastNode): DenseLdlOutcome {
    const { n, edgeFrom, edgeTo } = this.graph;
    const { matrix } = this.factor;
    matrix.fill(0);
    for (let e = 0; e < edgeFrom.length; e++) {
      const i = edgeFrom[e]!;
      const j = edgeTo[e]!;
      const a = weight[e]!;
      matrix[j * n + i] = -a;
      matrix[i * n + i]! += a;
      matrix[j * n + j]! += a;
    }
    for (let k = 0; k < grounds.length; k++) matrix[grounds[k]! * (n + 1)]! += 1;
    return factorizeDenseLdl(this.factor);
  }

  /** x = L⁺ b up to a constant; b must sum to zero; x may be b. */
  solve(b: Float64Array, x: Float64Array): void {
    solveDenseLdl(this.factor, b, x);
  }
}
