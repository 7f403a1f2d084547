/**
 * The rows that differ, where two lists have the same rows in the same order; null where rows came,
 * went or moved, so that the whole table has to be filled anew.
 */
export function changedRows<Row extends object>(
  before: readonly Row[],
  after: readonly Row[],
  rowKey: string,
): Row[] | null {
  if (before.length !== after.length) return null;
  const changed: Row[] = [];
  for (const [place, row] of after.entries()) {
    const previous = before[place];
    if (!previous || valueOf(previous, rowKey) !== valueOf(row, rowKey)) return null;
    if (!sameFields(previous, row)) changed.push(row);
  }
  return changed;
}

const valueOf = (row: object, field: string): unknown => (row as Record<string, unknown>)[field];

/** Rows are plain; a list of their fields for each of thousands would be most of the work. */
function sameFields(a: object, b: object): boolean {
  for (const field in b) if (!Object.is(valueOf(a, field), valueOf(b, field))) return false;
  return true;
}
