import { describe, expect, it } from 'vitest';

import { barOf, sizes, spread } from '../../../../src-renderer/network/bar-geometry.ts';
import type { Bar } from '../../../../src-renderer/network/bar-geometry.ts';
import { topologyOf } from '../../../../src-renderer/network/topology.ts';
import type { GridCase, Position } from '../../../../src-shared/grid/grid-case.ts';
import { branch, bus, generator, load, network, sample } from './networks.ts';

function bars(grid: GridCase): Map<number, Bar> {
  const topology = topologyOf(grid);
  const places = new Map(grid.buses.map(({ number, position }) => [number, position]));
  const positionOf = (number: number): Position => places.get(number) ?? { x: 0, y: 0 };
  return new Map(
    [...topology.values()].map((node) => [node.bus.number, barOf(topology, node, positionOf, 1)]),
  );
}

/** Numbers without a pattern, the same in every run. */
function* figures(): Generator<number, never> {
  let word = 12345;
  while (true) yield (word = (Math.imul(word, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

describe('places along a bar', () => {
  it('are the least-squares places of all that keep order and distance', () => {
    const next = figures();
    for (let round = 0; round < 200; round++) {
      const slots = Array.from({ length: 4 }, (_, k) => ({
        key: String(k),
        wanted: 40 * next.next().value - 20,
        half: 3 + 5 * next.next().value,
      }));
      const places = [...spread(slots).values()];
      const cost = (candidate: readonly number[]): number =>
        candidate.reduce((sum, place, k) => sum + (place - (slots[k]?.wanted ?? 0)) ** 2, 0);
      const allowed = (candidate: readonly number[]): boolean =>
        candidate.every((place, k) => {
          const before = candidate[k - 1];
          const room = (slots[k]?.half ?? 0) + (slots[k - 1]?.half ?? 0);
          return before === undefined || place - before >= room - 1e-9;
        });
      expect(allowed(places)).toBe(true);
      // The problem is convex: no allowed step from the optimum, in any direction, is better.
      for (let trial = 0; trial < 100; trial++) {
        const step = places.map((place) => place + 2 * next.next().value - 1);
        if (allowed(step)) expect(cost(step)).toBeGreaterThanOrEqual(cost(places) - 1e-9);
      }
    }
  });

  it('lie on the bar, for every element of every shipped network', () => {
    for (const id of ['wscc9', 'ieee39', 'rts96', 'ieee118']) {
      const grid = sample(id);
      for (const bar of bars(grid).values()) {
        for (const { x, y, normalX, normalY } of bar.terminals.values()) {
          const [along, across] = bar.horizontal ? [x, y] : [y, x];
          expect(Math.abs(along)).toBeLessThanOrEqual(bar.length / 2 - sizes.margin + 1e-9);
          expect(across).toBe(0);
          expect(Math.abs(bar.horizontal ? normalY : normalX)).toBe(1);
        }
      }
    }
  });

  it('give every branch, machine, load and shunt of a bus one terminal', () => {
    const grid = sample('rts96');
    const found = [...bars(grid).values()].reduce((sum, bar) => sum + bar.terminals.size, 0);
    const { branches, generators, loads, shunts } = grid;
    expect(found).toBe(2 * branches.length + generators.length + loads.length + shunts.length);
  });
});

describe('a bus bar', () => {
  const star = (places: readonly Position[]): GridCase =>
    network({
      buses: [bus(1, { x: 0, y: 0 }), ...places.map((place, k) => bus(k + 2, place))],
      branches: places.map((_, k) => branch(1, k + 2)),
    });

  it('lies across its branches', () => {
    expect(bars(star([{ x: 0, y: 100 }])).get(1)?.horizontal).toBe(true);
    expect(bars(star([{ x: 100, y: 5 }])).get(1)?.horizontal).toBe(false);
    expect(bars(network({ buses: [bus(1, { x: 0, y: 0 })] })).get(1)?.horizontal).toBe(true);
  });

  it('meets the bar straight below it in a straight line, also where the two are a little aside', () => {
    for (const x of [0, 6, -14]) {
      const found = bars(star([{ x, y: 120 }]));
      const upper = found.get(1)?.terminals.get('branch/1-2-1');
      const lower = found.get(2)?.terminals.get('branch/1-2-1');
      expect(upper?.x).toBeCloseTo((lower?.x ?? NaN) + x, 10);
      expect([upper?.normalY, lower?.normalY]).toEqual([1, -1]);
    }
  });

  it('lets branches leave in the order of their directions, so that none cross beside it', () => {
    const places = [-200, -60, 10, 90, 300].map((x) => ({ x, y: 100 }));
    const bar = bars(star(places)).get(1);
    const along = places.map((_, k) => bar?.terminals.get(`branch/1-${k + 2}-1`)?.x ?? NaN);
    along.slice(1).forEach((place, k) => {
      expect(place - (along[k] ?? NaN)).toBeGreaterThanOrEqual(sizes.branchPitch - 1e-9);
    });
  });

  it('carries machines and loads on the side without branches', () => {
    const grid = {
      ...star([
        { x: -80, y: 100 },
        { x: 80, y: 100 },
      ]),
      generators: [generator(1)],
      loads: [load(1)],
    };
    const bar = bars(grid).get(1);
    expect(bar?.terminals.get('generator/1-1')?.normalY).toBe(-1);
    expect(bar?.terminals.get('load/1-1')?.normalY).toBe(-1);
  });

  it('keeps parallel circuits apart', () => {
    const grid = network({
      buses: [bus(1, { x: 0, y: 0 }), bus(2, { x: 0, y: 100 })],
      branches: [branch(1, 2), branch(1, 2, { circuit: '2' })],
    });
    const [first, second] = ['1', '2'].map(
      (circuit) => bars(grid).get(1)?.terminals.get(`branch/1-2-${circuit}`)?.x ?? NaN,
    );
    expect(Math.abs((first ?? NaN) - (second ?? NaN))).toBeCloseTo(sizes.branchPitch, 10);
  });

  it('writes its number at the end where no other bus is near', () => {
    const right = network({ buses: [bus(1, { x: 0, y: 0 }), bus(2, { x: 60, y: 0 })] });
    const left = network({ buses: [bus(1, { x: 0, y: 0 }), bus(2, { x: -60, y: 0 })] });
    expect(bars(right).get(1)?.labelEnd).toBe(-1);
    expect(bars(left).get(1)?.labelEnd).toBe(1);
  });

  it('has the same shape at every scale', () => {
    const grid = sample('ieee39');
    const topology = topologyOf(grid);
    const place = (number: number): Position =>
      topology.get(number)?.bus.position ?? { x: 0, y: 0 };
    for (const node of topology.values()) {
      const small = barOf(topology, node, place, 1);
      const large = barOf(
        topology,
        node,
        (number) => ({ x: 7 * place(number).x, y: 7 * place(number).y }),
        7,
      );
      expect(large.length).toBeCloseTo(7 * small.length, 6);
      expect(large.horizontal).toBe(small.horizontal);
    }
  });
});
