import { elementLabel } from '../../../src-shared/grid/element-ref.ts';
import type { Edit } from '../../../src-shared/grid/edits.ts';
import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import { missing } from '../../composables/format.ts';
import { dynamicsFields, elementFields } from './element-fields.ts';
import type { ElementField } from './element-fields.ts';
import { elementOf, fieldValue } from './field-edits.ts';
import { entryText } from './field-entry.ts';

/** One value that an edit would change, as it is now and as it would be. */
export interface FieldChange {
  readonly element: string;
  readonly label: string;
  readonly unit: string;
  readonly before: string;
  readonly after: string;
}

/** What an edit of fields would change, in the order of the inspector; removals have no fields. */
export function fieldChanges(grid: GridCase, edit: Edit): readonly FieldChange[] {
  if (edit.kind === 'batch') return edit.edits.flatMap((one) => fieldChanges(grid, one));
  if (edit.kind !== 'update') return [];
  const { element: ref, changes } = edit;
  const before = elementOf(grid, ref);
  if (!before) return [];
  const after = { ...before, ...changes };
  return [
    ...changesOf(elementFields[ref.kind], before, after),
    ...changesOf(dynamicsFields, dynamicsOf(before), dynamicsOf(after)),
  ].map((change) => ({ element: elementLabel(ref), ...change }));
}

function changesOf(
  fields: readonly ElementField[],
  before: object,
  after: object,
): Omit<FieldChange, 'element'>[] {
  return fields.flatMap((field) => {
    const [now, then] = [fieldValue(before, field.name), fieldValue(after, field.name)];
    if (Object.is(now, then)) return [];
    const { label, unit } = field;
    return [{ label, unit, before: shownValue(field, now), after: shownValue(field, then) }];
  });
}

const dynamicsOf = (element: object): object =>
  (fieldValue(element, 'dynamics') as object | null | undefined) ?? {};

function shownValue(field: ElementField, value: unknown): string {
  if (value === undefined) return missing;
  const text = entryText(field, value);
  return text === '' && field.entry.type === 'limit' ? 'none' : text;
}
