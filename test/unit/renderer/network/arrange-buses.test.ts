import { describe, expect, it } from 'vitest';

import { arrange, arrangements } from '../../../../src-renderer/network/arrange-buses.ts';
import type { Arrangement } from '../../../../src-renderer/network/arrange-buses.ts';
import { applyEdit } from '../../../../src-shared/grid/edits.ts';
import { bus, network } from './networks.ts';

const grid = network({
  buses: [
    bus(1, { x: 0, y: 40 }),
    bus(2, { x: 100, y: 0 }),
    bus(3, { x: 13, y: 100 }),
    bus(4, { x: 500, y: 500 }),
    bus(5, null),
  ],
});
const chosen = new Set([1, 2, 3, 5]);

const after = (arrangement: Arrangement): (readonly [number, number])[] => {
  const positions = arrange(grid, chosen, arrangement);
  return applyEdit(grid, { kind: 'place', positions })
    .grid.buses.slice(0, 3)
    .map(({ position }) => [position?.x ?? NaN, position?.y ?? NaN]);
};

describe('arranging buses', () => {
  it('brings them to one edge or middle line and keeps the other coordinate', () => {
    expect(after('align-left').map(([x]) => x)).toEqual([0, 0, 0]);
    expect(after('align-right').map(([x]) => x)).toEqual([100, 100, 100]);
    expect(after('align-centre')).toEqual([
      [50, 40],
      [50, 0],
      [50, 100],
    ]);
    expect(after('align-top').map(([, y]) => y)).toEqual([0, 0, 0]);
    expect(after('align-middle').map(([, y]) => y)).toEqual([50, 50, 50]);
    expect(after('align-bottom').map(([, y]) => y)).toEqual([100, 100, 100]);
  });

  it('spreads them evenly between the outer two, in their order', () => {
    expect(after('distribute-across').map(([x]) => x)).toEqual([0, 100, 50]);
    expect(after('distribute-down').map(([, y]) => y)).toEqual([50, 0, 100]);
  });

  it('moves no bus that was not chosen, has no place, or is right already', () => {
    for (const { arrangement } of arrangements) {
      for (const { bus: moved } of arrange(grid, chosen, arrangement)) {
        expect([1, 2, 3]).toContain(moved);
      }
    }
    expect(arrange(grid, chosen, 'snap')).toEqual([{ bus: 3, position: { x: 10, y: 100 } }]);
    expect(arrange(grid, new Set([1]), 'align-left')).toEqual([]);
  });
});
