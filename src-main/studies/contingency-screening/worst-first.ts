/** Positions of the outages with the largest norms, at most `count`; the earlier of equals first. */
export function worstFirst(norms: readonly (number | null)[], count: number): number[] {
  return norms
    .flatMap((norm, position) => (norm === null ? [] : [{ norm, position }]))
    .sort((a, b) => b.norm - a.norm || a.position - b.position)
    .slice(0, count)
    .map(({ position }) => position);
}
