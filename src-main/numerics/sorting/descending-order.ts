/**
 * Indices of the values from the largest to the smallest; equal values keep their order.
 *
 * Merge sort from runs of one up. Cost O(n log n); a typed array's own sort with a comparator takes
 * ten times as long.
 */
export function descendingOrder(values: Float64Array): Int32Array {
  const n = values.length;
  let order = new Int32Array(n);
  let merged = new Int32Array(n);
  for (let index = 0; index < n; index++) order[index] = index;
  for (let run = 1; run < n; run *= 2) {
    for (let begin = 0; begin < n; begin += 2 * run) {
      const middle = Math.min(begin + run, n);
      mergeRuns(values, order, merged, begin, middle, Math.min(begin + 2 * run, n));
    }
    [order, merged] = [merged, order];
  }
  return order;
}

/** Merges order[begin, middle) and order[middle, end) into target[begin, end). */
function mergeRuns(
  values: Float64Array,
  order: Int32Array,
  target: Int32Array,
  begin: number,
  middle: number,
  end: number,
): void {
  let left = begin;
  let right = middle;
  for (let k = begin; k < end; k++) {
    const takeLeft =
      right >= end || (left < middle && values[order[left]!]! >= values[order[right]!]!);
    target[k] = takeLeft ? order[left++]! : order[right++]!;
  }
}
