import type { Edit } from '../../../src-shared/grid/edits.ts';
import { findElement } from '../../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../../src-shared/grid/element-ref.ts';
import { fieldWords } from '../../../src-shared/grid/field-words.ts';
import type { Generator, GridCase } from '../../../src-shared/grid/grid-case.ts';
import { machineDynamics } from '../../../src-shared/grid/machine-estimates.ts';
import { dynamicsFields } from './element-fields.ts';
import type { ElementField } from './element-fields.ts';
import { fieldEdit, fieldValue, elementOf, withFigure } from './field-edits.ts';
import { parseEntry } from './field-entry.ts';
import type { EnteredValue } from './field-entry.ts';

const isDynamics = (name: string): boolean => dynamicsFields.some((field) => field.name === name);

/** The edit that sets a column of some rows to one value; one undo step. */
export function columnEdit(
  grid: GridCase,
  refs: readonly ElementRef[],
  name: string,
  value: unknown,
): Edit {
  if (!isDynamics(name)) return fieldEdit(refs, name, value);
  const edits = machinesOf(grid, refs).map((machine) => machineEdit(grid, machine, name, value));
  const [only] = edits;
  if (edits.length === 1 && only) return only;
  return {
    kind: 'batch',
    label: `Change ${fieldWords(name).name} of ${edits.length} machines`,
    edits,
  };
}

const machinesOf = (grid: GridCase, refs: readonly ElementRef[]): Generator[] =>
  refs.flatMap((ref) => grid.generators[findElement(grid, ref)] ?? []);

/** A figure entered for an estimated machine makes it the machine's own; the others stay as shown. */
function machineEdit(grid: GridCase, machine: Generator, name: string, value: unknown): Edit {
  const { ratingMva, estimated, ...figures } = machineDynamics(grid, machine);
  const source = estimated ? 'entered' : figures.source;
  const stored = machine.dynamics ?? figures;
  const dynamics = withFigure({ ...stored, source }, name, value);
  const element = { kind: 'generator', bus: machine.bus, id: machine.id } as const;
  const changes = machine.dynamics ? { dynamics } : { dynamics, ratingMva };
  return { kind: 'update', element, changes };
}

/** What was entered for many rows: a value, or `*1.1` for numbers: that times what each has. */
export function bulkEdit(
  grid: GridCase,
  refs: readonly ElementRef[],
  field: ElementField,
  typed: string,
): { readonly ok: true; readonly edit: Edit } | { readonly ok: false; readonly why: string } {
  const [, sign, figure] = /^\s*([*×])\s*(\S+)\s*$/.exec(typed) ?? [];
  if (sign === undefined || figure === undefined) {
    const parsed = parseEntry(field, typed);
    if (!parsed.ok) return parsed;
    return { ok: true, edit: columnEdit(grid, refs, field.name, parsed.value) };
  }
  return scaled(grid, refs, field, figure);
}

function scaled(
  grid: GridCase,
  refs: readonly ElementRef[],
  field: ElementField,
  figure: string,
): ReturnType<typeof bulkEdit> {
  const factor = Number(figure.replace(',', '.'));
  if (field.entry.type !== 'number' || isDynamics(field.name)) {
    return { ok: false, why: `${field.label} cannot be multiplied: enter a value.` };
  }
  if (!Number.isFinite(factor)) return { ok: false, why: `“${figure}” is not a factor.` };
  const edits: Edit[] = [];
  for (const ref of refs) {
    const element = elementOf(grid, ref);
    const before = element && fieldValue(element, field.name);
    if (typeof before !== 'number') continue;
    const after: EnteredValue = parseEntry(field, String(before * factor));
    if (!after.ok) return after;
    edits.push(fieldEdit([ref], field.name, after.value));
  }
  const label = `Multiply ${field.name} of ${edits.length} elements by ${factor}`;
  return { ok: true, edit: { kind: 'batch', label, edits } };
}
