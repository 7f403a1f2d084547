import { describe, expect, it } from 'vitest';

import { busLabelling } from '../../../../src-renderer/components/network/bus-labels.ts';
import type { BusLabel } from '../../../../src-renderer/components/network/bus-labels.ts';
import { bus, generator, load, network } from './networks.ts';

const grid = network({
  buses: [bus(1, null, { name: 'Nord ', vmPu: 1.0125 }), bus(2, null, { baseKv: 0, name: '' })],
  generators: [generator(1, { pMw: 250, qMvar: 12 }), generator(1, { id: '2', inService: false })],
  loads: [load(1, { pMw: 40, qMvar: 42 })],
});

const texts = (label: BusLabel): readonly (string | undefined)[] =>
  grid.buses.map((one) => busLabelling(grid, label, null)?.(one));

describe('the labels of buses', () => {
  it('say what was chosen, and nothing where a bus has nothing of it', () => {
    expect(texts('auto')).toEqual([undefined, undefined]);
    expect(texts('name')).toEqual(['Nord', '2']);
    expect(texts('level')).toEqual(['345 kV', '']);
    expect(texts('power')).toEqual(['+210 / -30', '']);
    expect(texts('none')).toEqual(['', '']);
  });

  it('prefer what a power flow found to what the case was read with', () => {
    expect(texts('voltage')[0]).toMatch(/^1\.01[23]$/);
    const solution = {
      bus: 1,
      vm: 0.98,
      vaDegrees: -8.62,
      pMw: 0,
      qMvar: 0,
      type: 'pq',
      island: 0,
    };
    const solved = {
      bus: (number: number) => (number === 1 ? (solution as never) : null),
      branch: () => null,
      generator: () => null,
    };
    const [first, second] = grid.buses;
    if (!first || !second) throw new Error('two buses');
    expect(busLabelling(grid, 'voltage', solved)?.(first)).toBe('0.980');
    expect(busLabelling(grid, 'phase', solved)?.(first)).toBe('-8.6°');
    expect(busLabelling(grid, 'voltage', solved)?.(second)).toBe('1.000');
  });
});
