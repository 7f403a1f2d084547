import type { Branch, Bus, Generator, GridCase, Load, Shunt } from './grid-case.ts';

/** Names one element of a network by the field's own identity. */
export type ElementRef =
  | { readonly kind: 'bus'; readonly number: number }
  | {
      readonly kind: 'branch';
      readonly from: number;
      readonly to: number;
      readonly circuit: string;
    }
  | { readonly kind: 'generator'; readonly bus: number; readonly id: string }
  | { readonly kind: 'load'; readonly bus: number; readonly id: string }
  | { readonly kind: 'shunt'; readonly bus: number; readonly id: string };

export type ElementKind = ElementRef['kind'];

export interface ElementOf {
  readonly bus: Bus;
  readonly branch: Branch;
  readonly generator: Generator;
  readonly load: Load;
  readonly shunt: Shunt;
}

/** The table of a network that holds the elements of a kind. */
export const tableOf = {
  bus: 'buses',
  branch: 'branches',
  generator: 'generators',
  load: 'loads',
  shunt: 'shunts',
} as const satisfies Record<ElementKind, keyof GridCase>;

export const busRef = (number: number): ElementRef => ({ kind: 'bus', number });

export function refOf<Kind extends ElementKind>(kind: Kind, element: ElementOf[Kind]): ElementRef;
export function refOf(kind: ElementKind, element: ElementOf[ElementKind]): ElementRef {
  switch (kind) {
    case 'bus':
      return busRef((element as Bus).number);
    case 'branch': {
      const { from, to, circuit } = element as Branch;
      return { kind, from, to, circuit };
    }
    default: {
      const { bus, id } = element as Generator | Load | Shunt;
      return { kind, bus, id };
    }
  }
}

/** One string per element, unique in a network: `bus/12`, `branch/1-2-1`, `generator/30-1`. */
export function elementKey(ref: ElementRef): string {
  switch (ref.kind) {
    case 'bus':
      return `bus/${ref.number}`;
    case 'branch':
      return `branch/${ref.from}-${ref.to}-${ref.circuit}`;
    default:
      return `${ref.kind}/${ref.bus}-${ref.id}`;
  }
}

/** As a planner reads it: `Bus 12`, `Branch 1–2`, `Branch 1–2 circuit 2`, `Generator 1 at bus 30`. */
export function elementLabel(ref: ElementRef): string {
  switch (ref.kind) {
    case 'bus':
      return `Bus ${ref.number}`;
    case 'branch':
      return `Branch ${ref.from}–${ref.to}${ref.circuit === '1' ? '' : ` circuit ${ref.circuit}`}`;
    default: {
      const word = { generator: 'Generator', load: 'Load', shunt: 'Shunt' }[ref.kind];
      return `${word} ${ref.id} at bus ${ref.bus}`;
    }
  }
}

/** Position of the element in its table, or -1. */
export function findElement(grid: GridCase, ref: ElementRef): number {
  switch (ref.kind) {
    case 'bus':
      return grid.buses.findIndex(({ number }) => number === ref.number);
    case 'branch':
      return grid.branches.findIndex(
        ({ from, to, circuit }) => from === ref.from && to === ref.to && circuit === ref.circuit,
      );
    default:
      return grid[tableOf[ref.kind]].findIndex(({ bus, id }) => bus === ref.bus && id === ref.id);
  }
}

export function elementsOf<Kind extends ElementKind>(
  grid: GridCase,
  kind: Kind,
): readonly ElementOf[Kind][] {
  return grid[tableOf[kind]] as readonly ElementOf[ElementKind][] as readonly ElementOf[Kind][];
}

/** All elements joined to a bus: the branches that end there, its machines, loads and shunts. */
export const elementsAtBus = (grid: GridCase, number: number): ElementRef[] =>
  elementsAtBuses(grid, [number]);

/** The same of several buses, each element once. */
export function elementsAtBuses(grid: GridCase, numbers: readonly number[]): ElementRef[] {
  const wanted = new Set(numbers);
  const atOne = ({ bus }: { readonly bus: number }): boolean => wanted.has(bus);
  const { branches, generators, loads, shunts } = grid;
  return [
    ...branches
      .filter(({ from, to }) => wanted.has(from) || wanted.has(to))
      .map((branch) => refOf('branch', branch)),
    ...generators.filter(atOne).map((generator) => refOf('generator', generator)),
    ...loads.filter(atOne).map((load) => refOf('load', load)),
    ...shunts.filter(atOne).map((shunt) => refOf('shunt', shunt)),
  ];
}
