import type { CellSpans } from './scan-matrix.ts';

/** A piece of a file: from byte `start` to before `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where a matrix, or a list of texts (one column), stands in a file. */
export interface TableLayout extends CellSpans {
  /** Behind the opening bracket. */
  readonly open: number;
  /** At the closing bracket. */
  readonly close: number;
  readonly rows: number;
  readonly columns: number;
  /** The figures as they are written, before code of the file converts them; none for texts. */
  readonly written: Float64Array;
}

/**
 * Where the parts of a case stand in its file, for those who rewrite single cells of it. The parser
 * fills it in.
 */
export class CaseLayout {
  readonly tables = new Map<string, TableLayout>();
  /** What stands right of `baseMVA =`; null where nothing does, or more than once. */
  base: Span | null = null;
  #bases = 0;
  /** The statements of our own block. */
  readonly own: Span[] = [];
  /** Before which byte the statements of the case end: at an `end`, another function, or the end. */
  end: number;
  /** What stands before the name of a field: `mpc.`, or nothing in version 1. */
  prefix = 'mpc.';

  constructor(bytes: Uint8Array) {
    this.end = bytes.length;
  }

  addBase(span: Span): void {
    this.base = this.#bases++ === 0 ? span : null;
  }
}
