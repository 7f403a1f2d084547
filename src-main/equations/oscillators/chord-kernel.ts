import { kernelArrays, startKernel } from '../../numerics/kernel-memory.ts';
import type { KernelExports } from '../../numerics/kernel-memory.ts';
import { ChordSteps, LANES } from './chord-steps.ts';
import type { ChordProblem, ChordStepper } from './chord-steps.ts';

/** What `chord-kernel.as.ts` exports. */
interface ChordExports extends KernelExports<ChordArray> {
  readonly allocate: (nodes: number, edges: number, entries: number) => void;
  readonly begin: () => void;
  readonly step: () => void;
  readonly look: () => void;
}

type ChordArray =
  | 'edgeFrom'
  | 'edgeTo'
  | 'weight'
  | 'bend'
  | 'columnEnd'
  | 'entryRow'
  | 'linearLower'
  | 'linearInverse'
  | 'tangentLower'
  | 'tangentInverse'
  | 'omega'
  | 'theta'
  | 'error'
  | 'largest'
  | 'largestEdge';

/** Bytes of a node's lanes: the kernel is given offsets. */
const ROW = 8 * LANES;

/** `ChordSteps` in WebAssembly, two doubles an instruction: the same bits, faster. */
export class ChordKernel implements ChordStepper {
  readonly omega: Float64Array;
  readonly theta: Float64Array;
  readonly error: Float64Array;
  readonly largest: Float64Array;
  readonly largestEdge: Float64Array;
  private readonly kernel: ChordExports;

  constructor(module: WebAssembly.Module, problem: ChordProblem) {
    const { edgeFrom, edgeTo, weight, linear, tangent, bend } = problem;
    const { colPtr, rowIndex } = linear.symbolic;
    const kernel = startKernel(module, 'chord') as ChordExports;
    this.kernel = kernel;
    kernel.allocate(bend.length, weight.length, rowIndex.length);

    const { doubles, integers } = kernelArrays<ChordArray>(kernel);
    const give = (name: ChordArray, values: Float64Array): void => {
      doubles(name, values.length).set(values);
    };
    const giveIntegers = (name: ChordArray, values: Int32Array): void => {
      integers(name, values.length).set(values);
    };
    giveIntegers('edgeFrom', rowsOf(edgeFrom));
    giveIntegers('edgeTo', rowsOf(edgeTo));
    giveIntegers('columnEnd', colPtr.subarray(1));
    giveIntegers('entryRow', rowsOf(rowIndex));
    give('weight', weight);
    give('bend', bend);
    give('linearLower', linear.lower);
    give('linearInverse', inverseOf(linear.diagonal));
    give('tangentLower', tangent.lower);
    give('tangentInverse', inverseOf(tangent.diagonal));

    const rows = bend.length * LANES;
    this.omega = doubles('omega', rows);
    this.theta = doubles('theta', rows);
    this.error = doubles('error', LANES);
    this.largest = doubles('largest', LANES);
    this.largestEdge = doubles('largestEdge', LANES);
  }

  begin(): void {
    this.kernel.begin();
  }

  step(): void {
    this.kernel.step();
  }

  look(): void {
    this.kernel.look();
  }
}

const rowsOf = (nodes: Int32Array): Int32Array => nodes.map((i) => i * ROW);
const inverseOf = (pivots: Float64Array): Float64Array => pivots.map((pivot) => 1 / pivot);

/** The fast form where its kernel is at hand, else the other. */
export const chordStepper = (
  problem: ChordProblem,
  module: WebAssembly.Module | null,
): ChordStepper => (module ? new ChordKernel(module, problem) : new ChordSteps(problem));
