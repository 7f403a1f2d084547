import type { MessageList } from '../message-list.ts';
import { columnName, isCaseTable } from './columns.ts';
import { evaluateExpression } from './expression.ts';
import { scanMatrix } from './scan-matrix.ts';
import type { ScannedMatrix } from './scan-matrix.ts';
import { ascii } from './scan-number.ts';
import type { Cursor } from './scan-number.ts';
import { scanQuoted, scanStatement } from './scan-statement.ts';
import { endOfLine, isBlank, skipBlanks, skipComment } from './skip-comment.ts';

/** One numeric matrix of a case. */
export interface MatpowerTable {
  readonly name: string;
  /** Line on which it begins. */
  readonly line: number;
  readonly rows: number;
  readonly columns: number;
  /** Entry of row r and column c at `r * columns + c`. */
  readonly values: Float64Array;
  /** Line of each row. */
  readonly lines: Int32Array;
}

/** A case file as it stands: names and figures, no meaning yet. */
export interface MatpowerDocument {
  readonly caseName: string;
  /** First comment of the file, without its percent signs. */
  readonly comment: string;
  readonly scalars: ReadonlyMap<string, number>;
  readonly tables: ReadonlyMap<string, MatpowerTable>;
  /** Cell arrays of text, as `bus_name`. */
  readonly texts: ReadonlyMap<string, readonly string[]>;
}

/**
 * Reads the syntax of a MATPOWER case file, version 1 or 2, in one pass over its bytes. What cannot
 * be read becomes an error with its line in `messages`; the document then lacks it.
 */
export function parseMatpower(bytes: Uint8Array, messages: MessageList): MatpowerDocument {
  return new DocumentParser(bytes, messages).parse();
}

/** Statements beyond this number: not a case, or one that nobody wants to wait for. */
const MOST_STATEMENTS = 20_000;
const LONGEST_COMMENT = 4000;

const FUNCTION = /^function\s+(?:(\w+)|\[([^\]]*)\])\s*=\s*(\w+)/;
const ASSIGNMENT = /^([A-Za-z_][\w.]*)\s*=(?!=)\s*/;
const BLOCK_OPENS = /^(?:if|for|while|switch|try|parfor)\b/;
const BLOCK_CLOSES = /^(?:end|endif|endfor|endwhile|endswitch|end_try_catch)\b/;

class DocumentParser {
  readonly #bytes: Uint8Array;
  readonly #messages: MessageList;
  readonly #cursor: Cursor = { position: 0 };
  #line = 1;
  #caseName = '';
  readonly #comment: string[] = [];
  /** Name of the struct that holds the case; null in version 1, where the tables have none. */
  #struct: string | null = null;
  /** What a version-1 function hands back. */
  #outputs: readonly string[] = [];
  #functions = 0;
  #blockDepth = 0;
  readonly #scalars = new Map<string, number>();
  readonly #variables = new Map<string, number>();
  readonly #tables = new Map<string, MatpowerTable>();
  readonly #texts = new Map<string, readonly string[]>();

  constructor(bytes: Uint8Array, messages: MessageList) {
    this.#bytes = bytes;
    this.#messages = messages;
  }

  parse(): MatpowerDocument {
    for (let statements = 0; this.#toNextStatement(); statements++) {
      if (statements > MOST_STATEMENTS) {
        this.#error(`More than ${MOST_STATEMENTS} statements: this is not a network case.`);
        break;
      }
      if (!this.#statement()) break;
    }
    return {
      caseName: this.#caseName,
      comment: this.#comment.join('\n').slice(0, LONGEST_COMMENT).trim(),
      scalars: this.#scalars,
      tables: this.#tables,
      texts: this.#texts,
    };
  }

  /** Passes blanks, separators and comments. False at the end of the file. */
  #toNextStatement(): boolean {
    const bytes = this.#bytes;
    const cursor = this.#cursor;
    while (cursor.position < bytes.length) {
      const byte = bytes[cursor.position] ?? 0;
      if (byte === 0x25) this.#passComment();
      else if (byte === 0x0a || isBlank(byte) || byte === 0x3b || byte === 0x2c) {
        if (byte === 0x0a) this.#line++;
        cursor.position++;
      } else return true;
    }
    return false;
  }

  #passComment(): void {
    const start = this.#cursor.position;
    this.#line += skipComment(this.#bytes, this.#cursor);
    if (this.#tables.size > 0 || this.#scalars.size > 0 || this.#comment.length > 100) return;
    const text = ascii(this.#bytes, start, Math.min(this.#cursor.position, start + 500));
    this.#comment.push(text.replace(/^[%\s]+|\s+$/g, ''));
  }

  /** False where reading on makes no sense. */
  #statement(): boolean {
    const { position } = this.#cursor;
    const head = ascii(
      this.#bytes,
      position,
      Math.min(endOfLine(this.#bytes, position), position + 200),
    );
    const [assignment, target] = ASSIGNMENT.exec(head) ?? [];
    if (assignment === undefined || target === undefined) return this.#code();
    const opening = this.#bytes[position + assignment.length];
    if (opening !== 0x5b && opening !== 0x7b) return this.#code();
    const field = this.#caseField(target);
    this.#refuseInBlock(field, head);
    this.#cursor.position = position + assignment.length + 1;
    if (opening === 0x5b) this.#matrix(field);
    else this.#cellArray(field);
    return true;
  }

  /** The field of the case that an assignment sets, as `bus` or `reserves.req`; null: none of it. */
  #caseField(target: string): string | null {
    if (this.#outputs.length > 0) return this.#outputs.includes(target) ? target : null;
    const dot = target.indexOf('.');
    if (dot < 0) return null;
    this.#struct ??= target.slice(0, dot);
    return target.slice(0, dot) === this.#struct ? target.slice(dot + 1) : null;
  }

  #matrix(field: string | null): void {
    const line = this.#line;
    const matrix = scanMatrix(this.#bytes, this.#cursor.position, line, this.#variables);
    this.#cursor.position = matrix.end;
    this.#line = matrix.line;
    const name = field ?? 'matrix';
    if (!matrix.closed) {
      this.#error(
        `The matrix “${name}” begins here and is not closed by “]”: the file is cut off, or the bracket is missing. Get the whole file, or close the matrix.`,
        line,
      );
    }
    if (field === null) return;
    if (isCaseTable(field)) this.#reportFaults(field, matrix);
    if (this.#hasOperatorNext()) {
      this.#error(
        `The matrix “${name}” is calculated with after its closing bracket: write its final values.`,
      );
    }
    if (this.#tables.has(field)) {
      this.#error(`The matrix “${name}” is there twice: delete one of the two.`, line);
    }
    const { rows, columns, values, lines } = matrix;
    this.#tables.set(field, { name, line, rows, columns, values, lines });
  }

  #reportFaults(name: string, matrix: ScannedMatrix): void {
    for (const { line, column, text } of matrix.badCells) {
      this.#error(
        `“${printable(text)}” in column ${columnName(name, column)} of “${name}” is not a number: write the number that belongs there.`,
        line,
      );
    }
    if (!matrix.closed) return;
    for (const { line, cells } of matrix.unevenRows) {
      this.#error(
        `This row of “${name}” has ${cells} values where the first row has ${matrix.columns}: complete or shorten it.`,
        line,
      );
    }
  }

  /** Whether code goes on behind a closing bracket, as in `[…] / 1000`. */
  #hasOperatorNext(): boolean {
    const next = this.#bytes[skipBlanks(this.#bytes, this.#cursor.position)] ?? 0x0a;
    return ![0x0a, 0x25, 0x2c, 0x3b].includes(next);
  }

  #cellArray(field: string | null): void {
    const bytes = this.#bytes;
    const cursor = this.#cursor;
    const line = this.#line;
    const texts: string[] = [];
    for (let depth = 1; depth > 0;) {
      const byte = bytes[cursor.position];
      if (byte === undefined) {
        this.#error(
          `The list “${field ?? ''}” begins here and is not closed by “}”: the file is cut off, or the brace is missing. Get the whole file, or close the list.`,
          line,
        );
        return;
      }
      if (byte === 0x27 || byte === 0x22) {
        const text = scanQuoted(bytes, cursor);
        if (text !== null) {
          texts.push(text);
          continue;
        }
      }
      if (byte === 0x25) this.#line += skipComment(bytes, cursor);
      else cursor.position++;
      if (byte === 0x0a) this.#line++;
      if (byte === 0x7b) depth++;
      if (byte === 0x7d) depth--;
    }
    if (field !== null) this.#texts.set(field, texts);
  }

  /** Everything that is neither a matrix nor a list. */
  #code(): boolean {
    const line = this.#line;
    const scanned = scanStatement(this.#bytes, this.#cursor);
    if (scanned === null) {
      this.#error('This is neither a matrix nor code of a case file: this is not a network case.');
      return false;
    }
    this.#line += scanned.newlines;
    const { text } = scanned;
    if (text.startsWith('function')) return this.#functionHeader(text);
    if (BLOCK_OPENS.test(text)) this.#blockDepth++;
    if (BLOCK_CLOSES.test(text)) this.#blockDepth = Math.max(0, this.#blockDepth - 1);
    this.#value(text, line);
    return true;
  }

  /** Functions after the first are the file's own helpers: no part of the case. */
  #functionHeader(text: string): boolean {
    const [, struct, outputs, name] = FUNCTION.exec(text) ?? [];
    if (this.#functions++ > 0) return false;
    this.#caseName = name ?? '';
    const names = (outputs ?? '').split(/[\s,]+/).filter((output) => output !== '');
    if (names.length === 1) this.#struct = names[0] ?? null;
    else if (names.length > 1) this.#outputs = names;
    else this.#struct = struct ?? null;
    return true;
  }

  /** A scalar, a text, or code that must not touch the case. */
  #value(text: string, line: number): void {
    const [assignment, target = ''] = ASSIGNMENT.exec(text) ?? [];
    const field = assignment === undefined ? null : this.#caseField(target);
    const right = text.slice(assignment?.length ?? 0);
    if (assignment !== undefined && (field !== null || !target.includes('.'))) {
      const evaluated = evaluateExpression(right, false, this.#variables);
      if (evaluated && evaluated.length === right.length) {
        this.#refuseInBlock(field, text, line);
        (field === null ? this.#variables : this.#scalars).set(field ?? target, evaluated.value);
        return;
      }
      if (/^(['"]).*\1$/s.test(right)) return;
    }
    if (field !== null || this.#changesCase(text)) this.#refuse(text, line);
  }

  /** Whether code assigns to the case, whole or in part. */
  #changesCase(text: string): boolean {
    const names = this.#struct === null ? this.#outputs : [this.#struct];
    const [left] = /^[^=]*(?==(?!=))/.exec(text) ?? [];
    return left !== undefined && names.some((name) => new RegExp(`\\b${name}\\b`).test(left));
  }

  #refuse(text: string, line: number): void {
    this.#error(
      `This code changes the case, and it is not understood: “${printable(text)}”. Run it in MATLAB or Octave and save the result by savecase, then open that file.`,
      line,
    );
  }

  #refuseInBlock(field: string | null, text: string, line = this.#line): void {
    if (field !== null && this.#blockDepth > 0) this.#refuse(text, line);
  }

  #error(text: string, line = this.#line): void {
    this.#messages.error(text, line);
  }
}

/** Text of a file as it can stand in a message: short, one line, no control characters. */
function printable(text: string): string {
  const line = text.replace(/[^ -~\u00a0-\uffff]+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}
