/** A curve by its samples; time never decreases. */
export interface Sampled {
  readonly time: Float64Array;
  readonly value: Float64Array;
}

/**
 * The samples that decide how a curve looks when it is drawn `pixels` wide: of every column of
 * pixels the first, least, largest and last, in their order. So no peak is lost and none is
 * invented, however far one zooms out. The neighbours outside the window are kept too, so that the
 * line runs to its edges. Cost: one pass over the window.
 */
export function decimate(curve: Sampled, from: number, to: number, pixels: number): Sampled {
  const { time, value } = curve;
  const start = Math.max(0, firstAtOrAfter(time, from) - 1);
  const end = Math.min(time.length, firstAfter(time, to) + 1);
  if (end - start <= 4 * pixels) {
    return { time: time.slice(start, end), value: value.slice(start, end) };
  }
  const kept: number[] = [];
  const perSecond = pixels / (to - from);
  for (let k = start; k < end;) {
    const column = Math.floor(((time[k] ?? 0) - from) * perSecond);
    let last = k;
    let least = k;
    let largest = k;
    while (last + 1 < end && Math.floor(((time[last + 1] ?? 0) - from) * perSecond) === column) {
      last++;
      if (at(value, last) < at(value, least)) least = last;
      if (at(value, last) > at(value, largest)) largest = last;
    }
    for (const index of [k, Math.min(least, largest), Math.max(least, largest), last]) {
      if (kept.at(-1) !== index) kept.push(index);
    }
    k = last + 1;
  }
  return {
    time: Float64Array.from(kept, (index) => at(time, index)),
    value: Float64Array.from(kept, (index) => at(value, index)),
  };
}

const at = (values: Float64Array, index: number): number => values[index] ?? NaN;

/** First index whose time is `bound` or later; the length where there is none. */
export const firstAtOrAfter = (time: Float64Array, bound: number): number =>
  firstWhere(time, (t) => t >= bound);

const firstAfter = (time: Float64Array, bound: number): number =>
  firstWhere(time, (t) => t > bound);

/** Bisection: `holds` is false up to some index and true from there on. */
function firstWhere(time: Float64Array, holds: (t: number) => boolean): number {
  let low = 0;
  let high = time.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(at(time, middle))) high = middle;
    else low = middle + 1;
  }
  return low;
}
