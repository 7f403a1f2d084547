import {
  busRef,
  elementKey,
  elementLabel,
  elementsAtBuses,
  refOf,
  tableOf,
} from './element-ref.ts';
import type { ElementKind, ElementOf, ElementRef } from './element-ref.ts';
import { fieldWords } from './field-words.ts';
import type { GridCase, Position } from './grid-case.ts';
import { endsOf, GridDraft } from './grid-draft.ts';

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
  const draft = new GridDraft(grid);
  const inverse = act(draft, edit);
  return { grid: draft.grid, inverse };
}

/** @returns the inverse edit */
function act(draft: GridDraft, edit: Edit): Edit {
  switch (edit.kind) {
    case 'insert':
      return insert(draft, edit);
    case 'remove':
      return remove(draft, edit.element);
    case 'update':
      return update(draft, edit);
    case 'renumber-bus':
      return renumberBus(draft, edit.number, edit.to);
    case 'place':
      return place(draft, edit.positions);
    case 'describe':
      return describe(draft, edit.changes);
    case 'batch': {
      const inverses = edit.edits.map((each) => act(draft, each));
      return { kind: 'batch', label: edit.label, edits: inverses.reverse() };
    }
  }
}

/** Deleting a bus deletes what hangs on it: one batch, one undo step. */
export function removalOf(grid: GridCase, elements: readonly ElementRef[]): Edit {
  const all = new Map<string, ElementRef>();
  const buses = elements.flatMap((element) => (element.kind === 'bus' ? [element.number] : []));
  for (const dependant of elementsAtBuses(grid, buses)) all.set(elementKey(dependant), dependant);
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
  const words = fields.map((field) => fieldWords(field).name).join(', ');
  return `Change ${words} of ${elementLabel(edit.element)}`;
}

function insertedRef(edit: InsertEdit): ElementRef {
  return refOf(edit.elementKind, edit.value);
}

function insert(draft: GridDraft, edit: InsertEdit): Edit {
  const element = insertedRef(edit);
  if (draft.has(element)) throw new EditError(`${elementLabel(element)} exists already.`);
  requireEnds(draft, element);
  const table = draft.grid[tableOf[edit.elementKind]];
  draft.insert(edit.elementKind, edit.value, edit.index ?? table.length);
  return { kind: 'remove', element };
}

function remove(draft: GridDraft, element: ElementRef): Edit {
  const index = indexOrThrow(draft, element);
  const dependant = element.kind === 'bus' ? draft.firstAtBus(element.number) : undefined;
  if (dependant) {
    throw new EditError(
      `${elementLabel(dependant)} still hangs on ${elementLabel(element)}: delete it first.`,
    );
  }
  const value = draft.remove(element, index);
  return { kind: 'insert', elementKind: element.kind, value, index } as InsertEdit;
}

function update(draft: GridDraft, edit: UpdateEdit): Edit {
  const { element } = edit;
  const index = indexOrThrow(draft, element);
  const before = draft.at(element.kind, index);
  const after = { ...before, ...edit.changes };
  const renamed = refOf(element.kind, after);
  if (elementKey(renamed) !== elementKey(element)) {
    if (element.kind === 'bus')
      throw new EditError('A bus number changes by renumbering, not by an update.');
    if (draft.has(renamed)) throw new EditError(`${elementLabel(renamed)} exists already.`);
    requireEnds(draft, renamed);
  }
  draft.replace(element, index, after);
  const previous = Object.fromEntries(
    Object.keys(edit.changes).map((field) => [field, before[field as keyof typeof before]]),
  );
  return { kind: 'update', element: renamed, changes: previous } as UpdateEdit;
}

function renumberBus(draft: GridDraft, number: number, to: number): Edit {
  indexOrThrow(draft, { kind: 'bus', number });
  if (!Number.isInteger(to) || to < 1)
    throw new EditError(`Bus number ${to} is not a positive whole number.`);
  if (draft.has({ kind: 'bus', number: to })) throw new EditError(`Bus ${to} exists already.`);
  const { grid } = draft;
  const renumber = (bus: number): number => (bus === number ? to : bus);
  const atBus = <Element extends { readonly bus: number }>(
    elements: readonly Element[],
  ): Element[] =>
    elements.map((element) => (element.bus === number ? { ...element, bus: to } : element));
  draft.replaceAll({
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
  });
  return { kind: 'renumber-bus', number: to, to: number };
}

function place(draft: GridDraft, positions: readonly Placement[]): Edit {
  const wanted = new Map(positions.map(({ bus, position }) => [bus, position]));
  const previous: Placement[] = [];
  const buses = draft.grid.buses.map((bus) => {
    const position = wanted.get(bus.number);
    if (position === undefined) return bus;
    previous.push({ bus: bus.number, position: bus.position });
    return { ...bus, position };
  });
  if (previous.length !== wanted.size) {
    throw new EditError('A bus to be moved does not exist in this network.');
  }
  draft.replaceAll({ ...draft.grid, buses });
  return { kind: 'place', positions: previous };
}

function describe(draft: GridDraft, changes: GridDescription): Edit {
  const { grid } = draft;
  const previous = Object.fromEntries(
    Object.keys(changes).map((field) => [field, grid[field as keyof GridDescription]]),
  );
  draft.replaceAll({ ...grid, ...changes });
  return { kind: 'describe', changes: previous };
}

function indexOrThrow(draft: GridDraft, element: ElementRef): number {
  const index = draft.find(element);
  if (index < 0) throw new EditError(`${elementLabel(element)} does not exist in this network.`);
  return index;
}

function requireEnds(draft: GridDraft, element: ElementRef): void {
  for (const number of endsOf(element)) {
    if (!draft.has(busRef(number))) {
      throw new EditError(`${elementLabel(element)} needs bus ${number}, which does not exist.`);
    }
  }
  if (element.kind === 'branch' && element.from === element.to) {
    throw new EditError(`A branch joins two different buses; both ends are bus ${element.from}.`);
  }
}
