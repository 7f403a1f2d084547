import type { ElementRef } from '../../../src-shared/grid/element-ref.ts';
import type { Contingency } from '../../../src-shared/studies/contingency.ts';

/** The rows of the contingency table: one per element, in the order of its columns. */
export function contingencyRows(list: readonly Contingency[]): (string | number)[][] {
  return list.flatMap(({ name, elements, enabled }) =>
    elements.map((element) => [name, element.kind, ...place(element), enabled ? 1 : 0]),
  );
}

function place(element: ElementRef): [bus: number, toBus: number | '', id: string] {
  switch (element.kind) {
    case 'bus':
      return [element.number, '', ''];
    case 'branch':
      return [element.from, element.to, element.circuit];
    default:
      return [element.bus, '', element.id];
  }
}
