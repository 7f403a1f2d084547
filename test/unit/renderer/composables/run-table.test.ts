import { describe, expect, it } from 'vitest';

import type { RunFigures } from '../../../../src-shared/contract/comparison-documents.ts';
import type { RunSummary } from '../../../../src-shared/contract/run-documents.ts';
import {
  figureColumns,
  figureText,
  runTableRows,
} from '../../../../src-renderer/composables/run-table.ts';

const ran = (
  id: number,
  scenario: string,
  figures: RunFigures['figures'],
  stale = false,
): RunFigures => ({
  run: {
    id,
    title: 'Randomised dispatch',
    status: 'finished',
    stale,
    seed: 7,
    createdAt: '2026-11-01T10:00:00Z',
  } as RunSummary,
  scenario,
  figures,
});
const share = (value: number | null): RunFigures['figures'][number] => ({
  quantity: 'Share',
  unit: '%',
  value,
});
const norm = (value: number): RunFigures['figures'][number] => ({
  quantity: 'Norm',
  unit: '',
  value,
});

const runs = [
  ran(9, 'IEEE 57', [share(99.8), norm(0.5)]),
  ran(4, 'IEEE 57', [share(99.5)], true),
  ran(3, 'IEEE 118', [share(100), norm(0.25)]),
];

describe('the runs of a study side by side', () => {
  it('have a column for every quantity that one of them has, with its unit', () => {
    expect(figureColumns(runs)).toEqual([
      { field: 'f0', title: 'Share, %' },
      { field: 'f1', title: 'Norm' },
    ]);
  });

  it('are a row each, also of one scenario, and what a run has not found is left out', () => {
    const rows = runTableRows(runs, null);
    expect(rows.map(({ key, scenario, f0, f1 }) => [key, scenario, f0, f1])).toEqual([
      [9, 'IEEE 57', 99.8, 0.5],
      [4, 'IEEE 57', 99.5, null],
      [3, 'IEEE 118', 100, 0.25],
    ]);
    expect(rows.map(({ state }) => state)).toEqual(['Finished', 'Finished, stale', 'Finished']);
  });

  it('show what they found more than an earlier one: none of it is zero, unknown stays unknown', () => {
    const rows = runTableRows(runs, 4);
    expect(rows[0]?.f0).toBeCloseTo(0.3, 12);
    expect(rows.map(({ f1 }) => f1)).toEqual([null, null, null]);
    expect(rows.map(({ f0 }) => figureText(f0 ?? null, true))).toEqual(['+0.3', '0', '+0.5']);
    expect(figureText(99.8, false)).toBe('99.8');
  });
});
