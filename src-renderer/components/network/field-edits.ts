import { elementsOf, findElement } from '../../../src-shared/grid/element-ref.ts';
import type { ElementKind, ElementOf, ElementRef } from '../../../src-shared/grid/element-ref.ts';
import { applyEdit, EditError } from '../../../src-shared/grid/edits.ts';
import type { Edit } from '../../../src-shared/grid/edits.ts';
import { fieldWords } from '../../../src-shared/grid/field-words.ts';
import type { Generator, GridCase, MachineDynamics } from '../../../src-shared/grid/grid-case.ts';
import { machineDynamics } from '../../../src-shared/grid/machine-estimates.ts';
import { slackRefusal } from '../../../src-shared/grid/slack-rule.ts';

/** Fields by which an element is known: they are never set for several at once. */
const identity: Readonly<Record<ElementKind, readonly string[]>> = {
  bus: ['number'],
  branch: ['from', 'to', 'circuit'],
  generator: ['bus', 'id'],
  load: ['bus', 'id'],
  shunt: ['bus', 'id'],
};

export const isIdentity = (kind: ElementKind, field: string): boolean =>
  identity[kind].includes(field);

export function elementOf(grid: GridCase, ref: ElementRef): ElementOf[ElementKind] | null {
  return elementsOf(grid, ref.kind)[findElement(grid, ref)] ?? null;
}

/** The value of a field by its name; undefined where the element has no such field. */
export const fieldValue = (element: object, field: string): unknown =>
  (element as Readonly<Record<string, unknown>>)[field];

/** What all of them have in a field; `mixed` where they differ. */
export function commonValue(elements: readonly object[], field: string): unknown {
  const [first] = elements;
  if (!first) return undefined;
  const value = fieldValue(first, field);
  return elements.every((element) => Object.is(fieldValue(element, field), value)) ? value : mixed;
}

export const mixed = Symbol('multiple values');

/** The edit that sets a field of some elements; one undo step. */
export function fieldEdit(refs: readonly ElementRef[], field: string, value: unknown): Edit {
  const edits = refs.map((ref) => oneFieldEdit(ref, field, value));
  const [only] = edits;
  if (edits.length === 1 && only) return only;
  return {
    kind: 'batch',
    label: `Change ${fieldWords(field).name} of ${edits.length} elements`,
    edits,
  };
}

function oneFieldEdit(element: ElementRef, field: string, value: unknown): Edit {
  if (element.kind === 'bus' && field === 'number') {
    return { kind: 'renumber-bus', number: element.number, to: Number(value) };
  }
  return { kind: 'update', element, changes: { [field]: value } } as Edit;
}

/** Why a network cannot take an edit; null where it can. */
export function refusalOf(grid: GridCase, edit: Edit): string | null {
  try {
    applyEdit(grid, edit);
    return slackRefusal(grid, edit)?.reason ?? null;
  } catch (error) {
    if (error instanceof EditError) return error.message;
    throw error;
  }
}

/** What an element is called after one of its fields has changed. */
export function renamed(ref: ElementRef, field: string, value: unknown): ElementRef {
  return isIdentity(ref.kind, field) ? { ...ref, [field]: value } : ref;
}

/** In or out of service together: out where any of them is in. Buses have no switch of their own. */
export function serviceEdit(grid: GridCase, refs: readonly ElementRef[]): Edit | null {
  const switched = refs.filter(({ kind }) => kind !== 'bus');
  const states = switched.map((ref) => {
    const element = elementOf(grid, ref);
    return element !== null && fieldValue(element, 'inService') === true;
  });
  if (switched.length === 0) return null;
  const inService = !states.some(Boolean);
  const edit = fieldEdit(switched, 'inService', inService);
  if (edit.kind !== 'batch') return edit;
  return {
    ...edit,
    label: `Switch ${switched.length} elements ${inService ? 'in' : 'out of'} service`,
  };
}

/** Takes the documented estimate as the machine's own data, to be corrected field by field. */
export function ownDynamicsEdit(grid: GridCase, machines: readonly Generator[]): Edit {
  const edits = machines.map((machine): Edit => {
    const { inertiaSeconds, dampingPu, transientReactancePu, ratingMva } = machineDynamics(
      grid,
      machine,
    );
    const dynamics: MachineDynamics = {
      inertiaSeconds,
      dampingPu,
      transientReactancePu,
      source: 'entered',
    };
    const element = { kind: 'generator', bus: machine.bus, id: machine.id } as const;
    return { kind: 'update', element, changes: { dynamics, ratingMva } };
  });
  return { kind: 'batch', label: 'Enter own machine data', edits };
}

/** A figure that does not apply is left out, not kept as nothing. */
export function withFigure(
  dynamics: MachineDynamics,
  field: string,
  value: unknown,
): MachineDynamics {
  const { droopPercent, ...others } = dynamics;
  const droop = field === 'droopPercent' ? value : droopPercent;
  const set = field === 'droopPercent' ? {} : { [field]: value };
  return { ...others, ...(typeof droop === 'number' ? { droopPercent: droop } : {}), ...set };
}

export function dynamicsEdit(machine: Generator, field: string, value: unknown): Edit | null {
  if (!machine.dynamics) return null;
  const dynamics = withFigure(machine.dynamics, field, value);
  const element = { kind: 'generator', bus: machine.bus, id: machine.id } as const;
  return { kind: 'update', element, changes: { dynamics } };
}

/** Back to the documented estimate. */
export function forgetDynamicsEdit(machine: Generator): Edit {
  const element = { kind: 'generator', bus: machine.bus, id: machine.id } as const;
  return { kind: 'update', element, changes: { dynamics: null } };
}
