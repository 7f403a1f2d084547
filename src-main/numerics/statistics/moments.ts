export interface Moments {
  readonly count: number;
  /** NaN without values. */
  readonly mean: number;
  /** Of the sample, divided by count - 1; NaN below two values. */
  readonly standardDeviation: number;
  /** Of the mean: standardDeviation / sqrt(count). */
  readonly standardError: number;
}

/**
 * mean = sum x / n, s² = sum (x - mean)² / (n - 1), standard error s / sqrt(n).
 *
 * @param values left as they are; those that are NaN are missing and are not counted
 *
 * One pass that keeps its digits where the spread is small beside the mean. The order of the values
 * fixes the last bits. Cost O(n). Source: B. Welford, Technometrics 4 (1962) 419.
 */
export function momentsOf(values: ArrayLike<number>): Moments {
  let count = 0;
  let mean = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) continue;
    count++;
    const distance = value - mean;
    mean += distance / count;
    squares += distance * (value - mean);
  }
  const standardDeviation = count > 1 ? Math.sqrt(squares / (count - 1)) : NaN;
  return {
    count,
    mean: count > 0 ? mean : NaN,
    standardDeviation,
    standardError: standardDeviation / Math.sqrt(count),
  };
}
