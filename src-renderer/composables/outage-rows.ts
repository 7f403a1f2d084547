import { elementKey, elementLabel, elementsOf, refOf } from '../../src-shared/grid/element-ref.ts';
import type { ElementKind, ElementRef } from '../../src-shared/grid/element-ref.ts';
import type { Bus, GridCase } from '../../src-shared/grid/grid-case.ts';
import { searchText } from '../../src-shared/grid/search-text.ts';
import type { Contingency } from '../../src-shared/studies/contingency.ts';

/** What goes out, as the list is filtered by it. */
export type OutageKind = 'line' | 'transformer' | 'generator' | 'load' | 'bus' | 'group';

/** One outage as the list shows it. */
export interface OutageRow {
  /** Place in the list: names need not be unique. */
  readonly key: number;
  readonly enabled: boolean;
  readonly name: string;
  readonly kind: OutageKind;
  /** 'line', 'line + generator' */
  readonly kindWords: string;
  /** Of the buses at which its elements are. */
  readonly areas: readonly number[];
  readonly kv: readonly number[];
  readonly busNames: string;
  /** What the network no longer has. */
  readonly remark: string;
}

export interface OutageFilter {
  readonly text: string;
  readonly kind: OutageKind | 'all';
  readonly area: number | null;
  readonly kv: number | null;
}

export const outageKinds: readonly { readonly kind: OutageKind; readonly words: string }[] = [
  { kind: 'line', words: 'Lines' },
  { kind: 'transformer', words: 'Transformers' },
  { kind: 'generator', words: 'Generators' },
  { kind: 'load', words: 'Loads' },
  { kind: 'bus', words: 'Buses' },
  { kind: 'group', words: 'Several together' },
];

/** Cost: one pass over the network, and one over the list. */
export function outageRows(list: readonly Contingency[], grid: GridCase | null): OutageRow[] {
  const known = grid ? knownElements(grid) : new Map<string, Known>();
  return list.map(({ name, enabled, elements }, key) => {
    const found = elements.map((ref) => known.get(elementKey(ref)));
    const gone = grid ? elements.filter((_, k) => found[k] === undefined) : [];
    const buses = found.flatMap((each) => each?.buses ?? []);
    const kinds = elements.map((ref, k) => found[k]?.kind ?? kindOf(ref));
    return {
      ...{ key, enabled, name },
      kind: elements.length > 1 ? 'group' : (kinds[0] ?? 'group'),
      kindWords: [...new Set(kinds)].join(' + '),
      areas: [...new Set(buses.map(({ area }) => area))],
      kv: [...new Set(buses.map(({ baseKv }) => baseKv))],
      busNames: buses.map((bus) => bus.name).join(' '),
      remark: gone.length > 0 ? `no longer there: ${gone.map(elementLabel).join(', ')}` : '',
    };
  });
}

interface Known {
  readonly kind: OutageKind;
  readonly buses: readonly Bus[];
}

function knownElements(grid: GridCase): Map<string, Known> {
  const byNumber = new Map(grid.buses.map((bus) => [bus.number, bus]));
  const at = (ref: ElementRef): Bus[] =>
    numbersOf(ref).flatMap((number) => byNumber.get(number) ?? []);
  const known = new Map<string, Known>();
  for (const branch of grid.branches) {
    const ref = refOf('branch', branch);
    const kind = branch.isTransformer ? 'transformer' : 'line';
    known.set(elementKey(ref), { kind, buses: at(ref) });
  }
  const others: readonly ElementKind[] = ['bus', 'generator', 'load', 'shunt'];
  for (const kind of others) {
    for (const element of elementsOf(grid, kind)) {
      const ref = refOf(kind, element);
      known.set(elementKey(ref), { kind: kindOf(ref), buses: at(ref) });
    }
  }
  return known;
}

const numbersOf = (ref: ElementRef): number[] => {
  if (ref.kind === 'branch') return [ref.from, ref.to];
  return [ref.kind === 'bus' ? ref.number : ref.bus];
};

const kindWords: Record<ElementKind, OutageKind> = {
  branch: 'line',
  generator: 'generator',
  load: 'load',
  shunt: 'load',
  bus: 'bus',
};
const kindOf = ({ kind }: ElementRef): OutageKind => kindWords[kind];

/** The rows that pass every part of the filter. */
export function filteredRows(rows: readonly OutageRow[], filter: OutageFilter): OutageRow[] {
  // '21-22' finds 'Branch 21–22'.
  const wanted = searchText(filter.text);
  return rows.filter(
    (row) =>
      (filter.kind === 'all' || row.kind === filter.kind) &&
      (filter.area === null || row.areas.includes(filter.area)) &&
      (filter.kv === null || row.kv.includes(filter.kv)) &&
      searchText(`${row.name} ${row.kindWords} ${row.busNames}`).includes(wanted),
  );
}

const ascending = (numbers: Iterable<number>): number[] =>
  [...new Set(numbers)].sort((a, b) => a - b);

/** Areas and base voltages that a network has, for whoever chooses among them. */
export const areasOf = (grid: GridCase | null): number[] =>
  ascending(grid?.buses.map(({ area }) => area) ?? []);
export const voltagesOf = (grid: GridCase | null): number[] =>
  ascending(grid?.buses.map(({ baseKv }) => baseKv) ?? []).reverse();
