import { describe, expect, it } from 'vitest';

import { busRows } from '../../../src-shared/grid/bus-rows.ts';
import { aBus } from '../../fixtures/small-grid.ts';

describe('the row of a bus', () => {
  it.each([
    ['close together', [3, 1, 2, 40]],
    ['far apart', [999_997, 1, 12, 400]],
    ['below zero', [-5, 7, 0]],
  ])('is found where numbers lie %s, and -1 for a number that none has', (_how, numbers) => {
    const rowOf = busRows(numbers.map((number) => aBus(number)));
    expect(numbers.map(rowOf)).toEqual(numbers.map((_, row) => row));
    expect([5, 1_000_000, -1, 39].map(rowOf)).toEqual([-1, -1, -1, -1]);
  });

  it('is the first of two that have one number', () => {
    expect(busRows([aBus(2), aBus(7), aBus(2)])(2)).toBe(0);
    expect(busRows([aBus(999_997), aBus(7), aBus(999_997)])(999_997)).toBe(0);
  });
});
