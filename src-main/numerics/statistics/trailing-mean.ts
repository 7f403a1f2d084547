/**
 * y_k = mean of x_{k-width+1} … x_k, of as many as there are at the start.
 *
 * @param width a whole number from 1
 *
 * The running sum is made anew every `width` values, so that rounding does not add up. Cost O(n).
 */
export function trailingMean(x: ArrayLike<number>, width: number): Float64Array {
  if (!(Number.isInteger(width) && width >= 1)) {
    throw new RangeError(`trailingMean: width is ${width}; give a whole number from 1.`);
  }
  const y = new Float64Array(x.length);
  let sum = 0;
  for (let k = 0; k < x.length; k++) {
    const first = Math.max(0, k - width + 1);
    if (k % width === 0) {
      sum = 0;
      for (let j = first; j < k; j++) sum += x[j]!;
    } else if (first > 0) sum -= x[first - 1]!;
    sum += x[k]!;
    y[k] = sum / (k - first + 1);
  }
  return y;
}
