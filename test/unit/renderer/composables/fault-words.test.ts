import { describe, expect, it } from 'vitest';

import {
  disturbedElements,
  elementsOutAt,
  faultsAt,
} from '../../../../src-renderer/composables/events-over-time.ts';
import {
  branchChoices,
  branchNamed,
  busChoices,
  busNamed,
  clearingBranches,
} from '../../../../src-renderer/composables/fault-choices.ts';
import { busRef } from '../../../../src-shared/grid/element-ref.ts';
import { faultPlaceLabel } from '../../../../src-shared/studies/time-domain.ts';
import type { TimeDomainEvent } from '../../../../src-shared/studies/time-domain.ts';
import { triangle } from '../../../fixtures/small-grid.ts';

const branch = (from: number, to: number) => ({
  ...{ kind: 'branch' as const, from, to, circuit: '1' },
});

describe('the disturbances of a run, at a moment of its playback', () => {
  const events: TimeDomainEvent[] = [
    { kind: 'fault', time: 1, bus: 3, clearedAfterSeconds: 0.1, trip: branch(2, 3) },
    { kind: 'trip', time: 0.5, element: branch(1, 2) },
    { kind: 'reclose', time: 2, element: branch(2, 3) },
    { kind: 'step', time: 2, bus: 1, changeMw: 1 },
  ];

  it('are what is out by then; the branch that clears a fault goes out at its clearing', () => {
    const at = (time: number) => elementsOutAt(events, time);
    expect(at(0.4)).toEqual([]);
    expect(at(1.05)).toEqual([branch(1, 2)]);
    expect(at(1.1)).toEqual([branch(1, 2), branch(2, 3)]);
    expect(at(2)).toEqual([branch(1, 2)]);
  });

  it('are the buses and lines with a fault from its beginning until it is cleared', () => {
    const onLine: TimeDomainEvent = {
      ...{ kind: 'line-fault', time: 1.05, branch: branch(1, 2), position: 0.25 },
      clearedAfterSeconds: 0.1,
    };
    const labels = (time: number) => faultsAt([...events, onLine], time).map(faultPlaceLabel);
    const line = 'Branch 1–2 at 25 % from bus 1';
    expect([0.99, 1, 1.09, 1.1, 1.15].map(labels)).toEqual([
      ...[[], ['Bus 3'], ['Bus 3', line], [line], []],
    ]);
  });

  it('are shown on the diagram as a whole: the bus of the fault first', () => {
    expect(disturbedElements(events)).toEqual([busRef(3), branch(2, 3), branch(1, 2)]);
  });
});

describe('the bus of a fault', () => {
  const given = triangle();
  const [first, second, third] = given.buses;
  if (!first || !second || !third) throw new Error('The triangle has three buses.');
  const grid = {
    ...given,
    buses: [
      { ...first, name: 'North' },
      { ...second, name: 'Twin' },
      { ...third, name: 'Twin', type: 'isolated' as const },
      { ...first, number: 12, name: 'Bus 12' },
      { ...first, number: 13, name: 'Twin' },
    ],
  };
  const named = (text: string) => busNamed(grid, text)?.number ?? null;

  it('is named by its number or by a name that it alone has', () => {
    expect([named('1'), named('Bus 1'), named(' north '), named('1 North')]).toEqual([1, 1, 1, 1]);
    expect(named('12')).toBe(12);
    expect([named(''), named('Twin'), named('99'), named('nor')]).toEqual([null, null, null, null]);
  });

  it('is no isolated one', () => {
    expect(named(String(third.number))).toBeNull();
  });

  it('is offered by number and name, as far as what was typed leads', () => {
    expect(busChoices(grid, '', 40)).toEqual(['1 North', '2 Twin', '12', '13 Twin']);
    expect(busChoices(grid, '1', 2)).toEqual(['1 North', '12']);
    expect(busChoices(grid, 'twin', 40)).toEqual(['2 Twin', '13 Twin']);
  });

  it('has the branches in service that end there to clear it', () => {
    const open = given.branches.map((one, row) => ({ ...one, inService: row > 0 }));
    const expected = open
      .filter(({ from, to, inService }) => inService && (from === 2 || to === 2))
      .map(({ from, to }) => branch(from, to));
    expect(expected.length).toBeGreaterThan(0);
    expect(clearingBranches({ ...given, branches: open }, 2)).toEqual(expected);
    expect(clearingBranches(given, 2)).toHaveLength(expected.length + 1);
  });
});

describe('the branch of a fault', () => {
  const grid = triangle();
  const [first, ...others] = grid.branches.map(({ from, to }) => branch(from, to));
  if (!first) throw new Error('The triangle has branches.');
  const { from, to } = first;

  it('is named by its two buses, in either order, and only where it is in service', () => {
    for (const text of [`${from}-${to}`, `${to}–${from}`, `Branch ${from}-${to}`]) {
      expect(branchNamed(grid, text)).toEqual(first);
    }
    expect([branchNamed(grid, ''), branchNamed(grid, `${from}`)]).toEqual([null, null]);
    const open = grid.branches.map((one, row) => ({ ...one, inService: row > 0 }));
    expect(branchNamed({ ...grid, branches: open }, `${from}-${to}`)).toBeNull();
  });

  it('is offered as far as what was typed leads', () => {
    expect(branchChoices(grid, '', 40)).toHaveLength(1 + others.length);
    expect(branchChoices(grid, `${to}-${from}`, 40)).toEqual([`Branch ${from}–${to}`]);
    expect(branchChoices(grid, '', 1)).toHaveLength(1);
  });
});
