import { describe, expect, it } from 'vitest';

import type { ScenarioComparison } from '../../../../src-shared/contract/documents.ts';
import {
  fieldTitle,
  networkRows,
  outageRows,
  resultRows,
  signed,
} from '../../../../src-renderer/composables/comparison-rows.ts';
import { aScenario } from '../../../fixtures/a-main-process.ts';
import { last } from '../../../fixtures/last.ts';

const comparison: ScenarioComparison = {
  left: aScenario(),
  right: aScenario({ id: 2 }),
  network: [
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
  results: [{ quantity: 'Norm', unit: '', left: 0.25, right: null }],
  contingencies: [
    {
      name: 'Branch 1–2',
      left: { status: 'ok', norm: 0.3 },
      right: { status: 'islanding', norm: 0.5 },
    },
    { name: 'Branch 2–3', left: null, right: { status: 'ok', norm: 0.1 } },
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
    expect(last(rows)?.inRight).toBe(false);
  });

  it('have a difference only where both sides have a figure', () => {
    expect(resultRows(comparison)[0]?.difference).toBeNull();
    const [both, one] = outageRows(comparison);
    expect(both?.difference).toBeCloseTo(0.2, 12);
    expect(one).toMatchObject({ leftStatus: 'not screened', difference: null });
  });

  it('say the sign of a difference', () => {
    expect(signed(0.02, 2)).toBe('+0.02');
    expect(signed(3, 4)).toBe('+3');
    expect(signed(-1.5, 1)).toBe('−1.5');
    expect(signed(0.00001, 4)).toBe('0');
    expect(signed(null, 4)).toBe('–');
  });
});
