const INCREMENT = 0x6d2b79f5;

/**
 * The random numbers of the workloads, so that every program runs the same work; the product draws
 * from counter-based streams. One stream of uniform numbers in [0, 1) from a 32-bit seed.
 */
export function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + INCREMENT) | 0;
    return numberOf(state);
  };
}

/** The same stream, an array at a time. */
export function mulberry32Arrays(seed: number): (out: Float64Array) => void {
  let state = seed | 0;
  return (out) => {
    let a = state;
    for (let k = 0; k < out.length; k++) {
      a = (a + INCREMENT) | 0;
      out[k] = numberOf(a);
    }
    state = a;
  };
}

function numberOf(state: number): number {
  let t = Math.imul(state ^ (state >>> 15), state | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
