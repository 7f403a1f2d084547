/**
 * The known word that was most likely meant: one that begins like it, or else the one that the
 * fewest slips of the finger lead to; null where none is near.
 */
export function nearest(word: string, known: readonly string[]): string | null {
  const begun = known.find((candidate) => word.length > 1 && candidate.startsWith(word));
  if (begun !== undefined) return begun;
  const tolerated = Math.max(2, Math.floor(word.length / 3));
  const [best] = known
    .map((candidate) => ({ candidate, distance: editDistance(word, candidate) }))
    .sort((a, b) => a.distance - b.distance);
  return best && best.distance <= tolerated ? best.candidate : null;
}

/** ` Did you mean «x»?`, or nothing. */
export function suggestion(word: string, known: readonly string[]): string {
  const found = nearest(word, known);
  return found === null ? '' : ` Did you mean ${found}?`;
}

/**
 * Insertions, deletions, changes and swaps of neighbours that lead from a to b (optimal string
 * alignment distance).
 */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const changed = a[row - 1] === b[column - 1] ? 0 : 1;
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current.push(
        Math.min(
          at(last, column) + 1,
          at(current, column - 1) + 1,
          at(last, column - 1) + changed,
          swapped ? at(beforeLast, column - 2) + 1 : Infinity,
        ),
      );
    }
    beforeLast = last;
    last = current;
  }
  return at(last, b.length);
}

const at = (row: readonly number[], column: number): number => row[column] ?? Infinity;
