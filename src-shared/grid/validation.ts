import { elementKey, elementLabel, elementsOf, refOf } from './element-ref.ts';
import type { ElementKind, ElementRef } from './element-ref.ts';
import type { GridCase } from './grid-case.ts';

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
  const seen = new Set<string>();
  const found: Message[] = [];
  for (const kind of KINDS) {
    for (const element of elementsOf(grid, kind)) {
      const ref = refOf(kind, element);
      const key = elementKey(ref);
      if (seen.has(key)) {
        const remedy =
          kind === 'bus' ? 'give each bus its own number' : 'give each its own identifier';
        found.push(message('error', ref, `${elementLabel(ref)} is there twice: ${remedy}.`));
      }
      seen.add(key);
    }
  }
  return found;
}

function danglingElements(grid: GridCase): Message[] {
  const numbers = new Set(grid.buses.map(({ number }) => number));
  const found: Message[] = [];
  const require = (element: ElementRef, bus: number): void => {
    if (numbers.has(bus)) return;
    found.push(
      message(
        'error',
        element,
        `${elementLabel(element)} names bus ${bus}, which does not exist: add the bus or correct the number.`,
      ),
    );
  };
  for (const branch of grid.branches) {
    const ref = refOf('branch', branch);
    require(ref, branch.from);
    require(ref, branch.to);
    if (branch.from === branch.to) {
      found.push(
        message(
          'error',
          ref,
          `${elementLabel(ref)} starts and ends at the same bus: correct one end.`,
        ),
      );
    }
  }
  for (const kind of ['generator', 'load', 'shunt'] as const) {
    for (const element of elementsOf(grid, kind)) require(refOf(kind, element), element.bus);
  }
  return found;
}

function branchImpedances(grid: GridCase): Message[] {
  const found: Message[] = [];
  for (const branch of grid.branches) {
    if (!branch.inService) continue;
    const ref = refOf('branch', branch);
    if (branch.reactancePu === 0) {
      found.push(
        message(
          'error',
          ref,
          `${elementLabel(ref)} has zero reactance, so its coupling would be infinite: enter its reactance, or merge the two buses, or take it out of service.`,
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
        `The island of bus ${first}${others} has load but no generation in service: it is left out of every study until a branch or a machine supplies it.`,
      );
    });
}

/**
 * The islands of the network: bus numbers joined by branches in service, type-4 buses left out.
 * Largest first; buses in the order of the network.
 */
export function islandsOf(grid: GridCase): number[][] {
  const parent = new Map<number, number>();
  for (const { number, type } of grid.buses) if (type !== 'isolated') parent.set(number, number);
  const root = (number: number): number => {
    let current = number;
    for (
      let above = parent.get(current);
      above !== undefined && above !== current;
      above = parent.get(current)
    ) {
      parent.set(current, parent.get(above) ?? above);
      current = above;
    }
    return current;
  };
  for (const { from, to, inService } of grid.branches) {
    if (inService && parent.has(from) && parent.has(to)) parent.set(root(from), root(to));
  }
  const islands = new Map<number, number[]>();
  for (const { number } of grid.buses) {
    if (!parent.has(number)) continue;
    const key = root(number);
    const island = islands.get(key);
    if (island) island.push(number);
    else islands.set(key, [number]);
  }
  return [...islands.values()].sort((a, b) => b.length - a.length);
}
