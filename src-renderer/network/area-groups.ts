import type { Placement } from '../../src-shared/grid/edits.ts';
import { elementKey, refOf } from '../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../src-shared/grid/element-ref.ts';
import type { Branch, Bus, GridCase, Position } from '../../src-shared/grid/grid-case.ts';

/** A network as it is drawn with some of its areas collapsed, and the way between the two. */
export interface GroupedGrid {
  /** Every collapsed area is one bus of it; branches inside are left out, ties end at that bus. */
  readonly grid: GridCase;
  /** What is drawn for an element: itself, its tie line, or the group that it is hidden in. */
  readonly drawnOf: (ref: ElementRef) => ElementRef;
  /** What a drawn element stands for: itself, its branch, or all buses of its area. */
  readonly meantBy: (drawn: ElementRef) => readonly ElementRef[];
  /** The bus that a bus is drawn as. */
  readonly drawnBus: (bus: number) => number;
  /** What is known by element key, with the ties under the keys that they are drawn by as well. */
  readonly withTies: <Value>(byKey: ReadonlyMap<string, Value>) => ReadonlyMap<string, Value>;
}

/** Buses of a network have numbers from 1 on; groups are told by theirs. */
const groupNumber = (area: number): number => -1 - area;

export const isGroup = (bus: number): boolean => bus < 0;

/** The area that a group stands for; null for a bus. */
export const areaOfGroup = (bus: number): number | null => (isGroup(bus) ? -1 - bus : null);

/** The network with these areas as one node each: label, place in the middle, and ties only. */
export function groupAreas(grid: GridCase, collapsed: ReadonlySet<number>): GroupedGrid {
  const hidden = new Map(
    grid.buses.flatMap(({ number, area }): [number, number][] =>
      collapsed.has(area) ? [[number, groupNumber(area)]] : [],
    ),
  );
  const drawnBus = (bus: number): number => hidden.get(bus) ?? bus;
  const isDrawn = ({ bus }: { readonly bus: number }): boolean => !hidden.has(bus);
  const ties = new Map<string, ElementRef>();
  const branches = grid.branches.flatMap((branch): Branch[] => {
    const from = drawnBus(branch.from);
    const to = drawnBus(branch.to);
    if (from === branch.from && to === branch.to) return [branch];
    if (from === to) return [];
    const tie = { ...branch, from, to, circuit: circuitOfTie(branch) };
    ties.set(elementKey(refOf('branch', tie)), refOf('branch', branch));
    return [tie];
  });
  return {
    grid: {
      ...grid,
      buses: [...grid.buses.filter(({ number }) => !hidden.has(number)), ...groupsOf(grid, hidden)],
      branches,
      generators: grid.generators.filter(isDrawn),
      loads: grid.loads.filter(isDrawn),
      shunts: grid.shunts.filter(isDrawn),
    },
    drawnBus,
    withTies: (byKey) => {
      const found = [...ties].flatMap(([key, branch]) => {
        const value = byKey.get(elementKey(branch));
        return value === undefined ? [] : [[key, value] as const];
      });
      return found.length === 0 ? byKey : new Map([...byKey, ...found]);
    },
    drawnOf: (ref) => drawnElement(ref, drawnBus),
    meantBy: (drawn) => {
      const area = drawn.kind === 'bus' ? areaOfGroup(drawn.number) : null;
      if (area === null) return [ties.get(elementKey(drawn)) ?? drawn];
      return grid.buses.filter((bus) => bus.area === area).map((bus) => refOf('bus', bus));
    },
  };
}

/** Ties that end at the same two nodes are parallel there: both of their buses tell them apart. */
const circuitOfTie = ({ from, to, circuit }: Pick<Branch, 'from' | 'to' | 'circuit'>): string =>
  `${from}-${to}-${circuit}`;

function drawnElement(ref: ElementRef, drawnBus: (bus: number) => number): ElementRef {
  if (ref.kind === 'bus') return { ...ref, number: drawnBus(ref.number) };
  if (ref.kind !== 'branch') {
    const bus = drawnBus(ref.bus);
    return bus === ref.bus ? ref : { kind: 'bus', number: bus };
  }
  const from = drawnBus(ref.from);
  const to = drawnBus(ref.to);
  if (from === ref.from && to === ref.to) return ref;
  return from === to
    ? { kind: 'bus', number: from }
    : { ...ref, from, to, circuit: circuitOfTie(ref) };
}

/** One bus for each collapsed area, in the middle of its buses. */
function groupsOf(grid: GridCase, hidden: ReadonlyMap<number, number>): Bus[] {
  const members = new Map<number, Bus[]>();
  for (const bus of grid.buses) {
    const group = hidden.get(bus.number);
    if (group === undefined) continue;
    const known = members.get(group);
    if (known) known.push(bus);
    else members.set(group, [bus]);
  }
  const generation = powerByGroup(grid.generators, hidden);
  const load = powerByGroup(grid.loads, hidden);
  return [...members].flatMap(([number, buses]): Bus[] => {
    const [first] = buses;
    if (!first) return [];
    const [gMw, lMw] = [generation.get(number) ?? 0, load.get(number) ?? 0];
    const name = `Area ${first.area}: G ${Math.round(gMw)} MW, L ${Math.round(lMw)} MW`;
    return [{ ...first, number, name, type: 'pq', position: middleOf(buses) }];
  });
}

function powerByGroup(
  elements: GridCase['generators'] | GridCase['loads'],
  hidden: ReadonlyMap<number, number>,
): Map<number, number> {
  const sums = new Map<number, number>();
  for (const { bus, pMw, inService } of elements) {
    const group = hidden.get(bus);
    if (group === undefined || !inService) continue;
    sums.set(group, (sums.get(group) ?? 0) + pMw);
  }
  return sums;
}

function middleOf(buses: readonly Bus[]): Position | null {
  const places = buses.flatMap(({ position }) => position ?? []);
  if (places.length === 0) return null;
  return {
    x: places.reduce((sum, { x }) => sum + x, 0) / places.length,
    y: places.reduce((sum, { y }) => sum + y, 0) / places.length,
  };
}

/** Where the buses of moved nodes come to lie: those of a group go along with it. */
export function placesOfMembers(
  grid: GridCase,
  drawn: GridCase,
  places: readonly Placement[],
): Placement[] {
  return places.flatMap((place) => {
    const area = areaOfGroup(place.bus);
    const before = drawn.buses.find(({ number }) => number === place.bus)?.position;
    if (area === null) return [place];
    if (!place.position || !before) return [];
    const by = { x: place.position.x - before.x, y: place.position.y - before.y };
    return grid.buses.flatMap(({ number, area: own, position }): Placement[] =>
      own === area && position
        ? [{ bus: number, position: { x: position.x + by.x, y: position.y + by.y } }]
        : [],
    );
  });
}
