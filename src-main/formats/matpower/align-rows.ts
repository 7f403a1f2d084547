/** Which row of the file each element keeps, and which row a new or moved one is modelled on. */
export interface Alignment {
  /** Row that stays where it is, per element; -1: a row has to be written for it. */
  readonly kept: Int32Array;
  /** Row of the same element where it stood elsewhere, or the kept one; -1: there is none. */
  readonly model: Int32Array;
}

/**
 * Brings the elements of a network together with the rows of the file that they came from, which
 * stand in the order `before`. Elements of the same key belong together; those left over between
 * two such pairs do so in their order where `mayBeSame` says so, as after a change of identity.
 * Rows that would have to change places (all outside the longest ascending sequence) are not kept.
 */
export function alignRows(
  before: readonly string[],
  after: readonly string[],
  mayBeSame: (before: number, after: number) => boolean,
): Alignment {
  const rowOf = new Map(before.map((key, row) => [key, row]));
  const model = Int32Array.from(after, (key) => rowOf.get(key) ?? -1);
  const kept = ascending(model);
  const used = new Set(model);
  let last = -1;
  for (let first = 0; first < after.length; first++) {
    const row = kept[first] ?? -1;
    if (row >= 0) last = row;
    if (row >= 0 || (model[first] ?? -1) >= 0) continue;
    const candidate = last + 1;
    const isFree = candidate < before.length && !used.has(candidate);
    if (!isFree || !mayBeSame(candidate, first)) continue;
    kept[first] = candidate;
    model[first] = candidate;
    used.add(candidate);
    last = candidate;
  }
  return { kept, model };
}

/**
 * The entries of the longest ascending subsequence, -1 in place of all others: patience sorting,
 * n log n.
 */
function ascending(rows: Int32Array): Int32Array<ArrayBuffer> {
  const tops: number[] = [];
  const previous = new Int32Array(rows.length).fill(-1);
  rows.forEach((row, i) => {
    if (row < 0) return;
    let [low, high] = [0, tops.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((rows[tops[middle] ?? 0] ?? 0) < row) low = middle + 1;
      else high = middle;
    }
    if (low > 0) previous[i] = tops[low - 1] ?? -1;
    tops[low] = i;
  });
  const kept = new Int32Array(rows.length).fill(-1);
  let last = tops[tops.length - 1] ?? -1;
  while (last >= 0) {
    kept[last] = rows[last] ?? -1;
    last = previous[last] ?? -1;
  }
  return kept;
}
