import type { MessageList } from '../message-list.ts';
import type { Columns } from './columns.ts';
import type { RawLine } from '../line-cursor.ts';
import { fieldText, scanRecord } from './scan-record.ts';

/**
 * One line of a section, its fields by name. A field that is absent, empty or not in this version
 * gives the fallback; one that should be a number and is not becomes an error with its line.
 */
export class RawRecord<Name extends string> {
  readonly line: number;
  readonly fields: readonly string[];
  readonly #columns: Columns<Name>;
  readonly #what: string;
  readonly #messages: MessageList;

  constructor(line: RawLine, columns: Columns<Name>, what: string, messages: MessageList) {
    this.line = line.line;
    this.fields = scanRecord(line.text);
    this.#columns = columns;
    this.#what = what;
    this.#messages = messages;
  }

  /** Whether one of these fields is empty, absent or not in this version: then a default counts. */
  lacks(...names: readonly Name[]): boolean {
    return names.some((name) => {
      const index = this.#columns.get(name);
      return index === undefined || this.lacksAt(index);
    });
  }

  lacksAt(index: number): boolean {
    return fieldText(this.fields[index] ?? '') === '';
  }

  number(name: Name, fallback = 0): number {
    const index = this.#columns.get(name);
    return index === undefined ? fallback : this.numberAt(index, fallback, name);
  }

  numberAt(index: number, fallback: number, name: string): number {
    const text = fieldText(this.fields[index] ?? '');
    if (text === '') return fallback;
    const value = toNumber(text);
    // A file's -0 is a plain 0.
    if (Number.isFinite(value)) return value + 0;
    this.#messages.error(
      `“${text.slice(0, 40)}” in column ${name} of a ${this.#what} is no finite number: write the number.`,
      this.line,
    );
    return fallback;
  }

  text(name: Name, fallback = ''): string {
    const index = this.#columns.get(name);
    const text = index === undefined ? '' : fieldText(this.fields[index] ?? '');
    return text === '' ? fallback : text;
  }

  /** Identifier of an element: what a planner reads, at most 32 characters. */
  id(name: Name): string {
    return this.text(name, '1').slice(0, 32);
  }

  /** A bus number without the sign that marks the metered end; 0 where there is none. */
  bus(name: Name): number {
    const number = Math.abs(this.number(name));
    if (Number.isSafeInteger(number)) return number;
    this.#messages.error(
      `Bus number ${number} in column ${name} of a ${this.#what} is no whole number: correct it.`,
      this.line,
    );
    return 0;
  }
}

/** A decimal number; Fortran writes exponents by D as well as by E. NaN for anything else. */
function toNumber(text: string): number {
  const value = Number(text);
  if (Number.isNaN(value) && /^[-+.\d]+d[-+\d]+$/i.test(text))
    return Number(text.replace(/d/i, 'e'));
  return /^0[xbo]/i.test(text) ? NaN : value;
}
