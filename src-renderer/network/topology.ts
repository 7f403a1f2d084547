import type {
  Branch,
  Bus,
  Generator,
  GridCase,
  Load,
  Position,
  Shunt,
} from '../../src-shared/grid/grid-case.ts';
import { elementKey, refOf } from '../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../src-shared/grid/element-ref.ts';

/** A machine, load or shunt, drawn beside its bus. */
export type Satellite =
  | { readonly kind: 'generator'; readonly key: string; readonly element: Generator }
  | { readonly kind: 'load'; readonly key: string; readonly element: Load }
  | { readonly kind: 'shunt'; readonly key: string; readonly element: Shunt };

export interface JoinedBranch {
  readonly key: string;
  readonly branch: Branch;
}

/** A bus with all that hangs on it. */
export interface BusNode {
  readonly bus: Bus;
  readonly branches: readonly JoinedBranch[];
  readonly satellites: readonly Satellite[];
}

/** The buses that are drawn, by number; branches between two of them only. */
export type Topology = ReadonlyMap<number, BusNode>;

interface GrowingNode {
  readonly bus: Bus;
  readonly branches: JoinedBranch[];
  readonly satellites: Satellite[];
}

/** Joins the tables of a network bus by bus; `shown` limits it to some buses (null: all). */
export function topologyOf(grid: GridCase, shown: ReadonlySet<number> | null = null): Topology {
  const nodes = new Map<number, GrowingNode>();
  for (const bus of grid.buses) {
    if (shown === null || shown.has(bus.number)) {
      nodes.set(bus.number, { bus, branches: [], satellites: [] });
    }
  }
  for (const branch of grid.branches) {
    const from = nodes.get(branch.from);
    const to = nodes.get(branch.to);
    if (!from || !to) continue;
    const joined = { key: elementKey(refOf('branch', branch)), branch };
    from.branches.push(joined);
    to.branches.push(joined);
  }
  for (const satellite of satellitesOf(grid)) {
    nodes.get(satellite.element.bus)?.satellites.push(satellite);
  }
  return nodes;
}

function satellitesOf(grid: GridCase): Satellite[] {
  return [
    ...grid.generators.map((element): Satellite => {
      return { kind: 'generator', key: elementKey(refOf('generator', element)), element };
    }),
    ...grid.loads.map((element): Satellite => {
      return { kind: 'load', key: elementKey(refOf('load', element)), element };
    }),
    ...grid.shunts.map((element): Satellite => {
      return { kind: 'shunt', key: elementKey(refOf('shunt', element)), element };
    }),
  ];
}

/** Whether bars and lines run alike: the same things joined, at the same places. */
export const sameShape = (a: Topology, b: Topology): boolean =>
  a.size === b.size && [...a].every(([number, node]) => sameNode(node, b.get(number)));

function sameNode(a: BusNode, b: BusNode | undefined): boolean {
  if (!b) return false;
  const [here, there] = [a.bus.position, b.bus.position];
  return (
    here?.x === there?.x &&
    here?.y === there?.y &&
    sameKeys(a.branches, b.branches) &&
    sameKeys(a.satellites, b.satellites)
  );
}

const sameKeys = (
  a: readonly { readonly key: string }[],
  b: readonly { readonly key: string }[],
): boolean => a.length === b.length && a.every(({ key }, k) => key === b[k]?.key);

/** The bus at the other end. */
export const farEnd = (branch: Branch, bus: number): number =>
  branch.from === bus ? branch.to : branch.from;

/** Numbers of the buses joined to a bus, each once. */
export const neighboursOf = (node: BusNode): number[] => [
  ...new Set(node.branches.map(({ branch }) => farEnd(branch, node.bus.number))),
];

/** Buses within `hops` branches of the given ones, themselves included. */
export function neighbourhood(
  topology: Topology,
  centres: readonly number[],
  hops: number,
): Set<number> {
  const found = new Set(centres.filter((number) => topology.has(number)));
  let frontier = [...found];
  for (let hop = 0; hop < hops; hop++) {
    const next: number[] = [];
    for (const number of frontier) {
      const node = topology.get(number);
      for (const neighbour of node ? neighboursOf(node) : []) {
        if (found.has(neighbour)) continue;
        found.add(neighbour);
        next.push(neighbour);
      }
    }
    frontier = next;
  }
  return found;
}

/** The buses that an element touches: its own, or both ends. */
export function busesOf(ref: ElementRef): number[] {
  if (ref.kind === 'bus') return [ref.number];
  return ref.kind === 'branch' ? [ref.from, ref.to] : [ref.bus];
}

/** Numbers of the buses among some elements. */
export const selectedBuses = (selection: readonly ElementRef[]): number[] =>
  selection.flatMap((ref) => (ref.kind === 'bus' ? [ref.number] : []));

/** Where a bus is drawn: its own place, or one found by the layout for buses that have none. */
export type PositionOf = (bus: number) => Position;

/** The part of the paper that is seen. */
export interface Sight {
  readonly zoom: number;
  readonly pan: Position;
  readonly width: number;
  readonly height: number;
}

/** Buses in sight, with a rim of `rim` times the picture's size around it. */
export function busesInSight(
  { buses }: Pick<GridCase, 'buses'>,
  { zoom, pan, width, height }: Sight,
  rim: number,
): number[] {
  const [left, right] = [(-rim * width - pan.x) / zoom, ((1 + rim) * width - pan.x) / zoom];
  const [top, bottom] = [(-rim * height - pan.y) / zoom, ((1 + rim) * height - pan.y) / zoom];
  return buses.flatMap(({ number, position }) => {
    if (!position) return [];
    const { x, y } = position;
    return x > left && x < right && y > top && y < bottom ? [number] : [];
  });
}
