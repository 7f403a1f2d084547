import { philox4x32 } from './philox.ts';

const twoTo32 = 4294967296;
const twoToMinus53 = 1 / 9007199254740992;

/** @throws RangeError where `value` cannot count */
export function requireCounter(name: string, value: number): void {
  if (Number.isSafeInteger(value) && value >= 0) return;
  throw new RangeError(`${name} is ${value}; it must be an integer from 0 to 2^53 - 1.`);
}

/**
 * Normal with mean 0 and standard deviation 1 from two uniform numbers in [0, 1). Source: G. Box,
 * M. Muller, Ann. Math. Stat. 29 (1958) 610.
 */
export function normalOf(first: number, second: number): number {
  return Math.sqrt(-2 * Math.log(1 - first)) * Math.cos(2 * Math.PI * second);
}

/**
 * The random numbers of one sample of a study: a pure function of (seed, sample, draw), so that
 * sample 17 is the same whether one worker draws it or sixteen, first or last.
 *
 * Philox key = seed, counter = (draw pair, sample); one block gives two uniforms of 53 bits.
 */
export class RandomStream {
  private readonly key = new Uint32Array(2);
  private readonly counter = new Uint32Array(4);
  private readonly block = new Uint32Array(4);
  private draw = 0;

  /** Both integers from 0 to 2^53 - 1. */
  constructor(seed: number, sample = 0) {
    requireCounter('seed', seed);
    requireCounter('sample', sample);
    this.key[0] = seed % twoTo32;
    this.key[1] = Math.floor(seed / twoTo32);
    this.counter[2] = sample % twoTo32;
    this.counter[3] = Math.floor(sample / twoTo32);
  }

  /** Uniform in [0, 1), a multiple of 2^-53. One draw. */
  uniform(): number {
    const odd = this.draw % 2;
    if (odd === 0) {
      const pair = this.draw / 2;
      // Only the low 32 bits of it are stored.
      this.counter[0] = pair;
      this.counter[1] = Math.floor(pair / twoTo32);
      philox4x32(this.counter, this.key, this.block);
    }
    this.draw++;
    const high = this.block[2 * odd]! >>> 5;
    const low = this.block[2 * odd + 1]! >>> 6;
    return (high * 67108864 + low) * twoToMinus53;
  }

  /** The next uniform numbers, as many as `out` holds. */
  fill(out: Float64Array): void {
    for (let k = 0; k < out.length; k++) out[k] = this.uniform();
  }

  /** Normal with mean 0 and standard deviation 1. Two draws. */
  normal(): number {
    const first = this.uniform();
    return normalOf(first, this.uniform());
  }

  /** Uniform integer in 0 … n - 1, without bias beyond 2^-53 n. One draw. */
  below(n: number): number {
    requireCounter('n', n - 1);
    return Math.floor(this.uniform() * n);
  }
}
