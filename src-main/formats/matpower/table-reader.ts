import type { MessageList } from '../message-list.ts';
import { columnName } from './columns.ts';
import type { MatpowerTable } from './matpower-document.ts';

/** Reads the cells of one table; a column that the file does not have gives the fallback. */
export interface TableReader {
  readonly table: MatpowerTable;
  at(row: number, column: number, fallback?: number): number;
  line(row: number): number;
}

export function readTable(table: MatpowerTable): TableReader {
  const { values, columns, lines } = table;
  return {
    table,
    at: (row, column, fallback = 0) =>
      column < columns ? (values[row * columns + column] ?? fallback) : fallback,
    line: (row) => lines[row] ?? table.line,
  };
}

/** Reports every cell of these columns that is NaN, or infinite where no infinity makes sense. */
export function requireFinite(
  table: MatpowerTable,
  columns: readonly number[],
  mayBeInfinite: readonly number[],
  messages: MessageList,
): void {
  const { values, columns: width } = table;
  if (allFinite(values)) return;
  for (let row = 0; row < table.rows; row++) {
    for (const column of columns) {
      if (column >= width) continue;
      const value = values[row * width + column] ?? 0;
      if (Number.isFinite(value)) continue;
      if (Number.isNaN(value) ? table.badCells > 0 : mayBeInfinite.includes(column)) continue;
      messages.error(
        `Column “${columnName(table.name, column)}” of “${table.name}” is ${value}: write a finite number.`,
        table.lines[row] ?? table.line,
      );
    }
  }
}

/** Nothing times a finite number is nothing. */
function allFinite(values: Float64Array): boolean {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += 0 * (values[i] ?? 0);
  return sum === 0;
}
