/** The field of a case under which stands what the format has no place for. */
export const OWN_FIELD = 'phaselock';

export const isOwnField = (name: string): boolean => name.startsWith(`${OWN_FIELD}.`);

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
  /** Cells that were no number and are reported already; NaN stands in their place. */
  readonly badCells: number;
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
