import { describe, expect, it } from 'vitest';

import type { SideBySide } from '../../../../src-shared/contract/comparison-documents.ts';
import {
  fieldTitle,
  networkRows,
  outageRows,
  resultRows,
  signed,
} from '../../../../src-renderer/composables/comparison-rows.ts';
import { aScenario } from '../../../fixtures/a-main-process.ts';
import { last } from '../../../fixtures/last.ts';

const comparison: SideBySide = {
  scenarios: [aScenario(), aScenario({ id: 2, name: 'Other' })],
  networks: [
    [],
    [
      {
        element: { kind: 'generator', bus: 30, id: '1' },
        change: 'changed',
        fields: [
          { field: 'pMw', left: 250, right: 287.5 },
          { field: 'inService', left: true, right: false },
        ],
      },
      { element: { kind: 'bus', number: 7 }, change: 'removed', fields: [] },
    ],
  ],
  quantities: [
    { study: 'Condition', quantity: 'Norm', unit: '', values: [0.25, null] },
    { study: 'Condition', quantity: 'Angle', unit: '°', values: [10, 12.5] },
  ],
  places: [{ study: 'Condition', quantity: 'Worst edge', values: ['1–2', null] }],
  contingencies: [
    {
      name: 'Branch 1–2',
      sides: [
        { status: 'secure', norm: 0.3, islandedMw: 0 },
        { status: 'islanding', norm: 0.5, islandedMw: 12 },
      ],
    },
    { name: 'Branch 2–3', sides: [null, { status: 'secure', norm: 0.1, islandedMw: 0 }] },
    {
      name: 'Branch 1–3',
      sides: [
        { status: 'secure', norm: 0.2, islandedMw: 0 },
        { status: 'secure', norm: 0.25, islandedMw: 0 },
      ],
    },
  ],
  remarks: [],
};

describe('the rows of a comparison', () => {
  it('name every field with its unit', () => {
    expect(fieldTitle('pMw')).toBe('P / MW');
    expect(fieldTitle('ratingAMva')).toBe('rating A / MVA');
    expect(fieldTitle('angleMaxDegrees')).toBe('angle max / °');
    expect(fieldTitle('inService')).toBe('in service');
    expect(fieldTitle('circuit')).toBe('circuit');
  });

  it('have one row per differing field, and one for an element that only one side has', () => {
    const rows = networkRows(comparison);
    expect(rows.map(({ field, left, right }) => [field, left, right])).toEqual([
      ['P / MW', '250', '287.5'],
      ['in service', 'yes', 'no'],
      ['', 'there', ''],
    ]);
    expect(rows.map(({ shownIn }) => shownIn)).toEqual([2, 2, null]);
    expect(last(rows)?.scenario).toBe('Other');
  });

  it('have a difference only where both sides have a figure', () => {
    const [norm, angle, place] = resultRows(comparison);
    expect(norm).toMatchObject({ s0: 0.25, s1: null, difference: null });
    expect(angle?.difference).toBe(2.5);
    expect(place).toMatchObject({ quantity: 'Worst edge', s0: '1–2', s1: null });
    const [both, alike, one] = outageRows(comparison);
    expect(alike?.spread).toBeCloseTo(0.05, 12);
    expect(both?.difference).toBeCloseTo(0.2, 12);
    expect(both?.spread).toBeCloseTo(0.2, 12);
    expect(one).toMatchObject({ difference: null, spread: null });
  });

  it('begin with the outage after which the scenarios differ most', () => {
    const spreads = outageRows(comparison).map((row) => row.spread ?? -1);
    expect(spreads).toEqual(spreads.toSorted((a, b) => b - a));
    expect(spreads[0]).toBeGreaterThan(spreads[1] ?? Infinity);
  });

  it('say the state of an outage once where it is the same in all', () => {
    const states = outageRows(comparison).map((row) => row.states);
    expect(states).toEqual(['secure | islanding', 'secure', 'not screened | secure']);
  });

  it('say the sign of a difference', () => {
    expect(signed(0.02, 2)).toBe('+0.02');
    expect(signed(3, 4)).toBe('+3');
    expect(signed(-1.5, 1)).toBe('−1.5');
    expect(signed(0.00001, 4)).toBe('0');
    expect(signed(null, 4)).toBe('–');
  });
});
