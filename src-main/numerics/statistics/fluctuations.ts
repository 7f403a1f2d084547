export interface Fluctuations {
  /** Of what a straight line leaves. */
  readonly variance: number;
  /** Correlation of it with itself `lag` values later; 0 where nothing fluctuates. */
  readonly autocorrelation: number;
}

/**
 * What a window of a curve does about its own trend: with the residuals r_k of the least-squares line
 * through x_from … x_{to-1},
 *
 *   variance = sum r_k² / n        autocorrelation = sum r_k r_{k+lag} / sum r_k²
 *
 * both of which grow as a state loses its stability (Scheffer et al., Nature 461 (2009) 53).
 *
 * @param x left as it is; @param to at least from + lag + 2
 *
 * Cost O(to - from).
 */
export function fluctuations(
  x: ArrayLike<number>,
  from: number,
  to: number,
  lag: number,
): Fluctuations {
  const n = to - from;
  if (n < lag + 2) {
    throw new RangeError(`fluctuations: ${n} values with a lag of ${lag}; give at least lag + 2.`);
  }
  const middle = (n - 1) / 2;
  let mean = 0;
  let moment = 0;
  for (let k = 0; k < n; k++) {
    mean += x[from + k]! / n;
    moment += (k - middle) * x[from + k]!;
  }
  const slope = (12 * moment) / (n * (n * n - 1));
  const residual = (k: number): number => x[from + k]! - mean - slope * (k - middle);
  let squares = 0;
  let products = 0;
  for (let k = 0; k < n; k++) {
    const here = residual(k);
    squares += here * here;
    if (k + lag < n) products += here * residual(k + lag);
  }
  return { variance: squares / n, autocorrelation: squares > 0 ? products / squares : 0 };
}
