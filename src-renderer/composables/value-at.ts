/** A curve between its points, by straight lines; NaN outside of it. `x` grows. */
export function valueAt(x: readonly number[], y: readonly number[], at: number): number {
  const after = x.findIndex((place) => place >= at);
  const [left, right] = [x[after - 1] ?? x[after], x[after]];
  if (left === undefined || right === undefined) return NaN;
  const [low, high] = [y[after - 1] ?? NaN, y[after] ?? NaN];
  if (right === at) return high;
  return low + ((at - left) / (right - left)) * (high - low);
}
