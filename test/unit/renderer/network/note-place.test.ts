import { describe, expect, it } from 'vitest';

import { diagramElements } from '../../../../src-renderer/network/diagram-elements.ts';
import { notePlace } from '../../../../src-renderer/network/note-place.ts';
import type { NoteRoom } from '../../../../src-renderer/network/note-place.ts';
import { topologyOf } from '../../../../src-renderer/network/topology.ts';
import type { Box } from '../../../../src-shared/grid/beside-line.ts';
import type { GridCase } from '../../../../src-shared/grid/grid-case.ts';
import { branch, bus, network } from './networks.ts';

const roomOf = (grid: GridCase, taken: readonly Box[] = []): NoteRoom => {
  const topology = topologyOf(grid);
  const elements = diagramElements({
    topology,
    positionOf: (number) => topology.get(number)?.bus.position ?? { x: 0, y: 0 },
    scale: 1,
    detailed: null,
  });
  const byId = new Map(elements.map((element) => [element.id, element]));
  return { elements: byId, taken, text: 11.5, gap: 4, symbols: 1 };
};

const overlaps = (a: Box, b: Box): boolean =>
  Math.abs(a.middle.x - b.middle.x) < a.halfWidth + b.halfWidth - 1e-9 &&
  Math.abs(a.middle.y - b.middle.y) < a.halfHeight + b.halfHeight - 1e-9;

const noteAt = (room: NoteRoom, id: string, text: string): Box => {
  const line = room.elements.get(id);
  const box = line ? notePlace(line, text, room) : null;
  if (!box) throw new Error(`${id} is not drawn.`);
  return box;
};

describe('the note of a line', () => {
  const grid = network({
    buses: [bus(1, { x: 0, y: 0 }), bus(2, { x: 300, y: 0 })],
    branches: [branch(1, 2)],
  });

  it('stands near the line and not on it', () => {
    const { middle, halfHeight } = noteAt(roomOf(grid), 'branch/1-2-1', '10.4° · 36 %');
    expect(Math.abs(middle.x - 150)).toBeLessThan(60);
    expect(Math.abs(middle.y)).toBeGreaterThanOrEqual(halfHeight);
    expect(Math.abs(middle.y)).toBeLessThan(60);
  });

  it('leaves another note and a bus beside the line alone', () => {
    const free = noteAt(roomOf(grid), 'branch/1-2-1', 'worst line');
    const second = noteAt(roomOf(grid, [free]), 'branch/1-2-1', 'worst line');
    expect(overlaps(free, second)).toBe(false);
    const beside = network({ ...grid, buses: [...grid.buses, bus(3, free.middle)] });
    const moved = noteAt(roomOf(beside), 'branch/1-2-1', 'worst line');
    const bar = { middle: free.middle, halfWidth: 17, halfHeight: 3 };
    expect(overlaps(moved, bar)).toBe(false);
  });

  it('has no place where its line is not drawn', () => {
    const room = roomOf(grid);
    const line = room.elements.get('branch/1-2-1');
    if (!line) throw new Error('no line');
    const elements = new Map([...room.elements].filter(([id]) => id !== 'bus/2'));
    expect(notePlace(line, 'worst line', { ...room, elements })).toBeNull();
  });
});
