import { evaluate, evaluateIndices } from './expression.ts';
import { definedConstants } from './index-constants.ts';
import { NotUnderstood, assignInto } from './matrix-value.ts';
import type { Value } from './matrix-value.ts';
import { isOwnField } from './matpower-document.ts';
import type { MatpowerTable } from './matpower-document.ts';

const ASSIGNMENT = /^([A-Za-z_][\w.]*)\s*(?:(\(.*?\))\s*)?=(?!=)\s*(.*)$/s;

/** Commands that run code, or fetch variables, which the file itself does not show. */
const RUNS_TEXT = /^(?:eval|evalc|evalin|assignin|load|run)\b/;

/** Texts; a quote behind a name, a number or a bracket transposes. */
const TEXTS = /(?<![\w)\]}'.])'(?:[^']|'')*'|"[^"]*"/g;
const COMPARISONS = /[=~<>!]=/g;

/**
 * What a statement assigns to, without indices, which may hold comparisons: `mpc.bus` of
 * `mpc.bus(mpc.bus(:, 2) == 1, PD) = 7`. Null where it assigns nothing.
 */
function assignedTo(statement: string): string | null {
  const text = withoutIndices(statement.replace(TEXTS, '')).replace(COMPARISONS, ' ');
  const [, left = null] = /^([^=]*)=/.exec(text) ?? /^(.*)(?:\+\+|--)$/s.exec(text) ?? [];
  return left;
}

function withoutIndices(text: string): string {
  let kept = '';
  let depth = 0;
  for (const character of text) {
    if ('({'.includes(character)) depth++;
    else if (')}'.includes(character)) depth--;
    else if (depth <= 0) kept += character;
  }
  return kept;
}

/**
 * The case and the variables of a file while its statements are gone through. It interprets what
 * converts units in real cases, such as
 * `mpc.branch(:, [BR_R BR_X]) = mpc.branch(:, [BR_R BR_X]) / (Vbase^2 / Sbase)`.
 */
export class CaseMemory {
  readonly scalars = new Map<string, number>();
  readonly tables = new Map<string, MatpowerTable>();
  /** Texts and cell arrays of them. */
  readonly texts = new Map<string, readonly string[]>();
  readonly #variables = new Map<string, Value>();
  /** Name of the struct that holds the case; null in version 1, where the tables have none. */
  #struct: string | null = null;
  /** What a version-1 function hands back. */
  #outputs: readonly string[] = [];

  /** What stands before a field: `mpc.`, or nothing in version 1. */
  get prefix(): string {
    return this.#outputs.length > 0 ? '' : `${this.#struct ?? 'mpc'}.`;
  }

  /** Says under which name, or names, the case is handed back. */
  declare(outputs: readonly string[]): void {
    if (outputs.length === 1) this.#struct = outputs[0] ?? null;
    else this.#outputs = outputs;
  }

  /** The field of the case that a name stands for, as `bus` or `reserves.req`; null: none of it. */
  fieldOf(name: string): string | null {
    if (this.#outputs.length > 0) {
      return this.#outputs.includes(name) || isOwnField(name) ? name : null;
    }
    const dot = name.indexOf('.');
    if (dot < 0) return null;
    this.#struct ??= name.slice(0, dot);
    return name.slice(0, dot) === this.#struct ? name.slice(dot + 1) : null;
  }

  readonly lookup = (name: string): Value | undefined => {
    const field = this.fieldOf(name);
    if (field === null) return this.#variables.get(name);
    return this.scalars.get(field) ?? this.tables.get(field);
  };

  /** Does what a statement says. False where it changes the case in a way not understood here. */
  run(statement: string): boolean {
    const constants = definedConstants(statement);
    for (const [name, value] of constants ?? []) this.#variables.set(name, value);
    if (constants) return true;
    const [, name, indices, right] = ASSIGNMENT.exec(statement) ?? [];
    if (name === undefined || right === undefined) return !this.mayChange(statement);
    try {
      this.#assign(name, indices, right);
      return true;
    } catch (error) {
      if (!(error instanceof NotUnderstood)) throw error;
      this.#variables.delete(name);
      return !this.mayChange(statement);
    }
  }

  /** Whether a statement may change the case: what it assigns to is named, or cannot be known. */
  mayChange(statement: string): boolean {
    const left = assignedTo(statement);
    if (left === null) return RUNS_TEXT.test(statement);
    const names = this.#struct === null ? this.#outputs : [this.#struct];
    return left.split(/\W+/).some((word) => names.includes(word));
  }

  #assign(name: string, indices: string | undefined, right: string): void {
    const field = this.fieldOf(name);
    const [, , quoted] = /^(['"])(.*)\1$/s.exec(right) ?? [];
    if (quoted !== undefined) {
      if (field !== null) this.texts.set(field, [quoted]);
      return;
    }
    const value = evaluate(right, this.lookup);
    if (indices !== undefined) {
      const table = field === null ? undefined : this.tables.get(field);
      if (!table) throw new NotUnderstood();
      assignInto(
        table,
        ...evaluateIndices(indices, [table.rows, table.columns], this.lookup),
        value,
      );
    } else if (field === null) this.#variables.set(name, value);
    else if (typeof value === 'number') this.scalars.set(field, value);
    else throw new NotUnderstood();
  }
}
