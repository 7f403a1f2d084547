/** What decides whether an outage is among the worst. */
interface Ranked {
  readonly norm: number | null;
  readonly islandedBuses: number;
}

/**
 * Positions of the outages with the largest norms, at most `count`; the earlier of equals first.
 * Outages that cut buses off are a class of their own and take no place among them, unless the
 * condition fails for what remains: whether that has a state at all, only the exact solution tells.
 */
export function worstFirst(outages: readonly Ranked[], count: number): number[] {
  return outages
    .flatMap(({ norm, islandedBuses }, position) =>
      norm === null || (islandedBuses > 0 && norm <= 1) ? [] : [{ norm, position }],
    )
    .sort((a, b) => b.norm - a.norm || a.position - b.position)
    .slice(0, count)
    .map(({ position }) => position);
}
