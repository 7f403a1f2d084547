import { describe, expect, it } from 'vitest';

import { applyEdit, EditError } from '../../../../src-shared/grid/edits.ts';
import type { Edit } from '../../../../src-shared/grid/edits.ts';
import { createOptimisticGrid } from '../../../../src-renderer/stores/optimistic-grid.ts';
import { triangle } from '../../../fixtures/small-grid.ts';

const setLoad = (pMw: number): Edit => ({
  kind: 'update',
  element: { kind: 'load', bus: 2, id: '1' },
  changes: { pMw },
});

describe('the network with edits under way', () => {
  it('puts an undo below the edits that were made after it', () => {
    const { grid, ...network } = createOptimisticGrid();
    network.reset(triangle());
    network.make(setLoad(1));
    network.confirmOldest();
    network.make(setLoad(2));
    const undoOfTheFirst = applyEdit(triangle(), setLoad(1)).inverse;
    network.follow(undoOfTheFirst);
    expect(grid.value?.loads[0]?.pMw).toBe(2);
    network.confirmOldest();
    expect(grid.value).toEqual(applyEdit(triangle(), setLoad(2)).grid);
  });

  it('stays as it was when an edit does not fit', () => {
    const { grid, ...network } = createOptimisticGrid();
    network.reset(triangle());
    const before = grid.value;
    expect(() => network.make({ kind: 'remove', element: { kind: 'bus', number: 9 } })).toThrow(
      EditError,
    );
    expect(grid.value).toBe(before);
  });
});
