import { describe, expect, it } from 'vitest';

import { readCircuits } from '../../../../src-renderer/composables/circuit-list.ts';
import { circuitEdit } from '../../../../src-renderer/composables/new-circuit.ts';
import { outageEdit } from '../../../../src-renderer/composables/outage-edit.ts';
import { applyEdit } from '../../../../src-shared/grid/edits.ts';
import { elementsAtBus } from '../../../../src-shared/grid/element-ref.ts';
import type { Reinforcement } from '../../../../src-shared/studies/reinforcement.ts';
import { aBus, triangle } from '../../../fixtures/small-grid.ts';

const tried = (from: number, to: number, isParallel: boolean): Reinforcement => ({
  ...{ from, to, isParallel, reactancePu: 0.07, norm: 0.2, normChange: -0.01, worstEdge: null },
  ...{ largestLoading: 0.2, loadedEdge: null, dcDifference: 0.1, isBraess: false },
  ...{ maxAngleDifference: null, exactChange: null },
});

describe('a circuit that was tried', () => {
  it('becomes a second one like the first, under a number that is free', () => {
    const grid = triangle();
    const [first] = grid.branches;
    const after = applyEdit(grid, circuitEdit(grid, tried(2, 1, true))).grid;
    expect(after.branches.at(-1)).toEqual({ ...first, circuit: '2', reactancePu: 0.07 });
  });

  it('becomes a line of that reactance alone where there was none', () => {
    const grid = { ...triangle(), buses: [...triangle().buses, aBus(4)] };
    const after = applyEdit(grid, circuitEdit(grid, tried(1, 4, false))).grid;
    expect(after.branches.at(-1)).toMatchObject({
      ...{ from: 1, to: 4, circuit: '1', reactancePu: 0.07, resistancePu: 0, ratingAMva: null },
    });
  });
});

describe('an outage as a change of the network', () => {
  it('takes everything at a bus out, and is one step that can be undone', () => {
    const grid = triangle();
    const edit = outageEdit(grid, 'Bus 1', [{ kind: 'bus', number: 1 }]);
    if (!edit) throw new Error('the bus has elements');
    const { grid: after, inverse } = applyEdit(grid, edit);
    const inService = after.branches.filter((branch) => branch.inService);
    expect(inService.map(({ from, to }) => [from, to])).toEqual([[2, 3]]);
    expect(edit.kind === 'batch' && edit.edits.length).toBe(elementsAtBus(grid, 1).length);
    expect(applyEdit(after, inverse).grid).toEqual(grid);
  });

  it('is none where nothing of it is there', () => {
    expect(outageEdit(triangle(), 'Gone', [{ kind: 'load', bus: 99, id: '1' }])).toBeNull();
  });
});

describe('a list of circuits as it is typed', () => {
  it('reads bus numbers with any separator, and the reactance where it is given', () => {
    expect(readCircuits('26 38 0.05\n16-17\n\n3–4, 1e-2')).toEqual({
      circuits: [
        { from: 26, to: 38, reactancePu: 0.05 },
        { from: 16, to: 17 },
        { from: 3, to: 4, reactancePu: 0.01 },
      ],
      why: '',
    });
  });

  it.each(['26', '5 5', '1 2 -3', '1 2 x'])('tells the line of %s', (line) => {
    expect(readCircuits(`1 2\n${line}`).why).toMatch(/line 2/);
  });
});
