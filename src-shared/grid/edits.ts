import {
  elementKey,
  elementLabel,
  elementsAtBus,
  findElement,
  refOf,
  tableOf,
} from './element-ref.ts';
import type { ElementKind, ElementOf, ElementRef } from './element-ref.ts';
import type { GridCase, Position } from './grid-case.ts';

/**
 * An edit is data: it travels to the main process, is journalled there, and has an inverse that is
 * an edit again. Undo is applying inverses; nothing else ever changes a network.
 */
export type Edit =
  | InsertEdit
  | { readonly kind: 'remove'; readonly element: ElementRef }
  | UpdateEdit
  | { readonly kind: 'renumber-bus'; readonly number: number; readonly to: number }
  | { readonly kind: 'place'; readonly positions: readonly Placement[] }
  | { readonly kind: 'describe'; readonly changes: GridDescription }
  | { readonly kind: 'batch'; readonly label: string; readonly edits: readonly Edit[] };

export interface Placement {
  readonly bus: number;
  readonly position: Position | null;
}

export type GridDescription = Partial<
  Pick<GridCase, 'name' | 'description' | 'sources' | 'baseMva' | 'frequencyHz'>
>;

type InsertEdit = {
  [Kind in ElementKind]: {
    readonly kind: 'insert';
    readonly elementKind: Kind;
    readonly value: ElementOf[Kind];
    /** Place in its table; at the end where absent. Inverses carry it, so undo restores the order. */
    readonly index?: number;
  };
}[ElementKind];

type UpdateEdit = {
  [Kind in ElementKind]: {
    readonly kind: 'update';
    readonly element: Extract<ElementRef, { kind: Kind }>;
    readonly changes: Partial<ElementOf[Kind]>;
  };
}[ElementKind];

export interface AppliedEdit {
  readonly grid: GridCase;
  readonly inverse: Edit;
}

/** Why an edit cannot be applied, in words for the user. */
export class EditError extends Error {
  override readonly name = 'EditError';
}

/**
 * Applies one edit and returns the new network with the inverse edit. The given network is not
 * touched; tables that the edit does not change are shared.
 *
 * @throws EditError where the edit would leave an invalid network (unknown element, duplicate
 * number, a branch to a bus that does not exist, a bus that still has elements).
 */
export function applyEdit(grid: GridCase, edit: Edit): AppliedEdit {
  switch (edit.kind) {
    case 'insert':
      return insert(grid, edit);
    case 'remove':
      return remove(grid, edit.element);
    case 'update':
      return update(grid, edit);
    case 'renumber-bus':
      return renumberBus(grid, edit.number, edit.to);
    case 'place':
      return place(grid, edit.positions);
    case 'describe':
      return describe(grid, edit.changes);
    case 'batch':
      return applyBatch(grid, edit.label, edit.edits);
  }
}

/** Deleting a bus deletes what hangs on it: one batch, one undo step. */
export function removalOf(grid: GridCase, elements: readonly ElementRef[]): Edit {
  const all = new Map<string, ElementRef>();
  for (const element of elements) {
    const dependants = element.kind === 'bus' ? elementsAtBus(grid, element.number) : [];
    for (const dependant of dependants) all.set(elementKey(dependant), dependant);
  }
  for (const element of elements) {
    all.delete(elementKey(element));
    all.set(elementKey(element), element);
  }
  const [only] = elements;
  const label = elements.length === 1 && only ? elementLabel(only) : `${elements.length} elements`;
  const order = [...all.values()].sort(
    (a, b) => Number(a.kind === 'bus') - Number(b.kind === 'bus'),
  );
  return {
    kind: 'batch',
    label: `Delete ${label}`,
    edits: order.map((element) => ({ kind: 'remove', element })),
  };
}

export function editLabel(edit: Edit): string {
  switch (edit.kind) {
    case 'insert':
      return `Add ${elementLabel(insertedRef(edit))}`;
    case 'remove':
      return `Delete ${elementLabel(edit.element)}`;
    case 'update':
      return updateLabel(edit);
    case 'renumber-bus':
      return `Renumber bus ${edit.number} to ${edit.to}`;
    case 'place':
      return edit.positions.length === 1
        ? `Move bus ${edit.positions[0]?.bus ?? ''}`
        : `Move ${edit.positions.length} buses`;
    case 'describe':
      return 'Change network properties';
    case 'batch':
      return edit.label;
  }
}

function updateLabel(edit: UpdateEdit): string {
  const fields = Object.keys(edit.changes);
  const { inService } = edit.changes as { inService?: boolean };
  if (fields.length === 1 && inService !== undefined) {
    return `Switch ${elementLabel(edit.element)} ${inService ? 'in' : 'out of'} service`;
  }
  return `Change ${fields.join(', ')} of ${elementLabel(edit.element)}`;
}

function insertedRef(edit: InsertEdit): ElementRef {
  return refOf(edit.elementKind, edit.value);
}

function insert(grid: GridCase, edit: InsertEdit): AppliedEdit {
  const element = insertedRef(edit);
  if (findElement(grid, element) >= 0)
    throw new EditError(`${elementLabel(element)} exists already.`);
  requireEnds(grid, element);
  const table = [...grid[tableOf[edit.elementKind]]] as ElementOf[ElementKind][];
  table.splice(edit.index ?? table.length, 0, edit.value);
  return {
    grid: { ...grid, [tableOf[edit.elementKind]]: table },
    inverse: { kind: 'remove', element },
  };
}

function remove(grid: GridCase, element: ElementRef): AppliedEdit {
  const index = indexOrThrow(grid, element);
  if (element.kind === 'bus') {
    const [dependant] = elementsAtBus(grid, element.number);
    if (dependant) {
      throw new EditError(
        `${elementLabel(dependant)} still hangs on ${elementLabel(element)}: delete it first.`,
      );
    }
  }
  const table = [...grid[tableOf[element.kind]]] as ElementOf[ElementKind][];
  const [value] = table.splice(index, 1);
  return {
    grid: { ...grid, [tableOf[element.kind]]: table },
    inverse: { kind: 'insert', elementKind: element.kind, value, index } as InsertEdit,
  };
}

function update(grid: GridCase, edit: UpdateEdit): AppliedEdit {
  const { element } = edit;
  const index = indexOrThrow(grid, element);
  const table = [...grid[tableOf[element.kind]]] as ElementOf[ElementKind][];
  const before = table[index] as ElementOf[ElementKind];
  const after = { ...before, ...edit.changes };
  const renamed = refOf(element.kind, after);
  if (elementKey(renamed) !== elementKey(element)) {
    if (element.kind === 'bus')
      throw new EditError('A bus number changes by renumbering, not by an update.');
    if (findElement(grid, renamed) >= 0)
      throw new EditError(`${elementLabel(renamed)} exists already.`);
    requireEnds(grid, renamed);
  }
  table[index] = after;
  const previous = Object.fromEntries(
    Object.keys(edit.changes).map((field) => [field, before[field as keyof typeof before]]),
  );
  return {
    grid: { ...grid, [tableOf[element.kind]]: table },
    inverse: { kind: 'update', element: renamed, changes: previous } as UpdateEdit,
  };
}

function renumberBus(grid: GridCase, number: number, to: number): AppliedEdit {
  indexOrThrow(grid, { kind: 'bus', number });
  if (!Number.isInteger(to) || to < 1)
    throw new EditError(`Bus number ${to} is not a positive whole number.`);
  if (findElement(grid, { kind: 'bus', number: to }) >= 0)
    throw new EditError(`Bus ${to} exists already.`);
  const renumber = (bus: number): number => (bus === number ? to : bus);
  const atBus = <Element extends { readonly bus: number }>(
    elements: readonly Element[],
  ): Element[] =>
    elements.map((element) => (element.bus === number ? { ...element, bus: to } : element));
  return {
    grid: {
      ...grid,
      buses: grid.buses.map((bus) => (bus.number === number ? { ...bus, number: to } : bus)),
      branches: grid.branches.map((branch) =>
        branch.from === number || branch.to === number
          ? { ...branch, from: renumber(branch.from), to: renumber(branch.to) }
          : branch,
      ),
      generators: atBus(grid.generators),
      loads: atBus(grid.loads),
      shunts: atBus(grid.shunts),
    },
    inverse: { kind: 'renumber-bus', number: to, to: number },
  };
}

function place(grid: GridCase, positions: readonly Placement[]): AppliedEdit {
  const wanted = new Map(positions.map(({ bus, position }) => [bus, position]));
  const previous: Placement[] = [];
  const buses = grid.buses.map((bus) => {
    const position = wanted.get(bus.number);
    if (position === undefined) return bus;
    previous.push({ bus: bus.number, position: bus.position });
    return { ...bus, position };
  });
  if (previous.length !== wanted.size) {
    throw new EditError('A bus to be moved does not exist in this network.');
  }
  return { grid: { ...grid, buses }, inverse: { kind: 'place', positions: previous } };
}

function describe(grid: GridCase, changes: GridDescription): AppliedEdit {
  const previous = Object.fromEntries(
    Object.keys(changes).map((field) => [field, grid[field as keyof GridDescription]]),
  );
  return { grid: { ...grid, ...changes }, inverse: { kind: 'describe', changes: previous } };
}

function applyBatch(grid: GridCase, label: string, edits: readonly Edit[]): AppliedEdit {
  let current = grid;
  const inverses: Edit[] = [];
  for (const edit of edits) {
    const applied = applyEdit(current, edit);
    current = applied.grid;
    inverses.push(applied.inverse);
  }
  return { grid: current, inverse: { kind: 'batch', label, edits: inverses.reverse() } };
}

function indexOrThrow(grid: GridCase, element: ElementRef): number {
  const index = findElement(grid, element);
  if (index < 0) throw new EditError(`${elementLabel(element)} does not exist in this network.`);
  return index;
}

function requireEnds(grid: GridCase, element: ElementRef): void {
  if (element.kind === 'bus') return;
  const ends = element.kind === 'branch' ? [element.from, element.to] : [element.bus];
  for (const number of ends) {
    if (findElement(grid, { kind: 'bus', number }) < 0) {
      throw new EditError(`${elementLabel(element)} needs bus ${number}, which does not exist.`);
    }
  }
  if (element.kind === 'branch' && element.from === element.to) {
    throw new EditError(`A branch joins two different buses; both ends are bus ${element.from}.`);
  }
}
