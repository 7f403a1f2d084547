import { elementKey, elementsOf, refOf } from './element-ref.ts';
import type { ElementKind, ElementRef } from './element-ref.ts';
import type { GridCase } from './grid-case.ts';
import { differs } from './same-value.ts';

export interface FieldDifference {
  readonly field: string;
  readonly left: unknown;
  readonly right: unknown;
}

/** One element that two networks do not share as it is. */
export interface ElementDifference {
  readonly element: ElementRef;
  readonly change: 'added' | 'removed' | 'changed';
  readonly fields: readonly FieldDifference[];
}

/** What `right` has that `left` has not, element by element; positions on the diagram do not count. */
export function compareGrids(left: GridCase, right: GridCase): ElementDifference[] {
  const kinds: readonly ElementKind[] = ['bus', 'branch', 'generator', 'load', 'shunt'];
  return kinds.flatMap((kind) => compareTable(left, right, kind));
}

function compareTable(left: GridCase, right: GridCase, kind: ElementKind): ElementDifference[] {
  const before = new Map(
    elementsOf(left, kind).map((element) => [elementKey(refOf(kind, element)), element]),
  );
  const differences: ElementDifference[] = [];
  for (const element of elementsOf(right, kind)) {
    const ref = refOf(kind, element);
    const previous = before.get(elementKey(ref));
    before.delete(elementKey(ref));
    if (previous === undefined) {
      differences.push({ element: ref, change: 'added', fields: [] });
      continue;
    }
    const fields = compareFields(previous, element);
    if (fields.length > 0) differences.push({ element: ref, change: 'changed', fields });
  }
  const removed = [...before.values()].map((element): ElementDifference => ({
    element: refOf(kind, element),
    change: 'removed',
    fields: [],
  }));
  return [...differences, ...removed];
}

function compareFields(left: object, right: object): FieldDifference[] {
  const before: Record<string, unknown> = { ...left };
  return Object.entries(right)
    .filter(([field, value]) => field !== 'position' && differs(before[field], value))
    .map(([field, value]: [string, unknown]) => ({ field, left: before[field], right: value }));
}
