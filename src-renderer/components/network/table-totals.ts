/** What the row below a table says of the rows that are shown. */
export type Total = 'none' | 'sum' | 'mean' | 'least' | 'largest';

export const totalWords: Readonly<Record<Total, string>> = {
  none: 'Totals',
  sum: 'Sum',
  mean: 'Mean',
  least: 'Least',
  largest: 'Largest',
};

/**
 * The total of a column; null where there is none: no value at all, or a sum of what cannot be
 * added (voltages, angles). Values without a limit and without a number do not count.
 */
export function totalOf(total: Total, values: readonly unknown[], adds: boolean): number | null {
  const numbers = values.filter(
    (value): value is number => typeof value === 'number' && Number.isFinite(value),
  );
  if (numbers.length === 0 || total === 'none') return null;
  const sum = (): number => numbers.reduce((whole, value) => whole + value, 0);
  switch (total) {
    case 'sum':
      return adds ? sum() : null;
    case 'mean':
      return sum() / numbers.length;
    case 'least':
      return numbers.reduce((least, value) => Math.min(least, value));
    case 'largest':
      return numbers.reduce((largest, value) => Math.max(largest, value));
  }
}
