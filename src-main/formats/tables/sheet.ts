/** One row of a table as it stands in a file. */
export interface SheetRow {
  /** Line of the text, or row of the sheet; 1-based. */
  readonly line: number;
  readonly cells: readonly string[];
  /** What makes the row unreadable; null in an ordinary one. */
  readonly fault: string | null;
}

/**
 * A table before its columns are understood. The rows are read anew each time they are asked for,
 * so that a large file is never held twice; rows without any text are left out.
 */
export interface Sheet {
  readonly name: string;
  readonly rows: () => Iterable<SheetRow>;
}

/** Cells of a row beyond this many are passed over: no table has as many columns. */
export const MOST_CELLS = 256;

export const isBlankRow = (cells: readonly string[]): boolean =>
  cells.every((cell) => cell.trim() === '');
