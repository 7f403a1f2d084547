import type { Bus } from '../../../src-shared/grid/grid-case.ts';
import { branchKey } from './build-branches.ts';
import type { Draft, Placed } from './draft.ts';

/** Where a machine of the file is in the network, after buses have become one. */
export type MachinePlaces = ReadonlyMap<string, { readonly bus: number; readonly id: string }>;

/**
 * Makes one bus of those that are joined without impedance: a coupling without impedance has no
 * place in an admittance matrix. The bus that stays is the slack bus among them, else a PV bus,
 * else the first in the file. Elements whose names meet at one bus are renamed `id@old-bus`;
 * branches between merged buses are dropped. Linear in the size of the network.
 */
export function mergeBuses(draft: Draft): MachinePlaces {
  const places = new Map<string, { bus: number; id: string }>();
  if (draft.links.length === 0) return places;
  const keptFor = keptBuses(draft);
  reportLinks(draft, keptFor);
  draft.messages.count('dropped', 'bus', keptFor.size);
  draft.messages.count('dropped', 'branch', draft.links.length);
  const kept = (bus: number): number => keptFor.get(bus) ?? bus;
  removeWhere(draft.buses, ({ element }) => keptFor.has(element.number));
  moveElements(draft, draft.generators, kept, places);
  moveElements(draft, draft.loads, kept, null);
  moveElements(draft, draft.shunts, kept, null);
  moveBranches(draft, kept);
  return places;
}

const RANK = { slack: 3, pv: 2, pq: 1, isolated: 0 } as const satisfies Record<Bus['type'], number>;

/** The bus that stays, for every bus that goes. */
function keptBuses({ buses, links }: Draft): Map<number, number> {
  const order = new Map(buses.map(({ element }, index) => [element.number, index]));
  const rank = new Map(buses.map(({ element }) => [element.number, RANK[element.type]]));
  const parent = new Map<number, number>();
  const root = (bus: number): number => {
    let current = bus;
    for (let up = parent.get(current); up !== undefined; up = parent.get(current)) {
      const above = parent.get(up);
      if (above !== undefined) parent.set(current, above);
      current = up;
    }
    return current;
  };
  const isBefore = (a: number, b: number): boolean => {
    const byRank = (rank.get(b) ?? 0) - (rank.get(a) ?? 0);
    return (byRank === 0 ? (order.get(a) ?? 0) - (order.get(b) ?? 0) : byRank) < 0;
  };
  for (const { from, to } of links) {
    const [a, b] = [root(from), root(to)];
    if (a !== b) parent.set(isBefore(a, b) ? b : a, isBefore(a, b) ? a : b);
  }
  return new Map([...parent.keys()].map((bus) => [bus, root(bus)]));
}

function reportLinks({ links, messages }: Draft, keptFor: ReadonlyMap<number, number>): void {
  for (const { from, to, label, line } of links) {
    const kept = keptFor.get(from) ?? keptFor.get(to) ?? from;
    messages.note(`${label} has no impedance: its buses are one, bus ${kept}.`, line, {
      kind: 'bus',
      number: kept,
    });
  }
}

function moveElements<Element extends { readonly bus: number; readonly id: string }>(
  { messages }: Draft,
  table: Placed<Element>[],
  kept: (bus: number) => number,
  places: Map<string, { bus: number; id: string }> | null,
): void {
  const taken = new Set(
    table
      .filter(({ element }) => kept(element.bus) === element.bus)
      .map(({ element }) => `${element.bus}-${element.id}`),
  );
  table.forEach(({ element, line }, index) => {
    const bus = kept(element.bus);
    if (bus === element.bus) return;
    const id = freeName(taken, `${bus}-`, element.id, element.bus);
    taken.add(`${bus}-${id}`);
    table[index] = { element: { ...element, bus, id }, line };
    places?.set(`${element.bus}-${element.id}`, { bus, id });
    if (id === element.id) return;
    messages.note(`“${element.id}” of the former bus ${element.bus} is now “${id}”.`, line);
  });
}

function freeName(
  taken: ReadonlySet<string>,
  prefix: string,
  wanted: string,
  oldBus: number,
): string {
  if (!taken.has(prefix + wanted)) return wanted;
  const base = `${wanted.slice(0, 16)}@${oldBus}`;
  let name = base;
  for (let i = 2; taken.has(prefix + name); i++) name = `${base}.${i}`;
  return name;
}

function moveBranches(draft: Draft, kept: (bus: number) => number): void {
  const { branches, messages } = draft;
  const key = (from: number, to: number, circuit: string): string => branchKey(from, to, circuit);
  const taken = new Set<string>();
  const moved: typeof branches = [];
  for (const { element, line } of branches) {
    const [from, to] = [kept(element.from), kept(element.to)];
    if (from === to) {
      messages.note(
        `Branch ${element.from}–${element.to} circuit ${element.circuit} joins buses that have become one: it is left out.`,
        line,
      );
      messages.count('dropped', 'branch');
      continue;
    }
    const isTaken = taken.has(key(from, to, element.circuit));
    const prefix = key(from, to, '');
    const oldEnd = from === element.from ? element.to : element.from;
    const circuit = isTaken ? freeName(taken, prefix, element.circuit, oldEnd) : element.circuit;
    taken.add(key(from, to, circuit));
    moved.push({ element: { ...element, from, to, circuit }, line });
  }
  branches.splice(0, branches.length);
  for (const branch of moved) branches.push(branch);
}

function removeWhere<Element>(table: Element[], isGone: (element: Element) => boolean): void {
  let kept = 0;
  for (const element of table) if (!isGone(element)) table[kept++] = element;
  table.length = kept;
}
