import { momentsOf } from './moments.ts';
import { quantiles } from './quantiles.ts';

/**
 * h = 0.9 min(s, IQR / 1.34) n^(-1/5): Silverman's rule for a Gaussian kernel, robust against tails
 * (Density Estimation, 1986, equation 3.31). Where half of the values are equal, s alone counts; 0
 * where all are. Cost O(n log n).
 */
export function silvermanBandwidth(values: ArrayLike<number>): number {
  const { standardDeviation: s, count } = momentsOf(values);
  const [low, high] = quantiles(values, [0.25, 0.75]);
  const middle = (high! - low!) / 1.34;
  return 0.9 * (middle > 0 ? Math.min(s, middle) : s) * count ** -0.2;
}

/**
 * g(x) = 1/(n h) sum_i phi((x - x_i) / h), phi the standard normal density: the density at x that a
 * sample suggests. Infinity at the value of a sample without spread (h = 0). Cost O(n).
 */
export function kernelDensity(values: ArrayLike<number>, x: number, bandwidth: number): number {
  if (bandwidth === 0) return Infinity;
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const z = (x - values[i]!) / bandwidth;
    sum += Math.exp(-0.5 * z * z);
  }
  return sum / (values.length * bandwidth * Math.sqrt(2 * Math.PI));
}
