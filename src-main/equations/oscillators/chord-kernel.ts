import { ChordSteps, LANES } from './chord-steps.ts';
import type { ChordProblem, ChordStepper } from './chord-steps.ts';

/** What `chord-kernel.as.ts` exports; a pointer is a global that holds an address. */
interface KernelExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly allocate: (nodes: number, edges: number, entries: number) => void;
  readonly begin: () => void;
  readonly step: () => void;
  readonly look: () => void;
}

type PointerName =
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
  private readonly kernel: KernelExports;

  constructor(module: WebAssembly.Module, problem: ChordProblem) {
    const { edgeFrom, edgeTo, weight, linear, tangent, bend } = problem;
    const { colPtr, rowIndex } = linear.symbolic;
    const { exports } = new WebAssembly.Instance(module, { env: { abort: stop } });
    const kernel = (this.kernel = exports as unknown as KernelExports);
    kernel.allocate(bend.length, weight.length, rowIndex.length);

    const { buffer } = kernel.memory;
    const at = (name: PointerName): number => (exports[name] as { value: number }).value;
    const give = (name: PointerName, values: Float64Array): void => {
      new Float64Array(buffer, at(name), values.length).set(values);
    };
    const giveIntegers = (name: PointerName, values: Int32Array): void => {
      new Int32Array(buffer, at(name), values.length).set(values);
    };
    const rowsOf = (nodes: Int32Array): Int32Array => nodes.map((i) => i * ROW);
    giveIntegers('edgeFrom', rowsOf(edgeFrom));
    giveIntegers('edgeTo', rowsOf(edgeTo));
    giveIntegers('columnEnd', colPtr.subarray(1));
    giveIntegers('entryRow', rowsOf(rowIndex));
    give('weight', weight);
    give('bend', bend);
    give('linearLower', linear.lower);
    give('tangentLower', tangent.lower);
    give(
      'linearInverse',
      linear.diagonal.map((pivot) => 1 / pivot),
    );
    give(
      'tangentInverse',
      tangent.diagonal.map((pivot) => 1 / pivot),
    );

    const rows = bend.length * LANES;
    this.omega = new Float64Array(buffer, at('omega'), rows);
    this.theta = new Float64Array(buffer, at('theta'), rows);
    this.error = new Float64Array(buffer, at('error'), LANES);
    this.largest = new Float64Array(buffer, at('largest'), LANES);
    this.largestEdge = new Float64Array(buffer, at('largestEdge'), LANES);
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

/** The fast form where its kernel is at hand, else the other. */
export const chordStepper = (
  problem: ChordProblem,
  module: WebAssembly.Module | null,
): ChordStepper => (module ? new ChordKernel(module, problem) : new ChordSteps(problem));

function stop(): never {
  throw new Error('The chord kernel ran out of memory.');
}
