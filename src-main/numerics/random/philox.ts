/** One block of Philox output: four words of 32 bits. */
export type PhiloxBlock = Uint32Array;

const multiplierA = 0xd2511f53;
const multiplierB = 0xcd9e8d57;
const weylA = 0x9e3779b9;
const weylB = 0xbb67ae85;

/** Upper 32 bits of the 64-bit product of two unsigned words. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const cross = aLow * bHigh + (middle & 0xffff);
  return (aHigh * bHigh + (middle >>> 16) + (cross >>> 16)) >>> 0;
}

/**
 * Philox4x32-10, the counter-based generator: out = bijection of `counter` under `key`.
 *
 * `counter` and `out` hold four words, `key` two; `out` is overwritten and may be `counter`.
 * There is no state: equal counter and key give equal output, on any worker, in any order. About
 * 40 integer multiplications. Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as
 * 1, 2, 3", SC11 (2011), section 3.3.
 */
export function philox4x32(counter: PhiloxBlock, key: Uint32Array, out: PhiloxBlock): void {
  let x0 = counter[0]!;
  let x1 = counter[1]!;
  let x2 = counter[2]!;
  let x3 = counter[3]!;
  let k0 = key[0]!;
  let k1 = key[1]!;
  for (let round = 0; round < 10; round++) {
    const highA = multiplyHigh(multiplierA, x0);
    const lowA = Math.imul(multiplierA, x0);
    const highB = multiplyHigh(multiplierB, x2);
    const lowB = Math.imul(multiplierB, x2);
    x0 = (highB ^ x1 ^ k0) >>> 0;
    x1 = lowB >>> 0;
    x2 = (highA ^ x3 ^ k1) >>> 0;
    x3 = lowA >>> 0;
    k0 = (k0 + weylA) >>> 0;
    k1 = (k1 + weylB) >>> 0;
  }
  out[0] = x0;
  out[1] = x1;
  out[2] = x2;
  out[3] = x3;
}
