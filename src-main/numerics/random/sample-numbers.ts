import { kernelArrays, startKernel } from '../kernel-memory.ts';
import type { KernelExports } from '../kernel-memory.ts';
import { RandomStream, requireCounter } from './random-stream.ts';

/** Fills `out` with the first numbers of `RandomStream(seed, sample)`. */
export type SampleNumbers = (sample: number, out: Float64Array) => void;

/**
 * The uniform numbers of many samples, an array at a time.
 *
 * @param seed an integer from 0 to 2^53 - 1, as each sample is
 * @param kernel the compiled Philox; without, the same bits take three times as long
 */
export function sampleNumbers(seed: number, kernel: WebAssembly.Module | null): SampleNumbers {
  if (kernel) return numbersOfKernel(kernel, seed);
  return (sample, out) => {
    new RandomStream(seed, sample).fill(out);
  };
}

/** What `philox.as.ts` exports. */
interface PhiloxExports extends KernelExports<'numbers'> {
  readonly allocate: (count: number) => void;
  readonly fill: (
    key0: number,
    key1: number,
    sample0: number,
    sample1: number,
    pairs: number,
  ) => void;
}

const upperWord = (counter: number): number => Math.floor(counter / 4294967296);

function numbersOfKernel(module: WebAssembly.Module, seed: number): SampleNumbers {
  requireCounter('seed', seed);
  const kernel = startKernel(module, 'Philox') as PhiloxExports;
  const { doubles } = kernelArrays<'numbers'>(kernel);
  let numbers: Float64Array = new Float64Array(0);
  return (sample, out) => {
    requireCounter('sample', sample);
    const pairs = Math.ceil(out.length / 2);
    if (numbers.length < 2 * pairs) {
      kernel.allocate(2 * pairs);
      numbers = doubles('numbers', 2 * pairs);
    }
    // A lower word is the number modulo 2^32, which is how it arrives.
    kernel.fill(seed, upperWord(seed), sample, upperWord(sample), pairs);
    out.set(numbers.subarray(0, out.length));
  };
}
