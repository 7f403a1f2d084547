import { evaluateCell } from './expression.ts';
import type { Lookup } from './expression.ts';
import { endOfLine, restOfLine } from './byte-text.ts';
import type { Cursor } from './byte-text.ts';
import { POWERS_OF_TEN, scanNumber } from './scan-number.ts';
import { skipComment } from './skip-comment.ts';

/** A numeric matrix as it stands in the file, row after row. */
export interface ScannedMatrix {
  readonly rows: number;
  readonly columns: number;
  /** Entry of row r and column c at `r * columns + c`. */
  readonly values: Float64Array;
  /** Line of the file on which each row begins, 1-based. */
  readonly lines: Int32Array;
  /**
   * False where the file ended, or another assignment began, before the closing bracket. (True where
   * the scan gave up for too many bad cells: they say enough.)
   */
  readonly closed: boolean;
  /** Cells that are no number; NaN stands in their place. */
  readonly badCells: readonly BadCell[];
  /** Rows whose length is not that of the first: left out. */
  readonly unevenRows: readonly UnevenRow[];
  /** Where the scan stopped: behind the closing bracket, and on which line. */
  readonly end: number;
  readonly line: number;
  /** Where each entry stands in the file, for those who asked; else null. */
  readonly spans: CellSpans | null;
}

/** The bytes of each entry of a matrix, or of each text of a list: from `starts` to before `ends`. */
export interface CellSpans {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

export interface BadCell {
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

export interface UnevenRow {
  readonly line: number;
  readonly cells: number;
}

const TAB = 0x09;
const NEWLINE = 0x0a;
const RETURN = 0x0d;
const BLANK = 0x20;
const PERCENT = 0x25;
const COMMA = 0x2c;
const MINUS = 0x2d;
const DOT = 0x2e;
const SEMICOLON = 0x3b;
const CLOSE = 0x5d;

/** After so many cells that are no number this is no matrix: the rest of the file is not looked at. */
const MOST_BAD_CELLS = 1000;
/** Rows of the wrong length beyond this number are not worth their memory. */
const MOST_UNEVEN_ROWS = 10_000;
/** Longer rows are no rows of a case. */
const MOST_COLUMNS = 100_000;
/** Calculated cells are slow; no case has nearly so many. */
const MOST_EXPRESSIONS = 20_000;
/** An expression in a cell is short; longer text is not tried as one. */
const LONGEST_EXPRESSION = 300;

/**
 * Scans the matrix whose opening bracket ends at `start`, in one pass over the bytes. Rows end by
 * newline or semicolon, cells by blanks or commas; comments and `...` are passed over.
 *
 * @param line line of the file at `start`, 1-based
 * @param withSpans whether to note where each cell stands, which only a rewriting needs
 */
export function scanMatrix(
  bytes: Uint8Array,
  start: number,
  line: number,
  lookup: Lookup,
  withSpans = false,
): ScannedMatrix {
  const scanner = new MatrixScanner(bytes, start, line, lookup, withSpans);
  const closed = scanner.scan();
  return scanner.result(closed);
}

class MatrixScanner {
  readonly #bytes: Uint8Array;
  readonly #lookup: Lookup;
  readonly #cursor: Cursor;
  #line: number;
  #values = new Float64Array(512);
  #count = 0;
  #rowStart = 0;
  #rows = 0;
  #columns = 0;
  #lines = new Int32Array(64);
  #cellStart = 0;
  #expressions = 0;
  #hasGivenUp = false;
  #spans: { starts: Int32Array<ArrayBuffer>; ends: Int32Array<ArrayBuffer> } | null = null;
  readonly #badCells: BadCell[] = [];
  readonly #unevenRows: UnevenRow[] = [];

  constructor(bytes: Uint8Array, start: number, line: number, lookup: Lookup, withSpans: boolean) {
    this.#bytes = bytes;
    if (withSpans) {
      const { length } = this.#values;
      this.#spans = { starts: new Int32Array(length), ends: new Int32Array(length) };
    }
    this.#lookup = lookup;
    this.#cursor = { position: start };
    this.#line = line;
  }

  scan(): boolean {
    const bytes = this.#bytes;
    const cursor = this.#cursor;
    while (cursor.position < bytes.length) {
      switch (bytes[cursor.position]) {
        case TAB:
        case BLANK:
        case COMMA:
        case RETURN:
          cursor.position++;
          break;
        case NEWLINE:
          this.#endRow();
          this.#line++;
          cursor.position++;
          break;
        case SEMICOLON:
          this.#endRow();
          cursor.position++;
          break;
        case PERCENT:
          this.#line += skipComment(bytes, cursor).newlines;
          break;
        case CLOSE:
          this.#endRow();
          cursor.position++;
          return true;
        default:
          if (
            !this.#shortNumber() &&
            !this.#continuation() &&
            !this.#number() &&
            !this.#expression()
          ) {
            this.#endRow();
            return false;
          }
      }
    }
    this.#endRow();
    return this.#hasGivenUp;
  }

  result(closed: boolean): ScannedMatrix {
    const cells = this.#rows * this.#columns;
    const spans = this.#spans;
    return {
      rows: this.#rows,
      columns: this.#columns,
      values: this.#values.subarray(0, cells),
      lines: this.#lines.subarray(0, this.#rows),
      closed,
      badCells: this.#badCells,
      unevenRows: this.#unevenRows,
      end: this.#cursor.position,
      line: this.#line,
      spans: spans && {
        starts: spans.starts.subarray(0, cells),
        ends: spans.ends.subarray(0, cells),
      },
    };
  }

  /**
   * Nearly every cell: at most nine digits, perhaps a point, no exponent. Its digits fit a 32-bit
   * integer and its power of ten is exact, so one division rounds it correctly.
   */
  #shortNumber(): boolean {
    const bytes = this.#bytes;
    const start = this.#cursor.position;
    const negative = bytes[start] === MINUS;
    let i = negative ? start + 1 : start;
    let mantissa = 0;
    let digits = 0;
    let point = -1;
    for (; ; i++) {
      const byte = bytes[i] ?? 0;
      if (byte >= 0x30 && byte <= 0x39) {
        mantissa = (mantissa * 10 + byte - 0x30) | 0;
        digits++;
      } else if (byte === DOT && point < 0) point = i;
      else break;
    }
    if (digits === 0 || digits > 9 || !endsCell(bytes[i])) return false;
    const value = point < 0 ? mantissa : mantissa / (POWERS_OF_TEN[i - point - 1] ?? 1);
    this.#cursor.position = i;
    this.#push(negative ? 0 - value : value, start);
    return true;
  }

  /** A number with nothing but a separator behind it. */
  #number(): boolean {
    const start = this.#cursor.position;
    const value = scanNumber(this.#bytes, this.#cursor);
    const end = this.#cursor.position;
    if (end > start && endsCell(this.#bytes[end])) {
      this.#push(value, start);
      return true;
    }
    this.#cursor.position = start;
    return false;
  }

  /** `...` goes on with the row on the next line. */
  #continuation(): boolean {
    const { position } = this.#cursor;
    const bytes = this.#bytes;
    if (bytes[position] !== DOT || bytes[position + 1] !== DOT || bytes[position + 2] !== DOT)
      return false;
    this.#cursor.position = endOfLine(bytes, position) + 1;
    this.#line++;
    return true;
  }

  /** Any other cell. False where it is none because the next assignment begins here. */
  #expression(): boolean {
    const bytes = this.#bytes;
    let start = this.#cursor.position;
    if (this.#count > this.#rowStart && isBinaryOperator(bytes, start)) {
      start = this.#cellStart;
      this.#count--;
    }
    const text = restOfLine(bytes, start, LONGEST_EXPRESSION);
    if (/^[A-Za-z_][\w.]*[ \t]*=(?!=)/.test(text)) return false;
    const evaluated = evaluateCell(text, this.#lookup);
    const isTooMany = ++this.#expressions > MOST_EXPRESSIONS;
    if (evaluated && !isTooMany && endsCell(bytes[start + evaluated.length])) {
      this.#cursor.position = start + evaluated.length;
      this.#push(evaluated.value, start);
      return true;
    }
    const [cell = ''] = /^.[^\s,;\]%]*/s.exec(text) ?? [];
    this.#reportCell(cell);
    this.#cursor.position = start + cell.length;
    this.#push(NaN, start);
    if (isTooMany || this.#badCells.length >= MOST_BAD_CELLS) this.#giveUp();
    return true;
  }

  #reportCell(text: string): void {
    this.#badCells.push({ line: this.#line, column: this.#count - this.#rowStart, text });
  }

  /** Leaves the rest of the file unread. */
  #giveUp(): void {
    this.#hasGivenUp = true;
    this.#cursor.position = this.#bytes.length;
  }

  #push(value: number, start: number): void {
    if (this.#count === this.#values.length) this.#grow();
    if (this.#count === this.#rowStart) this.#openRow();
    if (this.#spans) {
      this.#spans.starts[this.#count] = start;
      this.#spans.ends[this.#count] = this.#cursor.position;
    }
    this.#values[this.#count++] = value;
    this.#cellStart = start;
  }

  #grow(): void {
    if (this.#count - this.#rowStart > MOST_COLUMNS) {
      this.#reportCell(`value ${MOST_COLUMNS} of one row`);
      this.#rowStart = this.#count;
      this.#giveUp();
    }
    const larger = new Float64Array(2 * this.#count);
    larger.set(this.#values);
    this.#values = larger;
    if (!this.#spans) return;
    const { starts, ends } = this.#spans;
    this.#spans = { starts: twiceAsLong(starts), ends: twiceAsLong(ends) };
  }

  #openRow(): void {
    if (this.#rows === this.#lines.length) this.#lines = twiceAsLong(this.#lines);
    this.#lines[this.#rows] = this.#line;
  }

  #endRow(): void {
    const cells = this.#count - this.#rowStart;
    if (cells === 0) return;
    if (this.#rows === 0) this.#columns = cells;
    if (cells === this.#columns) {
      this.#rows++;
      this.#rowStart = this.#count;
      return;
    }
    if (this.#unevenRows.length < MOST_UNEVEN_ROWS) {
      this.#unevenRows.push({ line: this.#lines[this.#rows] ?? 0, cells });
    }
    this.#count = this.#rowStart;
  }
}

function twiceAsLong(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * numbers.length);
  larger.set(numbers);
  return larger;
}

function endsCell(byte: number | undefined): boolean {
  switch (byte) {
    case TAB:
    case NEWLINE:
    case RETURN:
    case BLANK:
    case PERCENT:
    case COMMA:
    case SEMICOLON:
    case CLOSE:
    case undefined:
      return true;
    default:
      return false;
  }
}

/** `*`, `/`, `^` between two cells, or a sign with a blank behind it, join them to one. */
function isBinaryOperator(bytes: Uint8Array, at: number): boolean {
  const byte = bytes[at];
  if (byte === DOT) return isBinaryOperator(bytes, at + 1);
  if (byte === 0x2a || byte === 0x2f || byte === 0x5e) return true;
  const next = bytes[at + 1];
  return (byte === 0x2b || byte === 0x2d) && (next === BLANK || next === TAB);
}
