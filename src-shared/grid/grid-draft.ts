import { elementKey, elementsAtBus, findElement, refOf, tableOf } from './element-ref.ts';
import type { ElementKind, ElementOf, ElementRef } from './element-ref.ts';
import type { GridCase } from './grid-case.ts';

type Element = ElementOf[ElementKind];

/** So many searches through a table cost less than to index it. */
const searchesBeforeIndex = 8;

/**
 * A network while an edit acts on it. The given one is not touched: a table is copied once, before
 * it is first written to, and then changed in place, so that a batch of thousands of edits takes
 * time in proportion to its length. Elements are searched for at first, and looked up in an index
 * once there are many to find.
 */
export class GridDraft {
  private current: GridCase;
  private readonly own = new Set<ElementKind>();
  /** Places by element key. Which keys there are is exact; their places move as rows come and go. */
  private readonly indexes = new Map<ElementKind, Map<string, number>>();
  private readonly removed = new Map<ElementKind, number>();
  private searches = 0;
  /** How many elements hang on a bus, by its number, once that has been asked often. */
  private joined: Map<number, number> | null = null;

  constructor(grid: GridCase) {
    this.current = grid;
  }

  get grid(): GridCase {
    return this.current;
  }

  /** Puts a network in the place of this one as a whole. */
  replaceAll(grid: GridCase): void {
    this.current = grid;
    this.own.clear();
    this.indexes.clear();
    this.joined = null;
  }

  /** Place of the element in its table, or -1. */
  find(ref: ElementRef): number {
    const index = this.indexOf(ref.kind);
    if (!index) return findElement(this.current, ref);
    const key = elementKey(ref);
    const noted = index.get(key);
    if (noted === undefined) return -1;
    const table = this.current[tableOf[ref.kind]];
    // Where rows were removed from the top down, what is left has moved up by all of them.
    for (const at of [noted, noted - (this.removed.get(ref.kind) ?? 0)]) {
      const element = table[at];
      if (element && elementKey(refOf(ref.kind, element)) === key) return at;
    }
    this.indexes.set(ref.kind, this.indexed(ref.kind));
    return this.indexes.get(ref.kind)?.get(key) ?? -1;
  }

  has(ref: ElementRef): boolean {
    return this.indexOf(ref.kind)?.has(elementKey(ref)) ?? findElement(this.current, ref) >= 0;
  }

  /** Something that hangs on a bus; undefined where nothing does. */
  firstAtBus(number: number): ElementRef | undefined {
    if (++this.searches > searchesBeforeIndex) this.joined ??= countsByBus(this.current);
    if (this.joined && !this.joined.get(number)) return undefined;
    return elementsAtBus(this.current, number)[0];
  }

  at(kind: ElementKind, place: number): Element {
    return this.current[tableOf[kind]][place] as Element;
  }

  insert(kind: ElementKind, element: Element, place: number): void {
    const ref = refOf(kind, element);
    this.table(kind).splice(place, 0, element);
    this.indexes.get(kind)?.set(elementKey(ref), place);
    this.count(ref, 1);
  }

  remove(ref: ElementRef, place: number): Element {
    const [element] = this.table(ref.kind).splice(place, 1);
    this.indexes.get(ref.kind)?.delete(elementKey(ref));
    this.removed.set(ref.kind, (this.removed.get(ref.kind) ?? 0) + 1);
    this.count(ref, -1);
    return element as Element;
  }

  /** Another value in the same place; its name may be another one. */
  replace(ref: ElementRef, place: number, element: Element): void {
    const renamed = refOf(ref.kind, element);
    this.table(ref.kind)[place] = element;
    const [before, after] = [elementKey(ref), elementKey(renamed)];
    if (before === after) return;
    const index = this.indexes.get(ref.kind);
    index?.delete(before);
    index?.set(after, place);
    this.count(ref, -1);
    this.count(renamed, 1);
  }

  /** A table that may be written to. */
  private table(kind: ElementKind): Element[] {
    if (!this.own.has(kind)) {
      this.own.add(kind);
      const table = tableOf[kind];
      this.current = { ...this.current, [table]: [...this.current[table]] };
    }
    return this.current[tableOf[kind]] as readonly Element[] as Element[];
  }

  private indexOf(kind: ElementKind): Map<string, number> | null {
    const known = this.indexes.get(kind);
    if (known) return known;
    if (++this.searches <= searchesBeforeIndex) return null;
    const made = this.indexed(kind);
    this.indexes.set(kind, made);
    return made;
  }

  private indexed(kind: ElementKind): Map<string, number> {
    this.removed.set(kind, 0);
    const table: readonly Element[] = this.current[tableOf[kind]];
    return new Map(table.map((element, place) => [elementKey(refOf(kind, element)), place]));
  }

  private count(ref: ElementRef, by: number): void {
    for (const bus of this.joined ? endsOf(ref) : []) {
      this.joined?.set(bus, (this.joined.get(bus) ?? 0) + by);
    }
  }
}

/** The buses that something other than a bus hangs on. */
export function endsOf(ref: ElementRef): number[] {
  if (ref.kind === 'bus') return [];
  return ref.kind === 'branch' ? [ref.from, ref.to] : [ref.bus];
}

function countsByBus({ branches, generators, loads, shunts }: GridCase): Map<number, number> {
  const counts = new Map<number, number>();
  const add = (bus: number): void => void counts.set(bus, (counts.get(bus) ?? 0) + 1);
  for (const { from, to } of branches) [from, to].forEach(add);
  for (const table of [generators, loads, shunts]) for (const { bus } of table) add(bus);
  return counts;
}
