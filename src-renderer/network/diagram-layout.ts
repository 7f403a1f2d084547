import type { UnplacedNetwork } from '../../src-shared/contract/import-documents.ts';
import { pairKey } from '../../src-shared/grid/bus-pair.ts';
import type { Placement } from '../../src-shared/grid/edits.ts';
import type { Branch, Bus, GridCase, Position } from '../../src-shared/grid/grid-case.ts';
import { evenOut } from './force-layout.ts';
import { pivotLayout } from './pivot-layout.ts';
import { lowerStress } from './stress-layout.ts';

/** Pixels at zoom 1 between two buses that a branch joins, about. */
export const idealBranchLength = 125;

/** Places fall on this raster, so that what is nearly in line is in line. */
export const rasterPixels = 10;

export const onRaster = ({ x, y }: Position): Position => ({
  x: Math.round(x / rasterPixels) * rasterPixels,
  y: Math.round(y / rasterPixels) * rasterPixels,
});

/** What a layout goes by. */
export interface LayoutNetwork {
  readonly buses: readonly Pick<Bus, 'number' | 'position'>[];
  readonly branches: readonly Pick<Branch, 'from' | 'to'>[];
}

/** A network that is written as arrays, in the form that a layout reads. */
export function layoutNetworkOf(network: LayoutNetwork | UnplacedNetwork): LayoutNetwork {
  if ('branches' in network) return network;
  const { buses, from, to } = network;
  return {
    buses: Array.from(buses, (number) => ({ number, position: null })),
    branches: Array.from(from, (bus, k) => ({ from: bus, to: to[k] ?? bus })),
  };
}

export const hasUnplacedBuses = (grid: LayoutNetwork): boolean =>
  grid.buses.some(({ position }) => position === null);

/**
 * Places for the buses that have none; those that have one keep it. Pivot MDS, then stress, evened
 * out by forces: the same network always gets the same picture. fcose, measured on the Polish network of
 * 2,383 buses, took 9 s for a picture with more crossings; this takes about a second.
 */
export function placeBuses(grid: LayoutNetwork): Placement[] {
  const neighbours = neighboursByIndex(grid);
  const fixed = new Set(grid.buses.flatMap(({ position }, k) => (position ? [k] : [])));
  const draft =
    fixed.size > 0
      ? draftAround(grid, neighbours)
      : lowerStress(nudgedApart(pivotLayout(neighbours)), neighbours, 30);
  const rounds = Math.round(Math.min(300, Math.max(60, 600_000 / Math.max(draft.length, 1))));
  const places = evenOut(draft, neighbours, fixed, rounds);
  return grid.buses.flatMap(({ number, position }, k) => {
    const place = places[k];
    if (position !== null || !place) return [];
    return [{ bus: number, position: onRaster(scaled(place, idealBranchLength)) }];
  });
}

const scaled = ({ x, y }: Position, factor: number): Position => ({ x: x * factor, y: y * factor });

/** For each bus, in the order of the network, the places in that order of those joined to it. */
function neighboursByIndex(grid: LayoutNetwork): number[][] {
  const index = new Map(grid.buses.map(({ number }, k) => [number, k]));
  const neighbours: number[][] = grid.buses.map(() => []);
  const lines = new Map(grid.branches.map((branch) => [pairKey(branch), branch]));
  for (const { from, to } of lines.values()) {
    const i = index.get(from);
    const j = index.get(to);
    if (i === undefined || j === undefined) continue;
    neighbours[i]?.push(j);
    neighbours[j]?.push(i);
  }
  return neighbours;
}

/** What lies exactly on one point, no force can separate. */
const nudgedApart = (places: readonly Position[]): Position[] =>
  places.map(({ x, y }, k) => ({
    x: x + 0.2 * Math.sin(k * 12.9898),
    y: y + 0.2 * Math.cos(k * 78.233),
  }));

/** Buses without a place start beside those that have one: at the mean of their neighbours' places. */
function draftAround(grid: LayoutNetwork, neighbours: readonly (readonly number[])[]): Position[] {
  const known = new Map<number, Position>();
  grid.buses.forEach(({ position }, k) => {
    if (position) known.set(k, scaled(position, 1 / idealBranchLength));
  });
  const centre = meanOf([...known.values()]);
  let open = neighbours.map((_, k) => k).filter((k) => !known.has(k));
  while (open.length > 0) {
    const reached = open.flatMap((k) => {
      const places = (neighbours[k] ?? []).flatMap((j) => known.get(j) ?? []);
      return places.length > 0 ? [{ k, place: meanOf(places) }] : [];
    });
    // What hangs on nothing that has a place starts in the middle, one bus at a time.
    const [stranded] = open;
    if (reached.length === 0 && stranded !== undefined)
      reached.push({ k: stranded, place: centre });
    reached.forEach(({ k, place }) => {
      const away = { x: Math.sin(k * 12.9898), y: Math.cos(k * 78.233) };
      known.set(k, { x: place.x + 0.6 * away.x, y: place.y + 0.6 * away.y });
    });
    open = open.filter((k) => !known.has(k));
  }
  return neighbours.map((_, k) => known.get(k) ?? centre);
}

const meanOf = (places: readonly Position[]): Position => ({
  x: places.reduce((sum, { x }) => sum + x, 0) / Math.max(places.length, 1),
  y: places.reduce((sum, { y }) => sum + y, 0) / Math.max(places.length, 1),
});

/**
 * How large symbols are drawn so that they suit how far apart the buses were placed: 1 where
 * branches are as long as the layout makes them.
 */
export function symbolScale(grid: GridCase): number {
  const places = new Map(grid.buses.map(({ number, position }) => [number, position]));
  const lengths = grid.branches.flatMap(({ from, to }) => {
    const a = places.get(from);
    const b = places.get(to);
    return a && b ? [Math.hypot(a.x - b.x, a.y - b.y)] : [];
  });
  const middle = lengths.sort((a, b) => a - b)[Math.floor(lengths.length / 2)] ?? idealBranchLength;
  const scale = middle / idealBranchLength;
  return scale > 0.7 && scale < 1.8 ? 1 : Math.max(scale, 1e-3);
}
