import type { CellComponent, ColumnDefinition } from 'tabulator-tables';

import { decimals } from '../../composables/format.ts';
import { numberColumn } from '../table-columns.ts';

/** The exact angle of a draw, in degrees; a draw may have no synchronous state. */
export const exactAngleColumn = (digits: number): ColumnDefinition =>
  numberColumn('Exact / °', 'exact', digits, {
    formatter: (cell: CellComponent) => {
      const value = cell.getValue() as number | null;
      return value === null ? 'no state' : decimals(value, digits);
    },
  });
