import { describe, expect, it } from 'vitest';

import {
  placeBuses,
  rasterPixels,
  symbolScale,
} from '../../../../src-renderer/network/diagram-layout.ts';
import { evenOut } from '../../../../src-renderer/network/force-layout.ts';
import { pivotLayout } from '../../../../src-renderer/network/pivot-layout.ts';
import { lowerStress } from '../../../../src-renderer/network/stress-layout.ts';
import { applyEdit } from '../../../../src-shared/grid/edits.ts';
import type { GridCase, Position } from '../../../../src-shared/grid/grid-case.ts';
import { bus, network, sample } from './networks.ts';

const distance = (a: Position | undefined, b: Position | undefined): number =>
  a && b ? Math.hypot(a.x - b.x, a.y - b.y) : NaN;

const withoutPlaces = (grid: GridCase): GridCase => ({
  ...grid,
  buses: grid.buses.map((one) => ({ ...one, position: null })),
});

/** Pairs of branches that cross, counted one by one. */
function crossings(grid: GridCase): number {
  const at = new Map(grid.buses.map(({ number, position }) => [number, position]));
  const segments = grid.branches.flatMap(({ from, to }) => {
    const [a, b] = [at.get(from), at.get(to)];
    return a && b ? [{ a, b }] : [];
  });
  const side = (a: Position, b: Position, p: Position): number =>
    Math.sign((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x));
  let count = 0;
  segments.forEach((one, k) => {
    for (const other of segments.slice(k + 1)) {
      const parted = side(one.a, one.b, other.a) * side(one.a, one.b, other.b) < 0;
      if (parted && side(other.a, other.b, one.a) * side(other.a, other.b, one.b) < 0) count++;
    }
  });
  return count;
}

describe('lowering the stress of a layout', () => {
  it('brings a ring that lies folded on a line to a circle, the least stress there is', () => {
    const count = 12;
    const ring = Array.from({ length: count }, (_, k) => [(k + 1) % count, (k + 11) % count]);
    const folded = ring.map((_, k) => ({ x: k, y: 0.01 * Math.sin(k) }));
    const places = lowerStress(folded, ring, 300);
    const centre = {
      x: places.reduce((sum, { x }) => sum + x, 0) / count,
      y: places.reduce((sum, { y }) => sum + y, 0) / count,
    };
    const radii = places.map((place) => distance(place, centre));
    expect(Math.max(...radii) / Math.min(...radii)).toBeLessThan(1.1);
  });

  it('leaves a chain that has its network distances already where it is', () => {
    const chain = Array.from({ length: 9 }, (_, k) =>
      [k - 1, k + 1].filter((j) => j >= 0 && j < 9),
    );
    const straight = chain.map((_, k) => ({ x: k, y: 0 }));
    lowerStress(straight, chain, 5).forEach(({ x, y }, k) => {
      expect(x).toBeCloseTo(k, 9);
      expect(y).toBeCloseTo(0, 9);
    });
  });
});

describe('the first draft of a layout', () => {
  it('lays a chain out as a straight line of unit steps, the exact answer', () => {
    const chain = Array.from({ length: 20 }, (_, k) =>
      [k - 1, k + 1].filter((j) => j >= 0 && j < 20),
    );
    const places = pivotLayout(chain);
    for (let k = 0; k + 1 < 20; k++) expect(distance(places[k], places[k + 1])).toBeCloseTo(1, 6);
    expect(distance(places[0], places[19])).toBeCloseTo(19, 6);
  });

  it('keeps the shape of a square grid: distances on paper grow with those in the network', () => {
    const size = 8;
    const index = (row: number, column: number): number => row * size + column;
    const inside = (row: number, column: number): boolean =>
      row >= 0 && column >= 0 && row < size && column < size;
    const neighbours = Array.from({ length: size * size }, (_, k) => {
      const [row, column] = [Math.floor(k / size), k % size];
      return (
        [
          [1, 0],
          [-1, 0],
          [0, 1],
          [0, -1],
        ] as const
      )
        .map(([down, right]) => [row + down, column + right] as const)
        .filter(([r, c]) => inside(r, c))
        .map(([r, c]) => index(r, c));
    });
    const places = pivotLayout(neighbours);
    const corner = distance(places[index(0, 0)], places[index(7, 7)]);
    const side = distance(places[index(0, 0)], places[index(0, 7)]);
    const step = distance(places[index(3, 3)], places[index(3, 4)]);
    expect(corner).toBeGreaterThan(1.2 * side);
    expect(side).toBeGreaterThan(4 * step);
  });

  it('has a place for every node of a network in pieces, and of an empty one', () => {
    expect(pivotLayout([])).toEqual([]);
    expect(pivotLayout([[]])).toEqual([{ x: 0, y: 0 }]);
    const places = pivotLayout([[1], [0], [], [4], [3]]);
    for (const { x, y } of places) expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true);
  });
});

describe('evening a layout out', () => {
  it('holds two joined nodes where push and pull are equal: at the cube root of their ratio', () => {
    // repulsion / d = attraction x d², pulled from both ends' lists once each: d³ = 0.35 / 0.5.
    const [a, b] = evenOut(
      [
        { x: 0, y: 0 },
        { x: 3, y: 1 },
      ],
      [[1], [0]],
      new Set(),
      400,
    );
    expect(distance(a, b)).toBeCloseTo(Math.cbrt(0.35 / 0.5), 1);
  });

  it('does not move what is fixed', () => {
    const draft = [
      { x: 0, y: 0 },
      { x: 0.1, y: 0 },
      { x: 5, y: 5 },
    ];
    const places = evenOut(draft, [[1], [0, 2], [1]], new Set([0, 2]), 50);
    expect([places[0], places[2]]).toEqual([draft[0], draft[2]]);
    expect(places[1]).not.toEqual(draft[1]);
  });
});

describe('placing buses', () => {
  it.each(['wscc9', 'ieee39', 'ieee118'])(
    'gives %s a picture with few crossings, on the raster',
    (id) => {
      const bare = withoutPlaces(sample(id));
      const placements = placeBuses(bare);
      const { grid } = applyEdit(bare, { kind: 'place', positions: placements });
      const taken = new Set(placements.map(({ position }) => `${position?.x} ${position?.y}`));
      expect(taken.size).toBe(bare.buses.length);
      for (const { position } of placements) {
        expect(Math.abs((position?.x ?? 1) % rasterPixels)).toBe(0);
      }
      // Second witness: the same network with its buses shuffled over the same places.
      const shuffled = placements.map(({ bus: number }, k) => ({
        bus: number,
        position: placements[(k * 7 + 3) % placements.length]?.position ?? null,
      }));
      const mixed = applyEdit(bare, { kind: 'place', positions: shuffled }).grid;
      expect(crossings(grid)).toBeLessThanOrEqual(bare.branches.length / 4);
      if (id !== 'wscc9') expect(crossings(grid)).toBeLessThan(crossings(mixed) / 10);
    },
  );

  it('gives the same network the same picture every time', () => {
    const bare = withoutPlaces(sample('rts96'));
    expect(placeBuses(bare)).toEqual(placeBuses(bare));
  });

  it('places only what has no place, beside what it is joined to', () => {
    const full = sample('ieee39');
    const grid = {
      ...full,
      buses: full.buses.map((one) => (one.number === 16 ? { ...one, position: null } : one)),
    };
    const [placed, ...others] = placeBuses(grid);
    expect(others).toEqual([]);
    expect(placed?.bus).toBe(16);
    const far = full.buses.map(({ position }) =>
      distance(position ?? undefined, placed?.position ?? undefined),
    );
    const joined = [15, 17, 19, 21, 24].map((number) =>
      distance(
        full.buses.find((one) => one.number === number)?.position ?? undefined,
        placed?.position ?? undefined,
      ),
    );
    expect(Math.max(...joined)).toBeLessThan(Math.max(...far) / 2);
  });

  it('places buses that nothing joins to anything', () => {
    const grid = network({ buses: [bus(1, null), bus(2, null), bus(3, { x: 40, y: 40 })] });
    expect(placeBuses(grid).map(({ bus: number }) => number)).toEqual([1, 2]);
  });

  it('draws symbols in proportion to how far apart the buses are', () => {
    const grid = sample('ieee39');
    const grown = {
      ...grid,
      buses: grid.buses.map((one) => ({
        ...one,
        position: one.position && { x: 50 * one.position.x, y: 50 * one.position.y },
      })),
    };
    expect(symbolScale(grid)).toBe(1);
    expect(symbolScale(grown)).toBeGreaterThan(30);
    expect(symbolScale(network({}))).toBe(1);
  });
});
