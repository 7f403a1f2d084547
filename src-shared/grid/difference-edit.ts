import type { Edit, GridDescription, Placement } from './edits.ts';
import { elementKey, elementsOf, refOf } from './element-ref.ts';
import type { ElementKind, ElementOf, ElementRef } from './element-ref.ts';
import type { GridCase } from './grid-case.ts';
import { differs } from './same-value.ts';

const label = 'Follow the changes';
const onBuses = ['branch', 'generator', 'load', 'shunt'] as const;

/**
 * The edit that makes `after` of `before`, row order and diagram included; null where they are the
 * same. A network that was rebuilt from a list of changes reaches whoever holds the one before as
 * one ordinary step. Costs one look at every row that the two do not share.
 */
export function differenceEdit(before: GridCase, after: GridCase): Edit | null {
  if (before === after) return null;
  const description = describedAnew(before, after);
  if (!sameOrder(before, after, 'bus')) {
    const edits = [...description, ...rebuiltFromNothing(before, after)];
    return { kind: 'batch', label, edits };
  }
  const buses = tableSteps(before, after, 'bus');
  const tables = onBuses.map((kind) => tableSteps(before, after, kind));
  const edits = [
    ...description,
    ...tables.flatMap(({ removals }) => removals),
    ...buses.removals,
    ...buses.insertions,
    ...tables.flatMap(({ insertions }) => insertions),
    ...buses.updates,
    ...tables.flatMap(({ updates }) => updates),
  ];
  const [only, another] = edits;
  if (!only) return null;
  // The order of updates does not matter; a step that only moves buses must be seen as one.
  return another || only.kind !== 'place' ? { kind: 'batch', label, edits } : only;
}

function describedAnew(before: GridCase, after: GridCase): Edit[] {
  const fields = ['name', 'description', 'sources', 'baseMva', 'frequencyHz'] as const;
  const changed = fields.filter((field) => differs(before[field], after[field]));
  if (changed.length === 0) return [];
  const changes: GridDescription = Object.fromEntries(
    changed.map((field) => [field, after[field]]),
  );
  return [{ kind: 'describe', changes }];
}

interface TableSteps {
  readonly removals: readonly Edit[];
  readonly insertions: readonly Edit[];
  readonly updates: readonly Edit[];
}

const noSteps: TableSteps = { removals: [], insertions: [], updates: [] };

function tableSteps(before: GridCase, after: GridCase, kind: ElementKind): TableSteps {
  if (elementsOf(before, kind) === elementsOf(after, kind)) return noSteps;
  if (!sameOrder(before, after, kind)) {
    return { ...noSteps, removals: removeAll(before, kind), insertions: insertAll(after, kind) };
  }
  const [old, anew] = [byKey(before, kind), byKey(after, kind)];
  const gone = elementsOf(before, kind).filter((row) => !anew.has(keyOf(kind, row)));
  const insertions: Edit[] = [];
  const updates: Edit[] = [];
  const placements: Placement[] = [];
  elementsOf(after, kind).forEach((row, index) => {
    const previous = old.get(keyOf(kind, row));
    if (previous === undefined) return void insertions.push(insertion(kind, row, index));
    if (previous === row) return;
    const { position, ...changes } = changedFields(previous, row);
    if (position !== undefined) placements.push({ bus: numberOf(row), position } as Placement);
    if (Object.keys(changes).length > 0) updates.push(update(refOf(kind, row), changes));
  });
  return {
    removals: gone.map((row) => ({ kind: 'remove', element: refOf(kind, row) })),
    insertions,
    updates:
      placements.length > 0 ? [...updates, { kind: 'place', positions: placements }] : updates,
  };
}

type Row = ElementOf[ElementKind];

const keyOf = (kind: ElementKind, row: Row): string => elementKey(refOf(kind, row));

const numberOf = (row: Row): number => ('number' in row ? row.number : 0);

const byKey = (grid: GridCase, kind: ElementKind): Map<string, Row> =>
  new Map(elementsOf(grid, kind).map((row) => [keyOf(kind, row), row]));

/** The rows that both have stand in the same order in both. */
function sameOrder(before: GridCase, after: GridCase, kind: ElementKind): boolean {
  if (elementsOf(before, kind) === elementsOf(after, kind)) return true;
  const [old, anew] = [byKey(before, kind), byKey(after, kind)];
  const kept = [...old.keys()].filter((key) => anew.has(key));
  let next = 0;
  for (const key of anew.keys()) {
    if (old.has(key) && kept[next++] !== key) return false;
  }
  return true;
}

function changedFields(previous: Row, row: Row): Record<string, unknown> {
  const before: Record<string, unknown> = { ...previous };
  const entries: [string, unknown][] = Object.entries(row);
  return Object.fromEntries(entries.filter(([field, value]) => differs(before[field], value)));
}

/** Buses in another order: nothing that hangs on them can stay meanwhile. */
function rebuiltFromNothing(before: GridCase, after: GridCase): Edit[] {
  return [
    ...onBuses.flatMap((kind) => removeAll(before, kind)),
    ...removeAll(before, 'bus'),
    ...insertAll(after, 'bus'),
    ...onBuses.flatMap((kind) => insertAll(after, kind)),
  ];
}

const removeAll = (grid: GridCase, kind: ElementKind): Edit[] =>
  elementsOf(grid, kind).map((row) => ({ kind: 'remove', element: refOf(kind, row) }));

const insertAll = (grid: GridCase, kind: ElementKind): Edit[] =>
  elementsOf(grid, kind).map((row, index) => insertion(kind, row, index));

const insertion = (elementKind: ElementKind, value: Row, index: number): Edit =>
  ({ kind: 'insert', elementKind, value, index }) as Edit;

const update = (element: ElementRef, changes: object): Edit =>
  ({ kind: 'update', element, changes }) as Edit;
