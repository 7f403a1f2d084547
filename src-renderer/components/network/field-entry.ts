import { plain } from '../../composables/format.ts';
import { parseQuantity } from '../../composables/parse-quantity.ts';
import { valueRefusal } from '../../../src-shared/grid/value-rules.ts';
import type { ElementField } from './element-fields.ts';

/** What was entered, or what is wrong with it. */
export type EnteredValue =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly why: string };

/** Reads what was typed into a field. Nothing that the field cannot hold gets past it. */
export function parseEntry({ name, entry, label }: ElementField, typed: string): EnteredValue {
  switch (entry.type) {
    case 'number': {
      const parsed = parseQuantity(typed, entry.rule);
      const why = parsed.ok ? valueRefusal('branch', name, parsed.value) : null;
      return why === null ? parsed : { ok: false, why };
    }
    case 'limit': {
      if (/^\s*(none|unlimited|[+−-]?(inf|infinity|∞))?\s*$/i.test(typed)) {
        return { ok: true, value: entry.open };
      }
      return parseQuantity(typed);
    }
    case 'optional':
      return typed.trim() === '' ? { ok: true, value: null } : parseQuantity(typed, entry.rule);
    case 'text': {
      const value = typed.trim();
      if (entry.required && value === '') return { ok: false, why: `${label} cannot be empty.` };
      if (value.length > entry.most) {
        return {
          ok: false,
          why: `No more than ${entry.most} characters; these are ${value.length}.`,
        };
      }
      return { ok: true, value };
    }
    case 'choice': {
      const wanted = typed.trim().toLowerCase();
      const option = entry.options.find(
        ({ value, label: shown }) => value === wanted || shown.toLowerCase() === wanted,
      );
      if (option) return { ok: true, value: option.value };
      const choices = entry.options.map(({ label: shown }) => shown).join(', ');
      return { ok: false, why: `One of: ${choices}.` };
    }
    case 'flag': {
      const yes = /^\s*(yes|true|1|on)\s*$/i.test(typed);
      const no = /^\s*(no|false|0|off)\s*$/i.test(typed);
      return yes || no ? { ok: true, value: yes } : { ok: false, why: 'Enter yes or no.' };
    }
  }
}

/** A value as its field shows it for editing: nothing is lost, and no digit is made up. */
export function entryText({ entry }: ElementField, value: unknown): string {
  if (value === null || value === undefined) return '';
  switch (entry.type) {
    case 'limit':
      return typeof value === 'number' && Number.isFinite(value) ? plain(value, 12) : '';
    case 'number':
    case 'optional':
      return typeof value === 'number' ? plain(value, 12) : '';
    case 'choice':
      return entry.options.find((option) => option.value === value)?.label ?? '';
    case 'flag':
      return value === true ? 'yes' : 'no';
    case 'text':
      return typeof value === 'string' ? value : '';
  }
}
