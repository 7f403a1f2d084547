import type { Component } from 'vue';

import type { MenuItem } from './network/menu-item.ts';

/** What can be done with the selected row of a result table: in the bar above it, in its menu, by key. */
export interface RowAction<Row> {
  /** Test id of its button. */
  readonly id: string;
  readonly label: string;
  /** What it does, in a sentence. */
  readonly title: string;
  /** 'Enter' is the table's own; a letter is listened to by `runByKey`. */
  readonly keys: string;
  readonly icon: Component;
  /** Whether there is anything to do with this row; without it, with any. */
  readonly fits?: (row: Row) => boolean;
  readonly run: (row: Row) => void;
}

export const rowMenu = <Row>(actions: readonly RowAction<Row>[], row: Row): MenuItem[] =>
  actions
    .filter(({ fits }) => fits?.(row) ?? true)
    .map(({ id, label, keys, run }) => ({ id, label, keys, run: () => run(row) }));

export function runByKey<Row>(
  event: KeyboardEvent,
  actions: readonly RowAction<Row>[],
  row: Row | null,
): void {
  if (event.ctrlKey || event.altKey || event.metaKey || row === null) return;
  if (event.target instanceof Element && event.target.closest('input, select')) return;
  const action = actions.find(({ keys }) => keys === event.key.toUpperCase());
  if (!action || action.fits?.(row) === false) return;
  event.preventDefault();
  event.stopPropagation();
  action.run(row);
}
