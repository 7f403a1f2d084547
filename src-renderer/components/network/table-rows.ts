import { elementKey, elementsOf, refOf } from '../../../src-shared/grid/element-ref.ts';
import type { ElementKind, ElementOf, ElementRef } from '../../../src-shared/grid/element-ref.ts';
import type { Branch, GridCase } from '../../../src-shared/grid/grid-case.ts';
import type { LineStates } from '../../network/line-states.ts';
import { branchNumbers, voltagesOf } from './computed-values.ts';

/** One element as a row: its fields by name, flat, and what was computed for it. */
export type ElementRow = Readonly<Record<string, unknown>> & {
  readonly key: string;
  readonly ref: ElementRef;
};

/** Elements are replaced when they change, so that the names of one that did not stay the same. */
const names = new WeakMap<object, Pick<ElementRow, 'key' | 'ref'>>();

function nameOf(
  kind: ElementKind,
  element: ElementOf[ElementKind],
): Pick<ElementRow, 'key' | 'ref'> {
  const known = names.get(element);
  if (known) return known;
  const ref = refOf(kind, element);
  const name = { key: elementKey(ref), ref };
  names.set(element, name);
  return name;
}

export function elementRows(
  grid: GridCase,
  kind: ElementKind,
  states: LineStates,
): readonly ElementRow[] {
  const voltages = voltagesOf(grid);
  return elementsOf(grid, kind).map((element) => {
    const computed =
      kind === 'branch' ? branchNumbers(element as Branch, voltages, grid.baseMva, states) : {};
    return { ...element, ...computed, ...nameOf(kind, element) };
  });
}

/** A column of computed values in the table of the branches. */
export interface ComputedColumn {
  readonly name: string;
  readonly title: string;
  readonly digits: number;
  readonly percent: boolean;
  readonly help: string;
}

export const branchComputed: readonly ComputedColumn[] = [
  {
    name: 'angleDegrees',
    title: 'Angle, °',
    digits: 2,
    percent: false,
    help: 'At the equilibrium',
  },
  {
    name: 'limitDegrees',
    title: 'Limit, °',
    digits: 1,
    percent: false,
    help: 'Largest angle allowed',
  },
  {
    name: 'ratio',
    title: 'Angle / limit, %',
    digits: 0,
    percent: true,
    help: 'Beyond its limit above 100 %',
  },
  {
    name: 'flowMw',
    title: 'Flow, MW',
    digits: 1,
    percent: false,
    help: 'Lossless, from the from bus',
  },
  {
    name: 'loading',
    title: 'Loading, %',
    digits: 0,
    percent: true,
    help: 'Lossless flow over rating A',
  },
];
