import { kernelArrays, startKernel } from '../kernel-memory.ts';
import type { KernelExports } from '../kernel-memory.ts';
import { analyzeBlockLu } from './block-lu.ts';
import type { BlockLuOutcome } from './block-lu.ts';
import type { BlockPattern } from './block-matrix.ts';

/** What `block-lu.as.ts` exports. */
interface BlockLuExports extends KernelExports<BlockLuArray> {
  readonly allocate: (rows: number, blocks: number, fill: number) => void;
  readonly factorize: () => number;
  readonly solve: () => void;
}

type BlockLuArray =
  | 'rowEnd'
  | 'blockAt'
  | 'blockColumn'
  | 'values'
  | 'lowerEnd'
  | 'lowerColumn'
  | 'upperEnd'
  | 'upperColumn'
  | 'x';

/** Bytes of a block: the kernel is given offsets. */
const BLOCK = 32;

/** `factorizeBlockLu` and `solveBlockLu` in WebAssembly, two doubles an instruction: the same bits. */
export class BlockLuKernel {
  readonly values: Float64Array;
  private readonly kernel: BlockLuExports;
  private readonly order: Int32Array;
  private readonly x: Float64Array;

  constructor(module: WebAssembly.Module, pattern: BlockPattern) {
    const { order, rank, rowPtr, colIndex, colPtr, rowIndex } = analyzeBlockLu(pattern);
    const blocks = pattern.colIndex.length;
    const kernel = startKernel(module, 'block LU') as BlockLuExports;
    this.kernel = kernel;
    kernel.allocate(pattern.n, blocks, rowIndex.length);
    this.order = order;

    const { doubles, integers } = kernelArrays<BlockLuArray>(kernel);
    integers('lowerEnd', pattern.n).set(rowPtr.subarray(1));
    integers('upperEnd', pattern.n).set(colPtr.subarray(1));
    giveOffsets(colIndex, integers('lowerColumn', colIndex.length));
    giveOffsets(rowIndex, integers('upperColumn', rowIndex.length));
    const rowEnd = integers('rowEnd', pattern.n);
    const blockAt = integers('blockAt', blocks);
    const blockColumn = integers('blockColumn', blocks);
    for (let k = 0, next = 0; k < pattern.n; k++) {
      const row = order[k]!;
      for (let p = pattern.rowPtr[row]!; p < pattern.rowPtr[row + 1]!; p++, next++) {
        blockAt[next] = p * BLOCK;
        blockColumn[next] = rank[pattern.colIndex[p]!]! * BLOCK;
      }
      rowEnd[k] = next;
    }
    this.values = doubles('values', 4 * blocks);
    this.x = doubles('x', 2 * pattern.n);
  }

  factorize(): BlockLuOutcome {
    const pivot = this.kernel.factorize();
    return pivot < 0 ? { status: 'factorized' } : { status: 'singular', row: this.order[pivot]! };
  }

  solve(b: Float64Array, x: Float64Array): void {
    const { order } = this;
    const ordered = this.x;
    for (let k = 0; k < order.length; k++) {
      ordered[2 * k] = b[2 * order[k]!]!;
      ordered[2 * k + 1] = b[2 * order[k]! + 1]!;
    }
    this.kernel.solve();
    for (let k = 0; k < order.length; k++) {
      x[2 * order[k]!] = ordered[2 * k]!;
      x[2 * order[k]! + 1] = ordered[2 * k + 1]!;
    }
  }
}

function giveOffsets(columns: Int32Array, out: Int32Array): void {
  for (let p = 0; p < columns.length; p++) out[p] = columns[p]! * BLOCK;
}
