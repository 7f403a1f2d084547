import { describe, expect, it } from 'vitest';

import type { Terminal } from '../../../../src-renderer/network/bar-geometry.ts';
import { branchPath } from '../../../../src-renderer/network/branch-path.ts';
import type { Position } from '../../../../src-shared/grid/grid-case.ts';

const down: Terminal = { x: 10, y: 0, normalX: 0, normalY: 1 };
const up: Terminal = { x: -4, y: 0, normalX: 0, normalY: -1 };
const bare: Terminal = { x: 0, y: 0, normalX: 0, normalY: 0 };

/** Where Cytoscape puts the bends of such an edge (findSegmentsPoints of its renderer). */
function bendsOf(from: Position, to: Position, path: ReturnType<typeof branchPath>): Position[] {
  const [startX, startY, endX, endY] = [path.sourceEndpoint, path.targetEndpoint].flatMap((end) =>
    end.split(' ').map(Number),
  ) as [number, number, number, number];
  const [x1, y1, x2, y2] = [from.x + startX, from.y + startY, to.x + endX, to.y + endY];
  const length = Math.hypot(x2 - x1, y2 - y1);
  const weights = path.weights.split(' ').map(Number);
  return path.distances.split(' ').map((text, k) => {
    const weight = weights[k] ?? NaN;
    return {
      x: x1 * (1 - weight) + x2 * weight + (-(y2 - y1) / length) * Number(text),
      y: y1 * (1 - weight) + y2 * weight + ((x2 - x1) / length) * Number(text),
    };
  });
}

describe('the way of a branch from bar to bar', () => {
  it('leaves both bars at a right angle, as Cytoscape will draw it', () => {
    const from = { x: 100, y: 50 };
    const to = { x: 310, y: 240 };
    const [leave, arrive] = bendsOf(from, to, branchPath(from, down, to, up, 1));
    expect(leave?.x).toBeCloseTo(110, 0);
    expect(leave?.y).toBeCloseTo(62, 0);
    expect(arrive?.x).toBeCloseTo(306, 0);
    expect(arrive?.y).toBeCloseTo(228, 0);
  });

  it('puts the symbol in the middle of its long stretch, turned along it', () => {
    const path = branchPath({ x: 0, y: 0 }, down, { x: 14, y: 200 }, up, 1);
    expect(path.middle).toEqual({ x: 10, y: 100 });
    expect(path.degrees).toBeCloseTo(90, 10);
  });

  it('shortens what runs straight out of the bar where two buses nearly touch', () => {
    const from = { x: 0, y: 0 };
    const to = { x: 14, y: 9 };
    const [leave, arrive] = bendsOf(from, to, branchPath(from, down, to, up, 1));
    expect(leave?.y).toBeLessThan(arrive?.y ?? 0);
  });

  it('never has a bend on an end point, which Cytoscape cannot draw', () => {
    const from = { x: 0, y: 0 };
    const to = { x: 120, y: 160 };
    for (const [start, end, bends] of [
      [bare, bare, 1],
      [bare, up, 1],
      [down, bare, 1],
      [down, up, 2],
    ] as const) {
      const path = branchPath(from, start, to, end, 1);
      const found = bendsOf(from, to, path);
      expect(found).toHaveLength(bends);
      for (const bend of found) {
        expect(Math.hypot(bend.x - from.x - start.x, bend.y - from.y - start.y)).toBeGreaterThan(5);
        expect(Math.hypot(bend.x - to.x - end.x, bend.y - to.y - end.y)).toBeGreaterThan(5);
      }
    }
  });
});
