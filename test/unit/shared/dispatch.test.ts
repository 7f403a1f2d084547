import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { dispatchSchema } from '../../../src-shared/grid/dispatch-rule.ts';
import type { DispatchRule } from '../../../src-shared/grid/dispatch-rule.ts';
import {
  DispatchError,
  dispatchEdit,
  dispatchShifts,
  dispatchWords,
} from '../../../src-shared/grid/dispatch.ts';
import { editSchema } from '../../../src-shared/grid/edit-schema.ts';
import { applyEdit } from '../../../src-shared/grid/edits.ts';
import { emptyGrid } from '../../../src-shared/grid/grid-case.ts';
import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import { shareOut } from '../../../src-shared/grid/share-out.ts';
import { aBranch, aBus, aGenerator, aLoad } from '../../fixtures/small-grid.ts';

/** Area 1: machines at 1 (slack) and 2. Area 2: a machine and loads at 3, a load at 4. */
const grid: GridCase = {
  ...emptyGrid,
  buses: [
    aBus(1, { type: 'slack' }),
    aBus(2, { zone: 7 }),
    aBus(3, { area: 2 }),
    aBus(4, { area: 2 }),
  ],
  branches: [aBranch(1, 2), aBranch(2, 3), aBranch(3, 4)],
  generators: [
    aGenerator(1, 100, { pMaxMw: 150 }),
    aGenerator(2, 60, { pMaxMw: 300 }),
    aGenerator(3, 40, { pMaxMw: 50 }),
    aGenerator(3, 500, { id: '2', inService: false }),
  ],
  loads: [aLoad(3, 50, { qMvar: 20 }), aLoad(3, -10, { id: '2' }), aLoad(4, 150, { qMvar: 30 })],
};

const ruleOf = (rule: unknown): DispatchRule => dispatchSchema.parse(rule);
const area = (...areas: number[]) => ({ kind: 'areas', areas });
const loadsUp = (amount: number, more: object = {}) => ({
  what: 'loads',
  amount,
  unit: 'MW',
  ...more,
});

describe('a stressed dispatch', () => {
  it('raises the loads of an area in proportion and the machines of another by their Pmax', () => {
    const rule = ruleOf({
      change: loadsUp(40, { group: area(2) }),
      compensation: { group: area(1) },
    });
    expect(dispatchShifts(grid, rule)).toEqual({
      loads: [10, 0, 30],
      generators: [40 / 3, 80 / 3, 0, 0],
      changedMw: 40,
    });
    expect(dispatchWords(grid, rule)).toBe(
      'Loads of area 2 +40 MW, compensated by the generators of area 1 in proportion to Pmax',
    );
  });

  it('keeps every power factor, and leaves what does not move alone', () => {
    const { grid: after } = applyEdit(
      grid,
      dispatchEdit(grid, ruleOf({ change: loadsUp(10, { unit: '%' }), compensation: {} })),
    );
    expect(after.loads[0]?.qMvar).toBeCloseTo(22, 12);
    expect(after.loads[1]).toBe(grid.loads[1]);
    expect(after.generators[3]).toBe(grid.generators[3]);
    const fixed = ruleOf({ change: loadsUp(10, { reactive: 'fixed' }), compensation: {} });
    expect(applyEdit(grid, dispatchEdit(grid, fixed)).grid.loads[0]?.qMvar).toBe(20);
  });

  it('passes on what a machine at its limit cannot take', () => {
    const rule = ruleOf({
      change: loadsUp(120),
      compensation: { share: 'equal' },
    });
    // 40 MW each: only 10 fit at bus 3, then 55 each: only 50 fit at bus 1.
    expect(dispatchShifts(grid, rule).generators).toEqual([50, 60, 10, 0]);
    expect(dispatchShifts(grid, { ...rule, limits: 'ignore' }).generators).toEqual([40, 40, 40, 0]);
  });

  it('moves generation from one area to the slack machine of another', () => {
    const change = { what: 'generation', amount: -50, unit: '%', group: area(2) };
    const rule = ruleOf({ change, compensation: { share: 'slack' } });
    expect(dispatchShifts(grid, rule)).toEqual({
      loads: [0, 0, 0],
      generators: [20, 0, -20, 0],
      changedMw: -20,
    });
    expect(dispatchWords(grid, rule)).toBe(
      'Generators of area 2 −50 % (−20 MW), compensated by the slack generators',
    );
  });

  it('takes zones, buses and single machines as groups', () => {
    const elements = [{ kind: 'bus', number: 3 }];
    const rule = ruleOf({
      change: loadsUp(5, { group: { kind: 'elements', elements } }),
      compensation: { group: { kind: 'zones', zones: [7] }, share: 'output' },
    });
    const { loads, generators } = dispatchShifts(grid, rule);
    expect(loads).toEqual([5, 0, 0]);
    expect(generators).toEqual([0, 5, 0, 0]);
  });

  it('is an edit that travels, and undo takes it back in one step', () => {
    const edit = dispatchEdit(grid, ruleOf({ change: loadsUp(33), compensation: {} }));
    expect(editSchema.parse(JSON.parse(JSON.stringify(edit)))).toEqual(edit);
    const { grid: after, inverse } = applyEdit(grid, edit);
    expect(after).not.toEqual(grid);
    expect(applyEdit(after, inverse).grid).toEqual(grid);
  });

  it('changes generation and demand by the same amount, within the limits, whatever is asked', () => {
    const asked = fc.record({
      what: fc.constantFrom('loads' as const, 'generation' as const),
      amount: fc.double({ min: -200, max: 200, noNaN: true }).filter((amount) => amount !== 0),
      unit: fc.constantFrom('MW' as const, '%' as const),
      from: fc.constantFrom({ kind: 'all' }, area(1), area(2)),
      to: fc.constantFrom({ kind: 'all' }, area(1), area(2)),
      share: fc.constantFrom('pmax', 'output', 'equal', 'slack'),
    });
    let followed = 0;
    fc.assert(
      fc.property(asked, ({ what, amount, unit, from, to, share }) => {
        const rule = ruleOf({
          change: { what, amount, unit, group: from },
          compensation: { group: to, share },
        });
        let after: GridCase;
        try {
          after = applyEdit(grid, dispatchEdit(grid, rule)).grid;
        } catch (refusal) {
          expect(refusal).toBeInstanceOf(DispatchError);
          return;
        }
        followed++;
        const balance = ({ generators, loads }: GridCase): number =>
          total(generators.map(({ pMw }) => pMw)) - total(loads.map(({ pMw }) => pMw));
        expect(balance(after)).toBeCloseTo(balance(grid), 9);
        after.generators.forEach(({ pMw, pMinMw, pMaxMw, inService }) => {
          if (!inService) return;
          expect(pMw).toBeGreaterThanOrEqual(pMinMw - 1e-9);
          expect(pMw).toBeLessThanOrEqual(pMaxMw + 1e-9);
        });
      }),
      { seed: 5, numRuns: 300 },
    );
    expect(followed).toBeGreaterThan(80);
  });

  it.each<[string, unknown, string, RegExp]>([
    [
      'an area that is not there',
      { change: loadsUp(1, { group: area(9) }), compensation: {} },
      'change.group',
      /no area 9 .* it has area 1, 2/,
    ],
    [
      'a group with nothing to move',
      { change: loadsUp(1, { group: area(1) }), compensation: {} },
      'change.group',
      /no loads of area 1 in service/,
    ],
    [
      'a percentage of nothing',
      {
        change: loadsUp(5, {
          unit: '%',
          group: { kind: 'elements', elements: [{ kind: 'load', bus: 3, id: '2' }] },
        }),
        compensation: {},
      },
      'change',
      /moves nothing/,
    ],
    [
      'nobody left to compensate',
      {
        change: { what: 'generation', amount: 1, unit: 'MW' },
        compensation: {},
      },
      'compensation',
      /no generation to compensate/,
    ],
    [
      'more than the machines can give',
      { change: loadsUp(900), compensation: {} },
      'compensation',
      /\+300 MW at most, and \+900 MW/,
    ],
    [
      'demand below zero',
      { change: loadsUp(-900), compensation: {} },
      'change.amount',
      /−200 MW at most/,
    ],
    [
      'a machine that does not exist',
      {
        change: loadsUp(1),
        compensation: {
          group: { kind: 'elements', elements: [{ kind: 'generator', bus: 8, id: '1' }] },
        },
      },
      'compensation.group',
      /Generator 1 at bus 8 does not exist/,
    ],
  ])('refuses %s and names the field', (_, rule, field, text) => {
    const attempt = (): unknown => dispatchShifts(grid, ruleOf(rule));
    expect(attempt).toThrow(text);
    expect(attempt).toThrow(expect.objectContaining({ field }));
  });

  it('refuses a change of zero, or of branches, before it meets a network', () => {
    expect(() => ruleOf({ change: loadsUp(0), compensation: {} })).toThrow(/moves nothing/);
    const elements = [{ kind: 'branch', from: 1, to: 2, circuit: '1' }];
    expect(() =>
      ruleOf({ change: loadsUp(1, { group: { kind: 'elements', elements } }), compensation: {} }),
    ).toThrow(/no MW to move/);
  });
});

describe('shareOut', () => {
  it('says so where there is not the room', () => {
    expect(shareOut(3, [1, 1], [1, 1])).toBeNull();
    expect(shareOut(2, [1, 1], [1, 1])).toEqual([1, 1]);
    expect(shareOut(1, [0, 2], [5, 5])).toEqual([0, 1]);
  });
});

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
