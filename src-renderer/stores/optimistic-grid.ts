import { shallowRef } from 'vue';
import type { ShallowRef } from 'vue';

import { applyEdit, EditError } from '../../src-shared/grid/edits.ts';
import type { Edit } from '../../src-shared/grid/edits.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';

interface OptimisticGrid {
  readonly grid: ShallowRef<GridCase | null>;
  readonly reset: (confirmed: GridCase | null) => void;
  /** @throws EditError where the edit does not fit the network as shown. */
  readonly make: (edit: Edit) => void;
  /** The main process has the oldest edit that was made here. */
  readonly confirmOldest: () => void;
  /** The main process applied an edit of its own, such as an undo. */
  readonly follow: (edit: Edit) => void;
  /** The main process has another network than was thought; what is on its way goes on top. */
  readonly rebase: (network: GridCase) => void;
}

/**
 * The network as shown: as the main process has it, and on top the edits that are still on their
 * way to it. An undo that comes back goes below those, as it does there: edits need not commute.
 */
export function createOptimisticGrid(): OptimisticGrid {
  const grid = shallowRef<GridCase | null>(null);
  let confirmed: GridCase | null = null;
  let underway: readonly Edit[] = [];

  return {
    grid,
    reset(network) {
      grid.value = confirmed = network;
      underway = [];
    },
    make(edit) {
      if (!grid.value) return;
      grid.value = applyEdit(grid.value, edit).grid;
      underway = [...underway, edit];
    },
    confirmOldest() {
      const [oldest, ...rest] = underway;
      underway = rest;
      if (rest.length === 0) confirmed = grid.value;
      else if (confirmed && oldest) confirmed = applyEdit(confirmed, oldest).grid;
    },
    follow(edit) {
      if (!confirmed) return;
      confirmed = applyEdit(confirmed, edit).grid;
      grid.value = underway.reduce((network, next) => applyEdit(network, next).grid, confirmed);
    },
    rebase(network) {
      confirmed = network;
      grid.value = underway.reduce(appliedWhereItFits, network);
    },
  };
}

/** One that no longer fits is shown no more; the main process says why when it comes there. */
function appliedWhereItFits(network: GridCase, edit: Edit): GridCase {
  try {
    return applyEdit(network, edit).grid;
  } catch (error) {
    if (error instanceof EditError) return network;
    throw error;
  }
}
