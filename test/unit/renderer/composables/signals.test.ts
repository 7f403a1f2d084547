import { describe, expect, it } from 'vitest';

import { busRef } from '../../../../src-shared/grid/element-ref.ts';
import {
  angleSignal,
  chooseSignals,
  referenceBus,
} from '../../../../src-renderer/composables/signals.ts';
import { aBranch, aBus, aGenerator, triangle } from '../../../fixtures/small-grid.ts';

/** The triangle with a tail: 3–4, and a second machine at 4. */
const grid = triangle({
  buses: [aBus(1), aBus(2), aBus(3, { type: 'slack' }), aBus(4)],
  branches: [...triangle().branches, aBranch(3, 4), aBranch(4, 3, { circuit: '2' })],
  generators: [aGenerator(1, 50), aGenerator(4, 50), aGenerator(4, 50, { id: '2' })],
});
const result = {
  events: [],
  coherentGroups: [],
  separationCut: [{ from: 4, to: 3 }],
  largestAngleDifference: { value: 0.6, edge: { from: 1, to: 2 }, time: 1 },
};
const context = { grid, result, selection: [] };

describe('the curves of a preset', () => {
  it('are the machine buses once each, the cut and the worst line', () => {
    expect(chooseSignals('machines', context)).toEqual({
      buses: [1, 4],
      lines: [
        { from: 4, to: 3 },
        { from: 1, to: 2 },
      ],
    });
  });

  it('are the ends of the worst line, what meets there, and its far ends', () => {
    const kept = { ...result, separationCut: [] };
    const { buses, lines } = chooseSignals('worst', { ...context, result: kept });
    expect([...buses].sort()).toEqual([1, 2, 3]);
    expect(lines).toHaveLength(3);
  });

  it('are those around the cut where synchronism was lost', () => {
    const { buses } = chooseSignals('worst', context);
    expect([...buses].sort()).toEqual([1, 2, 3, 4]);
    expect(chooseSignals('worst', context).lines[0]).toEqual({ from: 4, to: 3 });
  });

  it('take parallel branches, written either way round, as one line', () => {
    const { lines } = chooseSignals('all', context);
    expect(lines.filter(({ from, to }) => from + to === 7)).toHaveLength(1);
  });

  it('are the buses of whatever is selected, and the selected branches', () => {
    const branch = { kind: 'branch', from: 3, to: 4, circuit: '1' } as const;
    const selection = [busRef(2), branch, { kind: 'load', bus: 2, id: '1' } as const];
    const { buses, lines } = chooseSignals('selection', { ...context, selection });
    expect(buses).toEqual([2, 3, 4]);
    expect(lines).toEqual([{ from: 3, to: 4 }]);
  });

  it('count angles from the slack bus, else from the first machine', () => {
    expect(referenceBus(grid)).toBe(3);
    expect(referenceBus({ ...grid, buses: [aBus(1), aBus(4)] })).toBe(1);
    expect(angleSignal(2, null)).toBe('theta/2');
    expect(angleSignal(2, 3)).toBe('line/2-3');
  });
});
