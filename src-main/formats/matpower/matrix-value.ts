/** What an expression of a case file can be worth. */
export type Value = number | Matrix;

export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  /** Entry of row r and column c at `r * columns + c`. */
  readonly values: Float64Array;
}

/** An expression, or an assignment, that is outside what is interpreted here. */
export class NotUnderstood extends Error {
  override readonly name = 'NotUnderstood';
}

/** f(a, b) entry by entry; a scalar meets every entry of a matrix. */
export function entrywise(a: Value, b: Value, f: (x: number, y: number) => number): Value {
  if (typeof a === 'number') return typeof b === 'number' ? f(a, b) : map(b, (y) => f(a, y));
  if (typeof b === 'number') return map(a, (x) => f(x, b));
  if (a.rows !== b.rows || a.columns !== b.columns) throw new NotUnderstood();
  return { ...a, values: a.values.map((x, i) => f(x, b.values[i] ?? NaN)) };
}

export const map = ({ rows, columns, values }: Matrix, f: (x: number) => number): Matrix => ({
  rows,
  columns,
  values: values.map((x) => f(x)),
});

/** One row of scalars and of matrices with one row. */
export function joinRow(parts: readonly Value[]): Matrix {
  const values = parts.flatMap((part) => {
    if (typeof part === 'number') return [part];
    if (part.rows > 1) throw new NotUnderstood();
    return [...part.values];
  });
  return { rows: 1, columns: values.length, values: Float64Array.from(values) };
}

/** The 1-based positions that an index names; null stands for all of them (`:`). */
export function positions(index: Value | null, length: number): number[] {
  if (index === null) return Array.from({ length }, (_, i) => i);
  const named = typeof index === 'number' ? [index] : [...index.values];
  return named.map((position) => {
    if (!Number.isInteger(position) || position < 1 || position > length) throw new NotUnderstood();
    return position - 1;
  });
}

/** The rows and columns of a matrix that two indices name; one entry is a scalar. */
export function select(matrix: Matrix, row: Value | null, column: Value | null): Value {
  const rows = positions(row, matrix.rows);
  const columns = positions(column, matrix.columns);
  const values = Float64Array.from(
    rows.flatMap((r) => columns.map((c) => matrix.values[r * matrix.columns + c] ?? NaN)),
  );
  if (values.length === 1) return values[0] ?? NaN;
  return { rows: rows.length, columns: columns.length, values };
}

/** Writes a value into the rows and columns that two indices name; a scalar goes everywhere. */
export function assignInto(
  matrix: Matrix,
  row: Value | null,
  column: Value | null,
  value: Value,
): void {
  const rows = positions(row, matrix.rows);
  const columns = positions(column, matrix.columns);
  const shaped =
    typeof value === 'number' || (value.rows === rows.length && value.columns === columns.length);
  if (!shaped) throw new NotUnderstood();
  rows.forEach((r, i) => {
    columns.forEach((c, j) => {
      const entry = typeof value === 'number' ? value : value.values[i * value.columns + j];
      matrix.values[r * matrix.columns + c] = entry ?? NaN;
    });
  });
}
