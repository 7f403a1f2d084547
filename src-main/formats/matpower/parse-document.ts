import { decodeText } from '../file-text.ts';
import type { MessageList } from '../message-list.ts';
import { ascii, endOfLine, isBlank, restOfLine, skipBlanks } from './byte-text.ts';
import type { Cursor } from './byte-text.ts';
import type { CaseLayout, Span } from './case-layout.ts';
import { CaseMemory } from './case-memory.ts';
import { columnName, isCaseTable } from './columns.ts';
import { scanMatrix } from './scan-matrix.ts';
import type { ScannedMatrix } from './scan-matrix.ts';
import { isOwnField } from './matpower-document.ts';
import type { MatpowerDocument } from './matpower-document.ts';
import { scanQuoted, scanStatement } from './scan-statement.ts';
import { skipComment } from './skip-comment.ts';

/**
 * Reads the syntax of a MATPOWER case file, version 1 or 2, in one pass over its bytes. What cannot
 * be read becomes an error with its line in `messages`; the document then lacks it.
 *
 * @param layout takes up where everything stands, for a rewriting
 */
export function parseMatpower(
  bytes: Uint8Array,
  messages: MessageList,
  layout: CaseLayout | null = null,
): MatpowerDocument {
  return new DocumentParser(bytes, messages, layout).parse();
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
  readonly #memory = new CaseMemory();
  #functions = 0;
  #blockDepth = 0;
  readonly #layout: CaseLayout | null;

  constructor(bytes: Uint8Array, messages: MessageList, layout: CaseLayout | null) {
    this.#bytes = bytes;
    this.#messages = messages;
    this.#layout = layout;
  }

  parse(): MatpowerDocument {
    for (let statements = 0; this.#toNextStatement(); statements++) {
      if (statements > MOST_STATEMENTS) {
        this.#error(`More than ${MOST_STATEMENTS} statements: this is not a network case.`);
        break;
      }
      if (!this.#statement()) break;
    }
    if (this.#layout) this.#layout.prefix = this.#memory.prefix;
    return {
      caseName: this.#caseName,
      comment: this.#comment.join('\n').slice(0, LONGEST_COMMENT).trim(),
      scalars: this.#memory.scalars,
      tables: this.#memory.tables,
      texts: this.#memory.texts,
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
    const line = this.#line;
    const { newlines, closed } = skipComment(this.#bytes, this.#cursor);
    this.#line += newlines;
    if (!closed) {
      this.#error(
        'The comment that begins here by “%{” is not closed: end it by a line “%}”.',
        line,
      );
    }
    const { tables, scalars } = this.#memory;
    if (tables.size > 0 || scalars.size > 0 || newlines > 0 || this.#comment.length > 100) return;
    const text = decodeText(this.#bytes.subarray(start, this.#cursor.position)).slice(0, 500);
    this.#comment.push(text.replace(/^[%\s]+|\s+$/g, ''));
  }

  /** False where reading on makes no sense. */
  #statement(): boolean {
    const { position } = this.#cursor;
    const head = restOfLine(this.#bytes, position, 200);
    const [assignment, target] = ASSIGNMENT.exec(head) ?? [];
    if (assignment === undefined || target === undefined) return this.#code();
    const opening = this.#bytes[position + assignment.length];
    if (opening !== 0x5b && opening !== 0x7b) return this.#code();
    const field = this.#memory.fieldOf(target);
    if (field !== null && this.#blockDepth > 0) this.#refuse(head, this.#line);
    this.#cursor.position = position + assignment.length + 1;
    if (opening === 0x5b) this.#matrix(field);
    else this.#cellArray(field);
    if (field !== null && isOwnField(field)) this.#noteOwn(position);
    return true;
  }

  /** Notes a statement of our own block, with its semicolon. */
  #noteOwn(start: number): void {
    const end = skipBlanks(this.#bytes, this.#cursor.position);
    this.#layout?.own.push({ start, end: this.#bytes[end] === 0x3b ? end + 1 : end });
  }

  /** Where the text of a statement begins and ends, without a comment behind it. */
  #rightSide(start: number): Span {
    const { position } = this.#cursor;
    const text = ascii(this.#bytes, start, Math.min(position, endOfLine(this.#bytes, start)));
    const right = text.replace(/%.*$/s, '').trimEnd();
    const from = /^[^=]*=\s*/.exec(right)?.[0].length ?? right.length;
    return { start: start + from, end: start + right.length };
  }

  #matrix(field: string | null): void {
    const line = this.#line;
    const open = this.#cursor.position;
    const isMapped = this.#layout !== null;
    const matrix = scanMatrix(this.#bytes, open, line, this.#memory.lookup, isMapped);
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
    if (this.#beginsWith(field, open)) {
      this.#error(
        `Rows are added here to what “${name}” already holds: move them into its matrix above. Or run the file in MATLAB or Octave and save the result by savecase, then open that file.`,
        line,
      );
      return;
    }
    if (isCaseTable(field)) this.#reportFaults(field, matrix);
    if (this.#hasOperatorNext()) {
      this.#error(
        `The matrix “${name}” is calculated with after its closing bracket: write its final values.`,
      );
    }
    if (this.#memory.tables.has(field)) {
      this.#error(`The matrix “${name}” is there twice: delete one of the two.`, line);
    }
    const { rows, columns, values, lines } = matrix;
    this.#memory.tables.set(field, {
      name,
      line,
      rows,
      columns,
      values,
      lines,
      badCells: matrix.badCells.length,
    });
    if (!this.#layout || !matrix.spans) return;
    const close = matrix.end - 1;
    const written = values.slice();
    this.#layout.tables.set(field, { open, close, rows, columns, written, ...matrix.spans });
  }

  /** Whether a matrix goes on with what the case holds, as in `mpc.branch = [mpc.branch; …]`. */
  #beginsWith(field: string, open: number): boolean {
    const [, first = ''] = /^\s*([A-Za-z_][\w.]*)/.exec(ascii(this.#bytes, open, open + 200)) ?? [];
    return this.#memory.fieldOf(first) === field;
  }

  #reportFaults(name: string, matrix: ScannedMatrix): void {
    for (const { line, column, text } of matrix.badCells) {
      this.#error(
        `“${printable(text)}” in column “${columnName(name, column)}” of “${name}” is not a number: write the number that belongs there.`,
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
    const line = this.#line;
    const name = field ?? 'list';
    const texts: string[] = [];
    const open = this.#cursor.position;
    const spans: Span[] = [];
    for (let depth = 1; depth > 0;) {
      const byte = this.#bytes[this.#cursor.position];
      if (byte === undefined) {
        this.#error(
          `The list “${name}” begins here and is not closed by “}”: the file is cut off, or the brace is missing. Get the whole file, or close the list.`,
          line,
        );
        return;
      }
      if (byte === 0x7b) depth++;
      if (byte === 0x7d) depth--;
      const start = this.#cursor.position;
      const before = texts.length;
      this.#cellText(byte, name, texts);
      if (texts.length > before) spans.push({ start, end: this.#cursor.position });
    }
    if (field === null) return;
    this.#memory.texts.set(field, texts);
    this.#layout?.tables.set(field, {
      open,
      close: this.#cursor.position - 1,
      rows: texts.length,
      columns: 1,
      starts: Int32Array.from(spans, ({ start }) => start),
      ends: Int32Array.from(spans, ({ end }) => end),
      written: new Float64Array(),
    });
  }

  /** Passes one text of a list, or one character or comment between texts. */
  #cellText(byte: number, name: string, texts: string[]): void {
    const cursor = this.#cursor;
    if (byte === 0x27 || byte === 0x22) {
      const text = scanQuoted(this.#bytes, cursor);
      if (text !== null) texts.push(text);
      else {
        this.#error(`A text of the list “${name}” is not closed: add the missing quote.`);
        cursor.position = this.#bytes.length;
      }
    } else if (byte === 0x25) this.#line += skipComment(this.#bytes, cursor).newlines;
    else {
      if (byte === 0x0a) this.#line++;
      cursor.position++;
    }
  }

  /** Everything that is neither a matrix nor a list. */
  #code(): boolean {
    const line = this.#line;
    const start = this.#cursor.position;
    const scanned = scanStatement(this.#bytes, this.#cursor);
    if (scanned === null) {
      this.#error(
        'This is neither a matrix nor code of a case file: correct the line, or choose another file.',
        line,
      );
      return false;
    }
    this.#line += scanned.newlines;
    const { text, closed } = scanned;
    if (!closed) {
      this.#error(
        'A bracket of this code is not closed: the file is cut off, or the bracket is missing. Get the whole file, or close the bracket.',
        line,
      );
      return false;
    }
    if (this.#layout) this.#noteCode(text, start, this.#layout);
    if (text.startsWith('function')) return this.#functionHeader(text);
    if (BLOCK_OPENS.test(text)) this.#blockDepth++;
    if (BLOCK_CLOSES.test(text)) this.#blockDepth = Math.max(0, this.#blockDepth - 1);
    if (this.#blockDepth > 0 ? this.#memory.mayChange(text) : !this.#memory.run(text)) {
      this.#refuse(text, line);
    }
    return true;
  }

  #noteCode(text: string, start: number, layout: CaseLayout): void {
    const [, target = ''] = ASSIGNMENT.exec(text) ?? [];
    const field = this.#memory.fieldOf(target);
    if (field === 'baseMVA') layout.addBase(this.#rightSide(start));
    else if (field !== null && isOwnField(field)) this.#noteOwn(start);
    const endsCase =
      (this.#blockDepth === 0 && /^(?:end|endfunction|return)$/.test(text)) ||
      (this.#functions > 0 && text.startsWith('function'));
    if (endsCase) layout.end = Math.min(layout.end, start);
  }

  /** Functions after the first are the file's own helpers: no part of the case. */
  #functionHeader(text: string): boolean {
    const [, struct = '', outputs = struct, name = ''] = FUNCTION.exec(text) ?? [];
    if (this.#functions++ > 0) return false;
    this.#caseName = name;
    this.#memory.declare(outputs.split(/[\s,]+/).filter((output) => output !== ''));
    return true;
  }

  #refuse(text: string, line: number): void {
    this.#error(
      `This code changes the case, and it is not understood: “${printable(text)}”. Run it in MATLAB or Octave and save the result by savecase, then open that file.`,
      line,
    );
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
