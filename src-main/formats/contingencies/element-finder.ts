import { elementKey, elementsOf, refOf } from '../../../src-shared/grid/element-ref.ts';
import type { ElementKind, ElementRef } from '../../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../../src-shared/grid/grid-case.ts';

/** An element as a list names it: the identifier may be missing, a branch may be reversed. */
export interface NamedElement {
  readonly kind: ElementKind;
  readonly bus: number;
  /** Of a branch only. */
  readonly toBus: number | null;
  /** Circuit or identifier; empty where the list gives none. */
  readonly id: string;
}

/** Finds the element of the network that a list means; null where there is none, or no single one. */
export type ElementFinder = (named: NamedElement) => ElementRef | null;

export function elementFinder(grid: GridCase): ElementFinder {
  const byKey = new Map<string, ElementRef>();
  const byPlace = new Map<string, ElementRef[]>();
  for (const kind of ['bus', 'branch', 'generator', 'load', 'shunt'] as const) {
    for (const element of elementsOf(grid, kind)) {
      const ref = refOf(kind, element);
      byKey.set(elementKey(ref), ref);
      const place = placeOf(ref);
      const there = byPlace.get(place);
      if (there) there.push(ref);
      else byPlace.set(place, [ref]);
    }
  }
  return (named) => {
    const there = byPlace.get(placeNamed(named)) ?? [];
    if (named.kind === 'bus') return there[0] ?? null;
    if (named.id !== '') {
      return there.find((ref) => sameId(idOf(ref), named.id)) ?? null;
    }
    const [only] = there;
    if (there.length === 1 && only) return only;
    return there.find((ref) => sameId(idOf(ref), '1')) ?? null;
  };
}

/** Identifiers are padded with blanks in some files: `1 ` and ` 1` are `1`. */
const sameId = (a: string, b: string): boolean => a.trim() === b.trim();

function idOf(ref: ElementRef): string {
  if (ref.kind === 'bus') return '';
  return ref.kind === 'branch' ? ref.circuit : ref.id;
}

function placeOf(ref: ElementRef): string {
  if (ref.kind === 'bus') return `bus/${ref.number}`;
  return ref.kind === 'branch' ? pair(ref.from, ref.to) : `${ref.kind}/${ref.bus}`;
}

const placeNamed = ({ kind, bus, toBus }: NamedElement): string =>
  kind === 'branch' ? pair(bus, toBus ?? 0) : `${kind}/${bus}`;

const pair = (a: number, b: number): string => `branch/${Math.min(a, b)}-${Math.max(a, b)}`;

/** As a message names it. */
export function namedText({ kind, bus, toBus, id: whole }: NamedElement): string {
  const id = whole.slice(0, 32);
  if (kind === 'bus') return `bus ${bus}`;
  if (kind === 'branch') return `branch ${bus}–${toBus ?? '?'}${id === '' ? '' : ` circuit ${id}`}`;
  return `${kind} ${id === '' ? '' : `${id} `}at bus ${bus}`;
}
