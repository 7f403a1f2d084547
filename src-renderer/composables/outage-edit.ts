import { elementsAtBus, findElement } from '../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../src-shared/grid/element-ref.ts';
import type { Edit } from '../../src-shared/grid/edits.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';

/** What goes out with these elements: of a bus, everything that ends there. */
export const elementsOut = (grid: GridCase, elements: readonly ElementRef[]): ElementRef[] =>
  elements.flatMap((ref) => (ref.kind === 'bus' ? elementsAtBus(grid, ref.number) : [ref]));

/** The outage as one step: all that is in service of it goes out; null where nothing is. */
export function outageEdit(
  grid: GridCase,
  name: string,
  elements: readonly ElementRef[],
): Edit | null {
  const edits = elementsOut(grid, elements).flatMap((element): Edit[] =>
    element.kind !== 'bus' && findElement(grid, element) >= 0
      ? [{ kind: 'update', element, changes: { inService: false } } as Edit]
      : [],
  );
  return edits.length === 0 ? null : { kind: 'batch', label: `Outage: ${name}`, edits };
}
