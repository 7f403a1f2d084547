import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { compareGrids } from '../../src-shared/grid/compare.ts';
import { differenceEdit } from '../../src-shared/grid/difference-edit.ts';
import { applyEdit } from '../../src-shared/grid/edits.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import { carriedOut, intents } from '../fixtures/random-edit.ts';
import { randomGrid } from '../fixtures/random-grid.ts';

const change = (grid: GridCase): GridCase => structuredClone(grid);

describe('the difference of two networks as an edit', () => {
  it('makes the one of the other, to the order of the rows, and back', () => {
    fc.assert(
      fc.property(randomGrid(), intents(12), intents(12), (grid, one, other) => {
        const [before, after] = [carriedOut(grid, one), carriedOut(grid, other)];
        const edit = differenceEdit(before, change(after));
        if (!edit) expect(before).toEqual(after);
        const applied = applyEdit(before, edit ?? { kind: 'batch', label: '', edits: [] });
        expect(applied.grid).toEqual(after);
        expect(applyEdit(after, applied.inverse).grid).toEqual(before);
      }),
      { numRuns: 300 },
    );
  });

  it('is nothing between equal networks, and touches only what a comparison names', () => {
    fc.assert(
      fc.property(randomGrid(), intents(6), (grid, todo) => {
        expect(differenceEdit(grid, change(grid))).toBeNull();
        const after = carriedOut(grid, todo);
        const edit = differenceEdit(grid, after);
        if (edit === null || edit.kind === 'place') {
          expect(compareGrids(grid, after)).toEqual([]);
        }
      }),
    );
  });

  it('survives rows in another order', () => {
    fc.assert(
      fc.property(randomGrid(), fc.nat(), (grid, by) => {
        const turned = <Row>(rows: readonly Row[]): Row[] => {
          const at = by % rows.length;
          return [...rows.slice(at), ...rows.slice(0, at)];
        };
        const after = { ...grid, buses: turned(grid.buses), branches: turned(grid.branches) };
        const edit = differenceEdit(grid, after);
        expect(edit ? applyEdit(grid, edit).grid : grid).toEqual(after);
      }),
    );
  });
});
