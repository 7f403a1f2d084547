import type { Position } from '../../src-shared/grid/grid-case.ts';
import { sizes } from './bar-geometry.ts';
import type { Terminal } from './bar-geometry.ts';

/** The polyline of a branch, as Cytoscape wants it. */
export interface BranchPath {
  /** Offsets of both ends from their bus's place. */
  readonly sourceEndpoint: string;
  readonly targetEndpoint: string;
  /** Bends: share of the way from end to end, and distance to its right. */
  readonly weights: string;
  readonly distances: string;
  /** Middle and direction (degrees, 0 to 180) of the long stretch, for the transformer's symbol. */
  readonly middle: Position;
  readonly degrees: number;
}

/** A branch leaves each bar at a right angle for a short way and runs straight in between. */
export function branchPath(
  from: Position,
  fromTerminal: Terminal,
  to: Position,
  toTerminal: Terminal,
  scale: number,
): BranchPath {
  const start = offset(from, fromTerminal.x, fromTerminal.y);
  const end = offset(to, toTerminal.x, toTerminal.y);
  const stub = Math.min(sizes.stub * scale, distance(start, end) / 3);
  const leave = offset(start, fromTerminal.normalX * stub, fromTerminal.normalY * stub);
  const arrive = offset(end, toTerminal.normalX * stub, toTerminal.normalY * stub);
  // A bend on an end point has no direction, and Cytoscape would not draw the line at all.
  const corners = [
    ...(distance(start, leave) > 0 ? [leave] : []),
    ...(distance(end, arrive) > 0 ? [arrive] : []),
  ];
  const bends = (corners.length > 0 ? corners : [between(start, end)]).map((point) =>
    onTheWay(point, start, end),
  );
  const turn = Math.atan2(arrive.y - leave.y, arrive.x - leave.x) * (180 / Math.PI);
  return {
    sourceEndpoint: `${figure(fromTerminal.x)} ${figure(fromTerminal.y)}`,
    targetEndpoint: `${figure(toTerminal.x)} ${figure(toTerminal.y)}`,
    weights: bends.map(({ weight }) => weight.toFixed(4)).join(' '),
    distances: bends.map((bend) => figure(bend.distance)).join(' '),
    middle: between(leave, arrive),
    degrees: (turn + 360) % 180,
  };
}

const offset = ({ x, y }: Position, dx: number, dy: number): Position => ({ x: x + dx, y: y + dy });

const distance = (a: Position, b: Position): number => Math.hypot(b.x - a.x, b.y - a.y);

const between = (a: Position, b: Position): Position => ({
  x: (a.x + b.x) / 2,
  y: (a.y + b.y) / 2,
});

const figure = (value: number): string => value.toFixed(2);

/** A point in the frame of the straight way from start to end. */
export function onTheWay(
  point: Position,
  start: Position,
  end: Position,
): { weight: number; distance: number } {
  const wayX = end.x - start.x;
  const wayY = end.y - start.y;
  const squared = wayX * wayX + wayY * wayY;
  if (squared === 0) return { weight: 0.5, distance: 0 };
  const x = point.x - start.x;
  const y = point.y - start.y;
  return {
    weight: (x * wayX + y * wayY) / squared,
    distance: (y * wayX - x * wayY) / Math.sqrt(squared),
  };
}
