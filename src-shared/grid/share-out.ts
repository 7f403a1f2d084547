/**
 * Shares an amount among members in proportion to their weights, none beyond its room: what a full
 * member cannot take goes to the others by the same proportion.
 *
 * @param amount not negative
 * @param weights not negative; a member without weight takes nothing
 * @param room what each can take at most, not negative; Infinity for no limit
 * @returns the shares, which add up to the amount; null where all with a weight together have not
 * the room
 */
export function shareOut(
  amount: number,
  weights: readonly number[],
  room: readonly number[],
): number[] | null {
  const shares = weights.map(() => 0);
  const open = new Set([...weights.keys()].filter((k) => (weights[k] ?? 0) > 0));
  let left = amount;
  while (left > 0) {
    const total = [...open].reduce((sum, k) => sum + (weights[k] ?? 0), 0);
    if (total === 0) return null;
    const part = (k: number): number => (left * (weights[k] ?? 0)) / total;
    const full = [...open].filter((k) => part(k) > (room[k] ?? 0));
    for (const k of full.length > 0 ? full : open) {
      shares[k] = full.length > 0 ? (room[k] ?? 0) : part(k);
    }
    if (full.length === 0) break;
    for (const k of full) {
      left -= room[k] ?? 0;
      open.delete(k);
    }
  }
  return shares;
}
