import type { Position } from '../../src-shared/grid/grid-case.ts';
import { neighboursOf } from './topology.ts';
import type { PositionOf, Topology } from './topology.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';

const steps: Record<Direction, Position> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
};

export const stepOf = (direction: Direction): Position => steps[direction];

/**
 * The bus that an arrow key goes to: among the neighbours the one that lies best in that
 * direction, else the nearest of all buses there; null where there is none.
 */
export function busInDirection(
  topology: Topology,
  positionOf: PositionOf,
  from: number,
  direction: Direction,
): number | null {
  const node = topology.get(from);
  if (!node) return null;
  const start = positionOf(from);
  const best = (candidates: Iterable<number>, widest: number): number | null => {
    let found: number | null = null;
    let least = Infinity;
    for (const number of candidates) {
      if (number === from) continue;
      const cost = detour(start, positionOf(number), steps[direction], widest);
      if (cost >= least) continue;
      least = cost;
      found = number;
    }
    return found;
  };
  return best(neighboursOf(node), Math.PI / 3) ?? best(topology.keys(), Math.PI / 4);
}

/** Distance, weighted by how far off the direction it lies; infinite outside the widest angle. */
function detour(start: Position, end: Position, step: Position, widest: number): number {
  const dx = end.x - start.x;
  const dy = end.y - start.y;
  const ahead = dx * step.x + dy * step.y;
  const off = Math.abs(dx * step.y - dy * step.x);
  const angle = Math.atan2(off, ahead);
  return ahead <= 0 || angle > widest ? Infinity : Math.hypot(dx, dy) * (1 + 2 * angle);
}
