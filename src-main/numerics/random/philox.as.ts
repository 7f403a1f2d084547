/**
 * Philox4x32-10 in AssemblyScript, for many numbers at once: where a product of two words fits one
 * instruction. `philox.ts` and `RandomStream` are its oracle: results are equal to the bit.
 */
import { finishLayout, startLayout, take } from '../kernel-memory.as';

/** Where the numbers go; the host reads this. */
export let numbers: usize = 0;

const multiplierA: u64 = 0xd2511f53;
const multiplierB: u64 = 0xcd9e8d57;
const weylA: u32 = 0x9e3779b9;
const weylB: u32 = 0xbb67ae85;
const twoToMinus53: f64 = 1.0 / 9007199254740992.0;

/** Room for so many numbers. */
export function allocate(count: i32): void {
  startLayout();
  numbers = take(8 * <usize>count);
  finishLayout();
}

/** A multiple of 2^-53 from two words. */
@inline
function uniform(high: u32, low: u32): f64 {
  return <f64>(<i64>(((<u64>(high >>> 5)) << 26) | (<u64>(low >>> 6)))) * twoToMinus53;
}

/** The first pairs of uniform numbers of one key (the seed) and one sample. */
export function fill(key0: u32, key1: u32, sample0: u32, sample1: u32, pairs: i32): void {
  for (let pair: u32 = 0; pair < <u32>pairs; pair++) {
    let x0 = pair;
    let x1: u32 = 0;
    let x2 = sample0;
    let x3 = sample1;
    let k0 = key0;
    let k1 = key1;
    for (let round = 0; round < 10; round++) {
      const a = multiplierA * <u64>x0;
      const b = multiplierB * <u64>x2;
      x0 = <u32>(b >>> 32) ^ x1 ^ k0;
      x1 = <u32>b;
      x2 = <u32>(a >>> 32) ^ x3 ^ k1;
      x3 = <u32>a;
      k0 += weylA;
      k1 += weylB;
    }
    const at = numbers + ((<usize>pair) << 4);
    store<f64>(at, uniform(x0, x1));
    store<f64>(at, uniform(x2, x3), 8);
  }
}
