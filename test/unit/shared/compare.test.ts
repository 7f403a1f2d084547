import { describe, expect, it } from 'vitest';

import { compareGrids } from '../../../src-shared/grid/compare.ts';
import { applyEdit } from '../../../src-shared/grid/edits.ts';
import { gridDocumentSchema, gridDocumentText } from '../../../src-shared/grid/schema.ts';
import { aBranch, aGenerator, triangle } from '../../fixtures/small-grid.ts';

describe('compareGrids', () => {
  it('finds no difference between a network and itself, wherever its buses are drawn', () => {
    const moved = applyEdit(triangle(), {
      kind: 'place',
      positions: [{ bus: 1, position: { x: -5, y: 8 } }],
    }).grid;
    expect(compareGrids(triangle(), moved)).toEqual([]);
  });

  it('lists what was changed, added and removed', () => {
    const right = triangle({
      branches: [
        aBranch(1, 2, { reactancePu: 0.3 }),
        aBranch(2, 3),
        aBranch(1, 2, { circuit: '2' }),
      ],
    });
    expect(compareGrids(triangle(), right)).toEqual([
      {
        element: { kind: 'branch', from: 1, to: 2, circuit: '1' },
        change: 'changed',
        fields: [{ field: 'reactancePu', left: 0.1, right: 0.3 }],
      },
      { element: { kind: 'branch', from: 1, to: 2, circuit: '2' }, change: 'added', fields: [] },
      { element: { kind: 'branch', from: 1, to: 3, circuit: '1' }, change: 'removed', fields: [] },
    ]);
  });
});

describe('our own network format', () => {
  it('gives back the same network, infinite limits included', () => {
    const grid = triangle({
      generators: [aGenerator(1, 100, { qMaxMvar: Infinity, qMinMvar: -Infinity })],
    });
    const text = gridDocumentText(grid);
    expect(gridDocumentSchema.parse(JSON.parse(text)).network).toEqual(grid);
    expect(text.split('\n')).toContain(`      ${JSON.stringify(grid.branches[0])},`);
  });
});
