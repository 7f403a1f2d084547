import { describe, expect, it } from 'vitest';

import { islandText, powerFlowRows } from '../../../../src-renderer/composables/power-flow-rows.ts';
import type { PowerFlowResult } from '../../../../src-shared/studies/power-flow.ts';
import { aBus, triangle } from '../../../fixtures/small-grid.ts';

const result = {
  buses: [
    { bus: 1, vm: 1.05, vaDegrees: 0, pMw: 101, qMvar: 20, type: 'slack', island: 0 },
    { bus: 2, vm: 0.88, vaDegrees: -4, pMw: -60, qMvar: -10, type: 'pq', island: 0 },
    { bus: 9, vm: 2, vaDegrees: -4, pMw: 0, qMvar: 0, type: 'pq', island: 1 },
  ],
  branches: [
    {
      ...{ from: 1, to: 2, circuit: '2', pFromMw: 61, qFromMvar: 9, pToMw: -60, qToMvar: -8 },
      loading: 0.75,
    },
    { from: 2, to: 3, circuit: '1', pFromMw: 0, qFromMvar: 0, pToMw: 0, qToMvar: 0, loading: null },
  ],
  generators: [{ bus: 1, id: '1', pMw: 101, qMvar: 20, limit: 'qMax' }],
  worstMismatches: [{ bus: 2, pMw: -12, qMvar: 3 }],
} as unknown as PowerFlowResult;

describe('the tables of a power flow', () => {
  it('mark the buses whose voltage is outside its band; one that is gone has none', () => {
    const grid = triangle({ buses: [aBus(1), aBus(2, { vmMinPu: 0.9 }), aBus(3)] });
    const rows = powerFlowRows('buses', result, grid).map(({ row }) => row);
    expect(rows.map(({ bus, band, island }) => [bus, band, island])).toEqual([
      [1, '', 1],
      [2, 'below Vmin', 1],
      [9, '', 2],
    ]);
  });

  it('give losses and loading of a branch, and lead to it', () => {
    const [loaded, unrated] = powerFlowRows('branches', result, triangle());
    expect(loaded).toMatchObject({
      element: { kind: 'branch', from: 1, to: 2, circuit: '2' },
      row: { lossMw: 1, loadingPercent: 75 },
    });
    expect(unrated?.row['loadingPercent']).toBeNull();
    expect(powerFlowRows('machines', result, triangle())[0]?.row['limit']).toBe('at Qmax');
    const [worst] = powerFlowRows('mismatches', result, triangle());
    expect(worst?.element).toEqual({ kind: 'bus', number: 2 });
  });
});

describe('an island in words', () => {
  it.each([
    [
      {
        buses: 118,
        slack: 69,
        slackChosen: false,
        status: 'converged',
        iterations: 4,
        maxMismatch: 1e-9,
      },
      '118 buses, slack 69',
    ],
    [
      {
        buses: 2,
        slack: 5,
        slackChosen: true,
        status: 'not-converged',
        iterations: 20,
        maxMismatch: 0.5,
      },
      '2 buses, slack 5 (chosen: the largest generator), not converged',
    ],
    [
      {
        buses: 1,
        slack: null,
        slackChosen: false,
        status: 'no-generation',
        iterations: 0,
        maxMismatch: 0,
      },
      '1 bus without generation',
    ],
  ] as const)('%j', (island, text) => {
    expect(islandText(island)).toBe(text);
  });
});
