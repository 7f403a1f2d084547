import { describe, expect, it } from 'vitest';

import { emptyGrid } from '../../../../src-shared/grid/grid-case.ts';
import type { GridCase } from '../../../../src-shared/grid/grid-case.ts';
import {
  areaOfGroup,
  groupAreas,
  isGroup,
  placesOfMembers,
} from '../../../../src-renderer/network/area-groups.ts';
import { branch, bus, generator } from './networks.ts';

/** Area 1: buses 1, 2. Area 2: buses 3, 4, 5. Two ties, 2-3 and 2-4; one line out of area 2 to 6. */
const grid: GridCase = {
  ...emptyGrid,
  buses: [
    bus(1, { x: 0, y: 0 }),
    bus(2, { x: 100, y: 0 }),
    bus(3, { x: 200, y: 0 }, { area: 2 }),
    bus(4, { x: 300, y: 60 }, { area: 2 }),
    bus(5, { x: 400, y: 0 }, { area: 2 }),
    bus(6, { x: 500, y: 0 }, { area: 3 }),
  ],
  branches: [branch(1, 2), branch(2, 3), branch(2, 4), branch(3, 4), branch(4, 5), branch(5, 6)],
  generators: [
    generator(1),
    generator(4, { pMw: 70 }),
    generator(5, { pMw: 30, inService: false }),
  ],
};

describe('areas as groups', () => {
  const { grid: drawn, meantBy, drawnOf, withTies } = groupAreas(grid, new Set([2]));
  const group = drawn.buses.find(({ number }) => isGroup(number));

  it('draw an area as one node in its middle, with its sums in service', () => {
    expect(drawn.buses.map(({ number }) => number)).toEqual([1, 2, 6, group?.number]);
    expect(areaOfGroup(group?.number ?? 1)).toBe(2);
    expect(group?.position).toEqual({ x: 300, y: 20 });
    expect(group?.name).toBe('Area 2: G 70 MW, L 0 MW');
    expect(drawn.generators.map(({ bus: at }) => at)).toEqual([1]);
  });

  it('hide branches inside and keep every tie apart from the others', () => {
    // Brute force: as many lines as have their ends in two different nodes.
    const areaOf = new Map(grid.buses.map(({ number, area }) => [number, area]));
    const nodeOf = (number: number): number =>
      areaOf.get(number) === 2 ? (group?.number ?? 0) : number;
    const expected = grid.branches.filter(({ from, to }) => nodeOf(from) !== nodeOf(to));
    expect(drawn.branches).toHaveLength(expected.length);
    const names = drawn.branches.map(({ from, to, circuit }) => `${from} ${to} ${circuit}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('lead from every element to what is drawn and back to it', () => {
    for (const { from, to, circuit } of grid.branches) {
      const own = { kind: 'branch', from, to, circuit } as const;
      const meant = meantBy(drawnOf(own));
      const inside = drawnOf(own).kind === 'bus';
      expect(meant).toEqual(inside ? [3, 4, 5].map((number) => ({ kind: 'bus', number })) : [own]);
    }
    expect(drawnOf({ kind: 'generator', bus: 4, id: '1' })).toEqual({
      kind: 'bus',
      number: group?.number,
    });
    expect(drawnOf({ kind: 'bus', number: 1 })).toEqual({ kind: 'bus', number: 1 });
  });

  it('paint a tie as the line that it stands for', () => {
    const paints = withTies(new Map([['branch/2-3-1', 'red']]));
    expect([...paints.values()].filter((colour) => colour === 'red')).toHaveLength(2);
  });

  it('take their buses along when they are moved', () => {
    const to = { x: 310, y: 0 };
    const moved = placesOfMembers(grid, drawn, [
      { bus: group?.number ?? 0, position: to },
      { bus: 1, position: { x: 5, y: 5 } },
    ]);
    expect(moved).toEqual([
      { bus: 3, position: { x: 210, y: -20 } },
      { bus: 4, position: { x: 310, y: 40 } },
      { bus: 5, position: { x: 410, y: -20 } },
      { bus: 1, position: { x: 5, y: 5 } },
    ]);
  });

  it('are the network itself where nothing is collapsed', () => {
    const { grid: same } = groupAreas(grid, new Set());
    expect(same).toEqual(grid);
  });
});
