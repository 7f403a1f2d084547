/** What decides whether an outage is among the worst. */
export interface Ranked {
  readonly norm: number | null;
  readonly islandedBuses: number;
  /** Largest angle over its limit; decides between equal norms where it is known. */
  readonly largestLoading?: number | null;
}

/**
 * Norms that agree in so many digits are one: everything behind a bridge that carries the largest
 * difference leaves it as it is.
 */
const SAME_DIGITS = 9;
/** Of exact angles, which Newton leaves with fewer digits. */
const SAME_EXACT_DIGITS = 7;

/**
 * Positions of the outages with the largest norms, at most `count`; of equal norms the larger
 * loading first, then the earlier. Outages that cut buses off are a class of their own and take no
 * place among them, unless the condition fails for what remains: whether that has a state at all,
 * only the exact solution tells.
 */
export function worstFirst(outages: readonly Ranked[], count: number): number[] {
  return outages
    .flatMap(({ norm, islandedBuses, largestLoading }, position) =>
      norm === null || (islandedBuses > 0 && norm <= 1)
        ? []
        : [{ norm: rounded(norm), loading: largestLoading ?? 0, position }],
    )
    .sort((a, b) => b.norm - a.norm || b.loading - a.loading || a.position - b.position)
    .slice(0, count)
    .map(({ position }) => position);
}

const rounded = (value: number, digits = SAME_DIGITS): number => Number(value.toPrecision(digits));

/** Places from 1 on of those with an exact state: no state first, then by its angle against limits. */
export function exactRanks(
  outages: readonly {
    readonly angle: number | null;
    readonly loading: number | null;
    readonly isSolved: boolean;
  }[],
): (number | null)[] {
  const size = (value: number | null): number =>
    value === null ? Number.MAX_VALUE : rounded(value, SAME_EXACT_DIGITS);
  const order = [...outages.keys()]
    .filter((position) => outages[position]!.isSolved)
    .sort((a, b) => {
      const [one, other] = [outages[a]!, outages[b]!];
      const byAngle = size(other.angle) - size(one.angle);
      return byAngle || size(other.loading) - size(one.loading) || a - b;
    });
  const ranks = outages.map((): number | null => null);
  order.forEach((position, rank) => (ranks[position] = rank + 1));
  return ranks;
}
