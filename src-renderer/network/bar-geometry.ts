import type { Position } from '../../src-shared/grid/grid-case.ts';
import { farEnd } from './topology.ts';
import type { BusNode, PositionOf, Topology } from './topology.ts';

/**
 * A bus as engineers draw it: a bar across the direction of its branches, each branch leaving at
 * its own place at a right angle, machines and loads on the side that the branches leave free.
 *
 * All of it is worked out in a frame along the bar: `along` runs with the bar, `side` is -1 or +1
 * across it. A horizontal bar has along = x and side +1 below; a vertical one along = y, +1 right.
 */
export interface Bar {
  readonly horizontal: boolean;
  /** From one end to the other; the bus's own place is its middle. */
  readonly length: number;
  /** The end where the number is written: -1 left or top, +1 right or bottom. */
  readonly labelEnd: Side;
  /** By element key, for branches, machines, loads and shunts. */
  readonly terminals: ReadonlyMap<string, Terminal>;
}

/** Where something joins the bar: offset from the bus's place, and the direction it leaves in. */
export interface Terminal {
  readonly x: number;
  readonly y: number;
  readonly normalX: number;
  readonly normalY: number;
}

/** Sizes in pixels at zoom 1 for a diagram whose scale is 1. */
export const sizes = {
  barThickness: 6,
  /** An invisible rim: a bar of a few pixels would be hard to hit. */
  barRim: 5,
  /** So far the number of a lying bar reaches over its end. */
  numberInset: 2,
  /** Half the shortest bar. */
  shortestHalf: 17,
  /** Between two branches on one side. */
  branchPitch: 13,
  satellite: 24,
  transformer: 30,
  satellitePitch: 30,
  /** From the bar to the middle of a machine or load. */
  satelliteDistance: 32,
  /** How far a branch runs straight out of the bar before it turns. */
  stub: 12,
  /** From the outermost terminal to the end of the bar. */
  margin: 8,
} as const;

export type Side = -1 | 1;

interface BranchEnd {
  readonly key: string;
  /** The other bus. */
  readonly to: number;
  /** To the other bus, along and across the bar. */
  readonly along: number;
  readonly across: number;
}

interface Slot {
  readonly key: string;
  readonly wanted: number;
  readonly half: number;
}

export function barOf(
  topology: Topology,
  node: BusNode,
  positionOf: PositionOf,
  scale: number,
): Bar {
  const frame = frameOf(node, positionOf, scale);
  const slots = ([-1, 1] as const).map((side) => {
    const ends = frame.sides[side].map((end) => {
      const other = topology.get(end.to);
      return {
        ...end,
        wanted: wantedPlace(frame, end, other && frameOf(other, positionOf, scale)),
      };
    });
    const satellites = frame.free?.side === side ? node.satellites.map(({ key }) => key) : [];
    return { side, places: placeSide(ends, satellites, frame.free?.end ?? 0, frame.reach) };
  });
  const bar = assemble(slots, frame.horizontal, scale);
  const near = busesBeside(topology, node, positionOf, frame.horizontal, scale);
  return { ...bar, labelEnd: labelEnd(frame, near, bar.length / scale / 2) };
}

/** Other buses that lie about level with the bar: how far along it. */
function busesBeside(
  topology: Topology,
  node: BusNode,
  positionOf: PositionOf,
  horizontal: boolean,
  scale: number,
): number[] {
  const own = positionOf(node.bus.number);
  const [height, width] = horizontal ? [20, 110] : [45, 60];
  const found: number[] = [];
  for (const number of topology.keys()) {
    if (number === node.bus.number) continue;
    const other = positionOf(number);
    const dx = (other.x - own.x) / scale;
    const dy = (other.y - own.y) / scale;
    const [along, across] = horizontal ? [dx, dy] : [dy, dx];
    if (Math.abs(across) < height && Math.abs(along) < 2 * width) found.push(along);
  }
  return found;
}

/** How a bar lies and what is on which side of it, before anything has its exact place. */
interface Frame {
  readonly horizontal: boolean;
  readonly sides: Sides;
  /** Where machines and loads hang; null where there are none. */
  readonly free: FreePlace | null;
  /** How far from its middle branches may join it. */
  readonly reach: number;
}

function frameOf(node: BusNode, positionOf: PositionOf, scale: number): Frame {
  const own = positionOf(node.bus.number);
  const offsets = node.branches.map(({ key, branch }) => {
    const to = farEnd(branch, node.bus.number);
    const other = positionOf(to);
    return { key, to, dx: (other.x - own.x) / scale, dy: (other.y - own.y) / scale };
  });
  const horizontal = liesHorizontal(offsets);
  const sides = splitBySide(
    offsets.map(({ key, to, dx, dy }): BranchEnd => {
      return horizontal ? { key, to, along: dx, across: dy } : { key, to, along: dy, across: dx };
    }),
  );
  const free = node.satellites.length > 0 ? freePlace(sides) : null;
  const crowd = Math.max(sides[-1].length, sides[1].length);
  const ownReach = (sizes.branchPitch * Math.max(crowd - 1, 0)) / 2;
  // A bar that is long because of its machines gives its branches room as well.
  const lent = free?.end === 0 ? ((node.satellites.length - 1) * sizes.satellitePitch) / 2 : 0;
  return {
    horizontal,
    sides,
    free,
    reach: Math.max(ownReach, lent, sizes.shortestHalf - sizes.margin),
  };
}

/** Where along the bar a branch would run straightest to its other end. */
function wantedPlace(frame: Frame, end: BranchEnd, other: Frame | undefined): number {
  const { reach } = frame;
  if (!other) return clamp(end.along / 2, -reach, reach);
  if (other.horizontal !== frame.horizontal) {
    // Towards the point where the branch leaves the crossing bar.
    const side = other.sides[1].some(({ key }) => key === end.key) ? 1 : -1;
    return clamp(end.along + side * sizes.stub, -reach, reach);
  }
  // On the stretch that both bars can reach, else as near to it as this one can.
  const low = Math.max(-reach, end.along - other.reach);
  const high = Math.min(reach, end.along + other.reach);
  if (low <= high) return clamp(end.along / 2, low, high);
  return end.along > 0 ? reach : -reach;
}

const clamp = (value: number, low: number, high: number): number =>
  Math.max(low, Math.min(high, value));

/** The end that branches and other buses leave freer; in doubt the first. */
function labelEnd({ sides }: Frame, near: readonly number[], half: number): Side {
  const ends = [...sides[-1], ...sides[1]];
  const crowd = (end: Side): number => {
    const branches = ends.reduce((sum, branch) => {
      const angle = angleBetween(directionOf(branch), end < 0 ? Math.PI : 0);
      return sum + Math.max(0, 1 - angle / (Math.PI / 3));
    }, 0);
    const buses = near.filter((along) => along * end > 0 && along * end < half + 75);
    return branches + 2 * buses.length;
  };
  return crowd(1) < crowd(-1) - 0.1 ? 1 : -1;
}

/** Across its branches: horizontal where they mostly run up and down, and in doubt. */
function liesHorizontal(offsets: readonly { dx: number; dy: number }[]): boolean {
  let horizontally = 0;
  let vertically = 0;
  for (const { dx, dy } of offsets) {
    const length = Math.hypot(dx, dy) || 1;
    horizontally += Math.abs(dx) / length;
    vertically += Math.abs(dy) / length;
  }
  return vertically >= 0.6 * horizontally;
}

type Sides = Readonly<Record<Side, readonly BranchEnd[]>>;

/** Branches leave towards their other bus; those that run along the bar join the emptier side. */
function splitBySide(ends: readonly BranchEnd[]): Sides {
  const sides: Record<Side, BranchEnd[]> = { [-1]: [], 1: [] };
  const level = (end: BranchEnd): boolean => Math.abs(end.across) < 0.12 * Math.abs(end.along);
  for (const end of ends) if (!level(end)) sides[end.across > 0 ? 1 : -1].push(end);
  const emptier: Side = sides[1].length <= sides[-1].length ? 1 : -1;
  for (const end of ends) if (level(end)) sides[emptier].push(end);
  return sides;
}

interface FreePlace {
  readonly side: Side;
  /** Which end of the bar: 0 is its middle, on a side without branches. */
  readonly end: -1 | 0 | 1;
}

/** The place beside the bar that is farthest, by angle, from every branch. */
function freePlace(sides: Sides): FreePlace {
  const candidates = ([1, -1] as const).flatMap((side): FreePlace[] =>
    sides[side].length === 0
      ? [{ side, end: 0 }]
      : [
          { side, end: 1 },
          { side, end: -1 },
        ],
  );
  const ends = [...sides[-1], ...sides[1]];
  const clearance = ({ side, end }: FreePlace): number => {
    const direction = Math.atan2(side, end);
    return Math.min(Math.PI, ...ends.map((branch) => angleBetween(direction, directionOf(branch))));
  };
  const [first = { side: 1, end: 0 } as const, ...others] = candidates;
  return others.reduce((best, one) => (clearance(one) > clearance(best) + 0.2 ? one : best), first);
}

const directionOf = ({ along, across }: BranchEnd): number => Math.atan2(across, along);

function angleBetween(a: number, b: number): number {
  const turn = Math.abs(a - b) % (2 * Math.PI);
  return Math.min(turn, 2 * Math.PI - turn);
}

/** Places along one side, ordered by direction so that no two branches cross beside the bar. */
function placeSide(
  ends: readonly (BranchEnd & { readonly wanted: number })[],
  satellites: readonly string[],
  satelliteEnd: -1 | 0 | 1,
  reach: number,
): Map<string, number> {
  const branches = [...ends]
    .sort((a, b) => a.along / Math.abs(a.across) - b.along / Math.abs(b.across))
    .map(({ key, wanted }): Slot => ({ key, wanted, half: sizes.branchPitch / 2 }));
  const outermost = Math.max(0, ...ends.map(({ wanted }) => wanted * satelliteEnd));
  const group = satellites.length * sizes.satellitePitch;
  // Beside the branches at that end; on a side without branches, around the middle.
  const middle = satelliteEnd * (Math.min(outermost, reach) + (sizes.branchPitch + group) / 2);
  const hanging = satellites.map((key, k): Slot => {
    const fromMiddle = (k - (satellites.length - 1) / 2) * sizes.satellitePitch;
    return { key, wanted: middle + fromMiddle, half: sizes.satellitePitch / 2 };
  });
  return spread(satelliteEnd < 0 ? [...hanging, ...branches] : [...branches, ...hanging]);
}

/**
 * Places as near as possible to where they are wanted, in the given order and none overlapping:
 * blocks that would overlap are merged and centred on the mean of what their members want (pool
 * adjacent violators, the exact least-squares answer).
 */
export function spread(slots: readonly Slot[]): Map<string, number> {
  interface Block {
    members: { slot: Slot; offset: number }[];
    sum: number;
    width: number;
  }
  const blocks: Block[] = [];
  const startOf = (block: Block): number => block.sum / block.members.length;
  for (const slot of slots) {
    let block: Block = {
      members: [{ slot, offset: slot.half }],
      sum: slot.wanted - slot.half,
      width: 2 * slot.half,
    };
    for (
      let before = blocks.at(-1);
      before && startOf(before) + before.width > startOf(block);
      before = blocks.at(-1)
    ) {
      blocks.pop();
      const shift = before.width;
      const moved = block.members.map((member) => ({ ...member, offset: member.offset + shift }));
      block = {
        members: [...before.members, ...moved],
        sum: before.sum + block.sum - shift * block.members.length,
        width: before.width + block.width,
      };
    }
    blocks.push(block);
  }
  return new Map(
    blocks.flatMap((block) =>
      block.members.map(({ slot, offset }): [string, number] => [
        slot.key,
        startOf(block) + offset,
      ]),
    ),
  );
}

function assemble(
  slots: readonly { side: Side; places: ReadonlyMap<string, number> }[],
  horizontal: boolean,
  scale: number,
): Omit<Bar, 'labelEnd'> {
  const outermost = slots.flatMap(({ places }) => [...places.values()].map(Math.abs));
  const half = Math.max(sizes.shortestHalf, ...outermost.map((place) => place + sizes.margin));
  const terminals = new Map<string, Terminal>();
  for (const { side, places } of slots) {
    for (const [key, place] of places) {
      const along = place * scale;
      terminals.set(
        key,
        horizontal
          ? { x: along, y: 0, normalX: 0, normalY: side }
          : { x: 0, y: along, normalX: side, normalY: 0 },
      );
    }
  }
  return { horizontal, length: 2 * half * scale, terminals };
}

/** Middle of a machine's or load's symbol, from the bus's place. */
export function satellitePlace(terminal: Terminal, scale: number): Position {
  const distance = sizes.satelliteDistance * scale;
  return {
    x: terminal.x + terminal.normalX * distance,
    y: terminal.y + terminal.normalY * distance,
  };
}
