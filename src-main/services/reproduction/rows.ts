import type { ReproductionRow } from '../../../src-shared/contract/reproduction.ts';

interface Quantity {
  readonly quantity: string;
  readonly unit?: string;
  readonly published: number | string;
}

/** Ours is held to a number: the paper's, a closed form, or that of an independent program. */
export function near(
  { quantity, unit = '', published }: Quantity,
  ours: number | null,
  expected: number,
  tolerance: number,
  source = '',
): ReproductionRow {
  return {
    quantity,
    unit,
    published,
    ours,
    difference: difference(published, ours),
    expected: `${short(expected)} ± ${tolerance.toPrecision(1)}${source && `, ${source}`}`,
    explained: ours !== null && Math.abs(ours - expected) <= tolerance,
  };
}

/** Ours is held to a range; a missing end is open. */
export function within(
  { quantity, unit = '', published }: Quantity,
  ours: number | null,
  { from = -Infinity, to = Infinity }: { readonly from?: number; readonly to?: number },
): ReproductionRow {
  return {
    quantity,
    unit,
    published,
    ours,
    difference: difference(published, ours),
    expected: rangeText(from, to),
    explained: ours !== null && ours >= from && ours <= to,
  };
}

/** Ours is a statement, and held to these words. */
export function states(
  { quantity, unit = '', published }: Quantity,
  ours: string | null,
  expected: string,
): ReproductionRow {
  const explained = ours === expected;
  return { quantity, unit, published, ours, difference: null, expected, explained };
}

function rangeText(from: number, to: number): string {
  if (from === -Infinity) return `at most ${short(to)}`;
  return to === Infinity ? `at least ${short(from)}` : `${short(from)} to ${short(to)}`;
}

const difference = (published: number | string, ours: number | null): number | null =>
  typeof published === 'number' && ours !== null ? ours - published : null;

/** As many digits as the tables show. */
const short = (value: number): string => String(Number(value.toPrecision(6)));
