import type { ElementRef } from '../../../src-shared/grid/element-ref.ts';

interface CursorRow {
  readonly key: string;
  readonly ref: ElementRef;
}

interface Surroundings {
  /** The rows as they are shown: filtered and sorted. */
  readonly rows: () => readonly CursorRow[];
  /** Names of the shown columns. */
  readonly fields: () => readonly string[];
  readonly choose: (refs: readonly ElementRef[]) => void;
}

/** Where the keyboard is in a table, and where a selection with Shift began. */
export interface TableCursor {
  readonly key: () => string | null;
  readonly field: () => string | null;
  /** Places it, as a click does. */
  readonly put: (key: string, field: string | null, mode: 'only' | 'add' | 'extend') => void;
  /** Follows what was selected elsewhere. */
  readonly follow: (key: string) => void;
  readonly stepRow: (step: number, extend: boolean) => void;
  readonly stepField: (step: number, extend: boolean) => void;
  readonly all: () => void;
  /** The columns of the chosen cells; null where whole rows are chosen. */
  readonly chosenFields: () => readonly string[] | null;
}

/**
 * Rows are selected by clicks and by arrow keys, Shift extends the selection from where it began,
 * to the sides as well: then only some columns of the selected rows are meant.
 */
export function createTableCursor(
  { rows, fields, choose }: Surroundings,
  isSelected: (key: string) => boolean,
): TableCursor {
  let key: string | null = null;
  let field: string | null = null;
  let anchorKey: string | null = null;
  let anchorField: string | null = null;

  const chooseRange = (): void => {
    const shown = rows();
    const ends = [anchorKey, key].map((end) => shown.findIndex((row) => row.key === end));
    choose(
      shown.slice(Math.max(0, Math.min(...ends)), Math.max(...ends) + 1).map(({ ref }) => ref),
    );
  };
  const add = (added: string): void => {
    const after = rows().filter((row) => (row.key === added) !== isSelected(row.key));
    choose(after.map(({ ref }) => ref));
  };
  const only = (row: CursorRow): void => {
    anchorKey = row.key;
    anchorField = field;
    choose([row.ref]);
  };
  return {
    key: () => key,
    field: () => field,
    follow: (followed) => (key = anchorKey = followed),
    put(placed, at, mode) {
      key = placed;
      field = at ?? field;
      if (mode === 'extend' && anchorKey !== null) {
        chooseRange();
        return;
      }
      anchorKey = placed;
      anchorField = field;
      const row = rows().find((one) => one.key === placed);
      if (mode === 'add') add(placed);
      else if (row) only(row);
    },
    stepRow(step, extend) {
      const shown = rows();
      const from = shown.findIndex((row) => row.key === key);
      const next = shown[Math.min(Math.max(from + step, 0), shown.length - 1)];
      if (!next) return;
      key = next.key;
      if (extend) chooseRange();
      else only(next);
    },
    stepField(step, extend) {
      const shown = fields();
      const from = field === null ? -1 : shown.indexOf(field);
      field = shown[Math.min(Math.max(from + step, 0), shown.length - 1)] ?? null;
      if (!extend || anchorField === null) anchorField = field;
    },
    all() {
      const shown = rows();
      anchorKey = shown[0]?.key ?? null;
      key = shown.at(-1)?.key ?? null;
      anchorField = field;
      choose(shown.map(({ ref }) => ref));
    },
    chosenFields() {
      if (anchorField === null || field === null || anchorField === field) return null;
      const shown = fields();
      const ends = [shown.indexOf(anchorField), shown.indexOf(field)];
      return shown.slice(Math.max(0, Math.min(...ends)), Math.max(...ends) + 1);
    },
  };
}
