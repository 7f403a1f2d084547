import type { PastedChange, TablePaste } from '../../../src-shared/contract/reading-documents.ts';
import { elementKey, elementLabel } from '../../../src-shared/grid/element-ref.ts';
import { counted, missing } from '../../composables/format.ts';
import { dynamicsFields, elementFields } from './element-fields.ts';
import type { ElementField } from './element-fields.ts';
import { entryText } from './field-entry.ts';

/** A line of the preview: one cell that changes, a new row, or what is not taken and why. */
export interface PasteRow {
  readonly key: string;
  readonly state: 'changes' | 'new' | 'not matched' | 'error' | 'remark';
  readonly place: string;
  readonly column: string;
  readonly before: string;
  readonly after: string;
}

/** What a paste would do as lines: what is wrong with it first. */
export function pasteRows(preview: TablePaste): readonly PasteRow[] {
  const { messages, unmatched, changes, added } = preview;
  const told = messages.map(({ severity, text, line }): PasteRow => {
    const place = line === null ? 'The rows together' : `Row ${line}`;
    const state = severity === 'error' ? 'error' : 'remark';
    return { key: '', state, place, column: '', before: '', after: text };
  });
  const left = unmatched.map((heading): PasteRow => {
    const after = 'no column of this name and unit can be entered: left out';
    return { key: '', state: 'not matched', place: 'Heading', column: heading, before: '', after };
  });
  const grown = added.map((ref): PasteRow => {
    const place = elementLabel(ref);
    return { key: '', state: 'new', place, column: '', before: missing, after: 'is added' };
  });
  return [...told, ...left, ...grown, ...changes.map(changeRow)].map((row, place) => ({
    ...row,
    key: String(place),
  }));
}

function changeRow({ element, field, before, after }: PastedChange): PasteRow {
  const known = [...elementFields[element.kind], ...dynamicsFields].find(
    ({ name }) => name === field,
  );
  const column = known ? titleOf(known) : field;
  return {
    ...{ key: elementKey(element), state: 'changes', place: elementLabel(element), column },
    before: shown(known, before),
    after: shown(known, after),
  };
}

const titleOf = ({ label, unit }: ElementField): string =>
  unit === '' ? label : `${label}, ${unit}`;

function shown(field: ElementField | undefined, value: unknown): string {
  if (value === undefined) return missing;
  if (field) return entryText(field, value) || (field.entry.type === 'limit' ? 'none' : '');
  return value === null ? 'none' : JSON.stringify(value);
}

/** '12 values of 8 elements change, 2 are new, 990 stay as they are.' */
export function pasteSummary({ changes, added, unchanged, edit, messages }: TablePaste): string {
  const touched = new Set(changes.map(({ element }) => elementKey(element))).size;
  const errors = messages.filter(({ severity }) => severity === 'error').length;
  if (errors > 0) {
    return `Nothing is changed while ${errors === 1 ? 'a row has an error' : 'rows have errors'}: correct in the spreadsheet what is listed, copy and paste again.`;
  }
  if (!edit) return 'These rows say what the network already is: nothing changes.';
  const parts = [
    touched > 0
      ? `${counted(changes.length, 'value')} of ${counted(touched, 'element')} change`
      : '',
    added.length > 0
      ? `${counted(added.length, 'element')} ${added.length === 1 ? 'is' : 'are'} new`
      : '',
    unchanged > 0
      ? `${counted(unchanged, 'row')} ${unchanged === 1 ? 'stays as it is' : 'stay as they are'}`
      : '',
  ];
  return `${parts.filter((part) => part !== '').join(', ')}. Undo takes all of it back in one step.`;
}
