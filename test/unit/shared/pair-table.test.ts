import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { PairTable } from '../../../src-shared/grid/pair-table.ts';

describe('a table of pairs', () => {
  it('numbers them as a map of their texts does', () => {
    const number = fc.oneof(fc.integer({ min: -3, max: 6 }), fc.maxSafeInteger());
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number), { maxLength: 200 }), (pairs) => {
        const table = new PairTable(pairs.length);
        const known = new Map<string, number>();
        for (const [a, b] of pairs) {
          const key = `${a} ${b}`;
          const expected = known.get(key) ?? known.size;
          known.set(key, expected);
          expect(table.numberOf(a, b)).toBe(expected);
          expect(table.size).toBe(known.size);
        }
      }),
    );
  });

  it('takes a hub of a hundred thousand neighbours in its stride', () => {
    const table = new PairTable(100_000);
    for (let k = 0; k < 100_000; k++) table.numberOf(1, 2 ** 20 * k);
    expect(table.size).toBe(100_000);
    expect(table.numberOf(1, 2 ** 20 * 777)).toBe(777);
  });
});
