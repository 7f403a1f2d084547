import { elementKey, elementLabel, elementsOf, refOf } from './element-ref.ts';
import type { ElementKind, ElementOf, ElementRef } from './element-ref.ts';
import { busRows } from './bus-rows.ts';
import type { GridCase } from './grid-case.ts';
import { islandsOf } from './islands.ts';
import { PairTable } from './pair-table.ts';

export type Severity = 'error' | 'warning' | 'note';

/** What is wrong or remarkable, where, and what to do about it. */
export interface Message {
  readonly severity: Severity;
  readonly text: string;
  /** Line of the imported file, 1-based; null where the message is about no line. */
  readonly line: number | null;
  readonly element: ElementRef | null;
}

/**
 * What makes a network unusable (errors) or doubtful (warnings). A network with no error can be
 * edited and studied; one that has an error is not imported.
 */
export function validateGrid(grid: GridCase): Message[] {
  return [
    ...duplicates(grid),
    ...danglingElements(grid),
    ...branchImpedances(grid),
    ...islandsWithoutGeneration(grid),
  ];
}

const KINDS: readonly ElementKind[] = ['bus', 'branch', 'generator', 'load', 'shunt'];

function message(severity: Severity, element: ElementRef | null, text: string): Message {
  return { severity, element, text, line: null };
}

function duplicates(grid: GridCase): Message[] {
  return KINDS.flatMap((kind) => repeatedIn(grid, kind)).map((ref) => {
    const remedy =
      ref.kind === 'bus' ? 'give each bus its own number' : 'give each its own identifier';
    return message('error', ref, `${elementLabel(ref)} is there twice: ${remedy}.`);
  });
}

/** Names are compared only where two elements share a bus, or one end: most share none. */
function repeatedIn(grid: GridCase, kind: ElementKind): ElementRef[] {
  const elements = elementsOf(grid, kind);
  const places = new PairTable(elements.length);
  const firstAt = new Int32Array(elements.length);
  const keysAt = new Map<number, Set<string>>();
  const repeated: ElementRef[] = [];
  elements.forEach((element, i) => {
    const known = places.size;
    const place = placeOf(element, places);
    if (place === known) {
      firstAt[place] = i;
      return;
    }
    const before = elements[firstAt[place] ?? 0];
    const keys = keysAt.get(place) ?? new Set(before && [elementKey(refOf(kind, before))]);
    keysAt.set(place, keys);
    const ref = refOf(kind, element);
    const key = elementKey(ref);
    if (keys.has(key)) repeated.push(ref);
    keys.add(key);
  });
  return repeated;
}

/** The bus of an element, or the two ends of a branch, as the place of a pair. */
function placeOf(element: ElementOf[ElementKind], places: PairTable): number {
  if ('from' in element) return places.numberOf(element.from, element.to);
  return places.numberOf('bus' in element ? element.bus : element.number, 0);
}

function danglingElements(grid: GridCase): Message[] {
  const rowOf = busRows(grid.buses);
  const found: Message[] = [];
  const report = (element: ElementRef, bus: number): void => {
    found.push(
      message(
        'error',
        element,
        `${elementLabel(element)} names bus ${bus}, which does not exist: add the bus or correct the number.`,
      ),
    );
  };
  for (const branch of grid.branches) {
    const { from, to } = branch;
    if (rowOf(from) < 0) report(refOf('branch', branch), from);
    if (rowOf(to) < 0) report(refOf('branch', branch), to);
    if (from !== to) continue;
    const ref = refOf('branch', branch);
    const text = `${elementLabel(ref)} starts and ends at the same bus: correct one end.`;
    found.push(message('error', ref, text));
  }
  for (const kind of ['generator', 'load', 'shunt'] as const) {
    for (const element of elementsOf(grid, kind)) {
      if (rowOf(element.bus) < 0) report(refOf(kind, element), element.bus);
    }
  }
  return found;
}

function branchImpedances(grid: GridCase): Message[] {
  const found: Message[] = [];
  for (const branch of grid.branches) {
    if (!branch.inService || branch.reactancePu > 0) continue;
    const ref = refOf('branch', branch);
    if (branch.reactancePu === 0) {
      found.push(
        message(
          'warning',
          ref,
          `${elementLabel(ref)} has zero reactance, so its coupling is infinite and studies refuse the network: enter its reactance, repair it in the data checks (F11), or take it out of service.`,
        ),
      );
    } else if (branch.reactancePu < 0) {
      found.push(
        message(
          'warning',
          ref,
          `${elementLabel(ref)} has a negative reactance (series capacitor or star leg): it is kept, outside the assumptions of the synchronization condition.`,
        ),
      );
    }
  }
  return found;
}

function islandsWithoutGeneration(grid: GridCase): Message[] {
  const supplied = new Set(
    grid.generators.filter(({ inService }) => inService).map(({ bus }) => bus),
  );
  const drawing = new Set(
    grid.loads.filter(({ inService, pMw }) => inService && pMw !== 0).map(({ bus }) => bus),
  );
  return islandsOf(grid)
    .filter(
      (island) =>
        island.some((bus) => drawing.has(bus)) && !island.some((bus) => supplied.has(bus)),
    )
    .map((island) => {
      const [first = 0] = island;
      const others = island.length > 1 ? ` and ${island.length - 1} more` : '';
      return message(
        'warning',
        { kind: 'bus', number: first },
        `The island of bus ${first}${others} has load but no generation in service: it is left out of every study until a branch or a generator supplies it.`,
      );
    });
}
