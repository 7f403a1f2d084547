import type { Edit } from '../edits.ts';
import { elementKey, elementLabel, refOf } from '../element-ref.ts';
import type { ElementKind, ElementOf, ElementRef } from '../element-ref.ts';
import type { Bus, Generator, GridCase } from '../grid-case.ts';
import { islandsOf } from '../islands.ts';
import type { Severity } from '../validation.ts';

/** A way out that the user may take: what it would change, in words, and the change itself. */
export interface Repair {
  readonly preview: string;
  readonly edit: Edit;
}

/** One place where the data look wrong. */
export interface Finding {
  readonly severity: Severity;
  readonly element: ElementRef | null;
  readonly text: string;
  readonly repair: Repair | null;
}

/** One question that is put to every network. */
export interface DataCheck {
  readonly name: string;
  readonly title: string;
  /** Why it matters, and when it is harmless. */
  readonly explanation: string;
  readonly find: (checked: CheckedGrid) => readonly Finding[];
}

/** A network with what several checks need of it. */
export interface CheckedGrid {
  readonly grid: GridCase;
  readonly busOf: ReadonlyMap<number, Bus>;
  readonly islands: readonly (readonly number[])[];
  /** Machines in service at each bus that has one. */
  readonly machinesAt: ReadonlyMap<number, readonly Generator[]>;
  /** Apparent power of each branch, by `elementKey`, where a power flow is known. */
  readonly flowMva: ReadonlyMap<string, number>;
}

export function prepareChecks(
  grid: GridCase,
  flowMva: ReadonlyMap<string, number> = new Map(),
): CheckedGrid {
  const machinesAt = new Map<number, Generator[]>();
  for (const machine of grid.generators) {
    if (!machine.inService) continue;
    const there = machinesAt.get(machine.bus);
    if (there) there.push(machine);
    else machinesAt.set(machine.bus, [machine]);
  }
  const busOf = new Map(grid.buses.map((bus) => [bus.number, bus]));
  return { grid, busOf, islands: islandsOf(grid), machinesAt, flowMva };
}

/** A finding about one element; `text` goes on after its name. */
export function findingAt<Kind extends ElementKind>(
  severity: Severity,
  kind: Kind,
  element: ElementOf[Kind],
  text: string,
  repair: Repair | null = null,
): Finding {
  const ref = refOf(kind, element);
  return { severity, element: ref, text: `${elementLabel(ref)} ${text}`, repair };
}

/** The repair that changes some fields of one element. */
export function updateRepair<Kind extends ElementKind>(
  kind: Kind,
  element: ElementOf[Kind],
  changes: Partial<ElementOf[Kind]>,
  preview: string,
): Repair {
  const edit = { kind: 'update', element: refOf(kind, element), changes } as Edit;
  return { preview, edit };
}

export const branchKey = (branch: ElementOf['branch']): string =>
  elementKey(refOf('branch', branch));

/** A figure as it stands in a sentence. */
export const figure = (value: number): string =>
  Number.isFinite(value) ? String(Number(value.toPrecision(6))) : String(value);

export const clamp = (value: number, low: number, high: number): number =>
  Math.min(Math.max(value, low), high);

/** What a machine can give at most; an unlimited one counts with what it gives. */
export const capacityMw = ({ pMaxMw, pMw }: Generator): number =>
  Number.isFinite(pMaxMw) ? Math.max(pMaxMw, 0) : Math.max(pMw, 0);
