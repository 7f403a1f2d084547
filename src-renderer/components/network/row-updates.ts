import type { RowComponent } from 'tabulator-tables';

import { changedRows } from '../../composables/changed-rows.ts';
import type { Tabulator } from '../tabulator.ts';
import type { ElementRow } from './table-rows.ts';

interface Surroundings {
  readonly rows: () => readonly ElementRow[];
  /** null until it is built: before, it has no rows to ask for. */
  readonly table: () => Tabulator | null;
  readonly host: () => HTMLElement | null;
  readonly hasTotals: () => boolean;
  readonly paint: (row: RowComponent) => void;
  /** The rows are others now, in their order. */
  readonly replaced: () => void;
}

/** Brings a table's rows up to those of the network. */
export interface RowUpdates {
  /** Rows for the grid component to keep and write into. */
  readonly copies: () => ElementRow[];
  readonly wasDrawn: (key: string, row: RowComponent) => void;
  readonly refresh: () => void;
  readonly beginEditing: () => void;
  /** False where the cell changed because the network did, not by hand. */
  readonly endEditing: () => boolean;
}

export const rowTestId = (key: string): string => `row-${key}`;

/** So many stay where they are when they change, as in a spreadsheet; more are put in their order. */
const fewRows = 40;

export function createRowUpdates(surroundings: Surroundings): RowUpdates {
  const { rows, table, host, hasTotals, paint, replaced } = surroundings;
  /** What the grid component has, and the rows of it that it has drawn so far, by key. */
  let held = new Map<string, ElementRow>();
  const drawnOnce = new Map<string, RowComponent>();
  let filled = rows();
  /** New rows wait while a cell is edited, or they would take its field away. */
  let editing = false;
  let waiting = false;
  let rewriting = false;

  const copies = (): ElementRow[] => {
    const copied = rows().map((row) => ({ ...row }));
    held = new Map(copied.map((row) => [row.key, row]));
    drawnOnce.clear();
    return copied;
  };

  /** Gives rows in their places new values: only the cells that are drawn are touched now. */
  const rewrite = (grid: Tabulator, changed: readonly ElementRow[]): void => {
    const drawn = drawnIds(host());
    // Otherwise every cell that changes makes the totals anew.
    if (hasTotals()) grid.blockRedraw();
    rewriting = true;
    for (const values of changed) {
      const row = drawnOnce.get(values.key);
      if (!row) Object.assign(held.get(values.key) ?? {}, values);
      else if (drawn.has(rowTestId(values.key))) {
        rewriteCells(row, values);
        paint(row);
      } else {
        Object.assign(row.getData() as object, values);
        row.reformat();
      }
    }
    rewriting = false;
    if (!hasTotals()) return;
    grid.restoreRedraw();
    grid.recalc();
  };

  const refresh = (): void => {
    const grid = table();
    const wanted = rows();
    waiting = editing;
    if (!grid || editing || filled === wanted) return;
    const changed = changedRows(filled, wanted, 'key');
    filled = wanted;
    if (changed === null || (changed.length > fewRows && isOrdered(grid))) {
      void grid.replaceData(copies()).then(replaced);
    } else if (changed.length > 0) rewrite(grid, changed);
  };

  return {
    copies,
    refresh,
    wasDrawn: (key, row) => drawnOnce.set(key, row),
    beginEditing: () => (editing = true),
    endEditing() {
      if (rewriting) return false;
      editing = false;
      if (waiting) refresh();
      return true;
    },
  };
}

const isOrdered = (grid: Tabulator): boolean =>
  grid.getSorters().length > 0 || grid.getHeaderFilters().length > 0;

/** Test ids of the rows in the page. */
function drawnIds(host: HTMLElement | null): ReadonlySet<string | undefined> {
  const rows = host?.querySelectorAll<HTMLElement>('.tabulator-tableholder [role=row]') ?? [];
  return new Set([...rows].map(({ dataset }) => dataset['testid']));
}

/** Cell by cell: an update of the row would measure its height, which lays out the whole page. */
function rewriteCells(row: RowComponent, values: ElementRow): void {
  const before = row.getData() as ElementRow;
  const changed = row
    .getCells()
    .filter((cell) => !Object.is(before[cell.getField()], values[cell.getField()]));
  Object.assign(before, values);
  for (const cell of changed) cell.setValue(values[cell.getField()], false);
}
