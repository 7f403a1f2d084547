import { describe, expect, it } from 'vitest';

import { islandsOf } from '../../../src-shared/grid/islands.ts';
import { validateGrid } from '../../../src-shared/grid/validation.ts';
import { aBranch, aBus, aLoad, triangle } from '../../fixtures/small-grid.ts';

const texts = (grid: Parameters<typeof validateGrid>[0]): string[] =>
  validateGrid(grid).map(({ severity, text }) => `${severity}: ${text}`);

describe('validateGrid', () => {
  it('has nothing to say of a sound network', () => {
    expect(texts(triangle())).toEqual([]);
  });

  it('names two buses with one number', () => {
    const grid = triangle({ buses: [...triangle().buses, aBus(3)] });
    expect(texts(grid)).toEqual(['error: Bus 3 is there twice: give each bus its own number.']);
  });

  it('names a branch to a bus that does not exist', () => {
    const grid = triangle({ branches: [...triangle().branches, aBranch(2, 8)] });
    expect(texts(grid)[0]).toMatch(/^error: Branch 2–8 names bus 8, which does not exist/);
  });

  it('warns of zero reactance in service and lets it pass out of service', () => {
    const short = (inService: boolean) =>
      triangle({
        branches: [
          ...triangle().branches,
          aBranch(1, 2, { circuit: '2', reactancePu: 0, inService }),
        ],
      });
    expect(texts(short(true))[0]).toMatch(/^warning: Branch 1–2 circuit 2 has zero reactance/);
    expect(texts(short(false))).toEqual([]);
  });

  it('warns of an island that has load and no generation', () => {
    const grid = triangle({
      buses: [...triangle().buses, aBus(4), aBus(5)],
      branches: [...triangle().branches, aBranch(4, 5)],
      loads: [...triangle().loads, aLoad(5, 10)],
    });
    expect(texts(grid)).toEqual([
      expect.stringMatching(/^warning: The island of bus 4 and 1 more has load but no generation/),
    ]);
  });
});

describe('islandsOf', () => {
  it('follows branches in service only and leaves isolated buses out', () => {
    const grid = triangle({
      buses: [aBus(1), aBus(2), aBus(3), aBus(4, { type: 'isolated' })],
      branches: [aBranch(1, 2), aBranch(2, 3, { inService: false })],
    });
    expect(islandsOf(grid)).toEqual([[1, 2], [3]]);
  });
});
