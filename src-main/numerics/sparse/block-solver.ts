import { createBlockLu, factorizeBlockLu, solveBlockLu } from './block-lu.ts';
import type { BlockLu, BlockLuOutcome } from './block-lu.ts';
import type { BlockPattern } from './block-matrix.ts';
import { BlockLuKernel } from './block-lu-kernel.ts';

/** A x = b by 2x2 blocks on one pattern, again and again; two forms give the same bits. */
export interface BlockSolver {
  /** A, four values a block, in the order of the pattern: filled by the caller, then factorized. */
  readonly values: Float64Array;
  factorize(): BlockLuOutcome;
  /** b, x: two values a block row; x is overwritten, and may be b. */
  solve(b: Float64Array, x: Float64Array): void;
}

/** The fast form where its kernel is at hand, else the other. Cost: the symbolic analysis. */
export const blockSolver = (
  pattern: BlockPattern,
  module: WebAssembly.Module | null,
): BlockSolver => (module ? new BlockLuKernel(module, pattern) : new PlainBlockSolver(pattern));

class PlainBlockSolver implements BlockSolver {
  readonly values: Float64Array;
  private readonly lu: BlockLu;

  constructor(pattern: BlockPattern) {
    this.lu = createBlockLu(pattern);
    this.values = new Float64Array(4 * pattern.colIndex.length);
  }

  factorize(): BlockLuOutcome {
    return factorizeBlockLu(this.lu, this.values);
  }

  solve(b: Float64Array, x: Float64Array): void {
    solveBlockLu(this.lu, b, x);
  }
}
