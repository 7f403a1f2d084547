import { describe, expect, it } from 'vitest';

import { busInDirection } from '../../../../src-renderer/network/bus-in-direction.ts';
import {
  busesInSight,
  neighbourhood,
  topologyOf,
} from '../../../../src-renderer/network/topology.ts';
import { elementKey, elementsAtBus } from '../../../../src-shared/grid/element-ref.ts';
import type { Position } from '../../../../src-shared/grid/grid-case.ts';
import { branch, bus, network, sample } from './networks.ts';

const grid = sample('ieee118');
const topology = topologyOf(grid);

describe('what is in sight', () => {
  const places = network({
    buses: [
      bus(1, { x: 0, y: 0 }),
      bus(2, { x: 99, y: 49 }),
      bus(3, { x: 140, y: 0 }),
      bus(4, { x: 400, y: 0 }),
      bus(5, null),
    ],
  });

  it('is what falls on the screen at the present zoom and place, and a rim where one is asked for', () => {
    const sight = { zoom: 2, pan: { x: 10, y: 10 }, width: 210, height: 110 };
    const onScreen = places.buses.flatMap(({ number, position }) => {
      const [x, y] = [2 * (position?.x ?? NaN) + 10, 2 * (position?.y ?? NaN) + 10];
      return x > 0 && x < 210 && y > 0 && y < 110 ? [number] : [];
    });
    expect(busesInSight(places, sight, 0)).toEqual(onScreen);
    expect(onScreen).toEqual([1, 2]);
    expect(busesInSight(places, sight, 0.5)).toEqual([1, 2, 3]);
  });
});

describe('what hangs on a bus', () => {
  it('is what the tables say, searched bus by bus', () => {
    for (const { number } of grid.buses) {
      const node = topology.get(number);
      const found = [...(node?.branches ?? []), ...(node?.satellites ?? [])].map(({ key }) => key);
      expect(found.sort()).toEqual(elementsAtBus(grid, number).map(elementKey).sort());
    }
  });

  it('leaves branches out that end outside the shown buses', () => {
    const shown = topologyOf(grid, new Set([1, 2, 3]));
    expect([...shown.keys()]).toEqual([1, 2, 3]);
    expect(shown.get(1)?.branches.map(({ key }) => key)).toEqual(['branch/1-2-1', 'branch/1-3-1']);
    expect(shown.get(2)?.branches.map(({ key }) => key)).toEqual(['branch/1-2-1']);
  });
});

describe('the neighbourhood of a bus', () => {
  it('is what powers of the adjacency matrix reach', () => {
    const numbers = grid.buses.map(({ number }) => number);
    const index = new Map(numbers.map((number, k) => [number, k]));
    let reached = numbers.map((number) => number === 69);
    for (let hops = 0; hops <= 4; hops++) {
      expect([...neighbourhood(topology, [69], hops)].sort((a, b) => a - b)).toEqual(
        numbers.filter((_, k) => reached[k]),
      );
      const next = [...reached];
      for (const { from, to } of grid.branches) {
        const [i, j] = [index.get(from) ?? 0, index.get(to) ?? 0];
        next[i] ||= reached[j] === true;
        next[j] ||= reached[i] === true;
      }
      reached = next;
    }
  });

  it('of a bus that is not there is empty', () => {
    expect(neighbourhood(topology, [999], 3).size).toBe(0);
  });
});

describe('an arrow key', () => {
  const cross = network({
    buses: [
      bus(1, { x: 0, y: 0 }),
      bus(2, { x: 100, y: 20 }),
      bus(3, { x: 60, y: 90 }),
      bus(4, { x: -300, y: 0 }),
      bus(5, { x: 40, y: 0 }),
    ],
    branches: [branch(1, 2), branch(1, 3)],
  });
  const nodes = topologyOf(cross);
  const place = (number: number): Position => nodes.get(number)?.bus.position ?? { x: 0, y: 0 };

  it('goes to the neighbour that lies best in its direction, before nearer buses', () => {
    expect(busInDirection(nodes, place, 1, 'right')).toBe(2);
    expect(busInDirection(nodes, place, 1, 'down')).toBe(3);
  });

  it('goes to any bus where no neighbour lies there, and nowhere where none does', () => {
    expect(busInDirection(nodes, place, 1, 'left')).toBe(4);
    expect(busInDirection(nodes, place, 1, 'up')).toBeNull();
  });

  it('reaches every bus of New England from every other', () => {
    const england = topologyOf(sample('ieee39'));
    const at = (number: number): Position => england.get(number)?.bus.position ?? { x: 0, y: 0 };
    const seen = new Set([1]);
    for (const number of seen) {
      for (const direction of ['left', 'right', 'up', 'down'] as const) {
        const next = busInDirection(england, at, number, direction);
        if (next !== null) seen.add(next);
      }
    }
    expect(seen.size).toBe(39);
  });
});
