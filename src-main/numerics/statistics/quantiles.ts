/**
 * The q-quantiles of a sample, interpolated between order statistics at (n - 1) q (Hyndman & Fan,
 * Am. Stat. 50 (1996) 361, definition 7); NaN without values.
 *
 * @param values left as they are; @param shares each in [0, 1]
 *
 * Cost O(n log n).
 */
export function quantiles(values: ArrayLike<number>, shares: readonly number[]): number[] {
  const sorted = Float64Array.from(values).sort();
  return shares.map((share) => {
    if (!(share >= 0 && share <= 1)) {
      throw new RangeError(`quantiles: a share is ${share}; give numbers from 0 to 1.`);
    }
    const position = (sorted.length - 1) * share;
    const below = Math.floor(position);
    const low = sorted[below] ?? NaN;
    const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? NaN;
    return low + (position - below) * (high - low);
  });
}

/** Counts in `bins` equal bins over [low, high]; values outside go to the first or the last. */
export function histogram(
  values: ArrayLike<number>,
  low: number,
  high: number,
  bins: number,
): number[] {
  const counts = new Array<number>(bins).fill(0);
  for (let k = 0; k < values.length; k++) {
    const bin = Math.floor(((values[k]! - low) / (high - low)) * bins);
    counts[Math.min(bins - 1, Math.max(0, bin))]!++;
  }
  return counts;
}
