import { describe, expect, it } from 'vitest';

import { findIslands } from '../../../../src-main/equations/network/islands.ts';
import { loadSample } from '../../../../src-main/samples/samples.ts';
import { generatorFaults } from '../../../../src-renderer/composables/generator-faults.ts';
import { elementKey, refOf } from '../../../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../../../src-shared/grid/element-ref.ts';
import type { Branch, GridCase } from '../../../../src-shared/grid/grid-case.ts';
import { aBranch, aBus, aGenerator, triangle } from '../../../fixtures/small-grid.ts';

const keyOf = (branch: Branch): string => elementKey(refOf('branch', branch));

/** Islands of what is in service without one branch, by union-find: another way than the search. */
function islandsWithout(grid: GridCase, out: ElementRef | null): number {
  const place = new Map(grid.buses.map(({ number }, index) => [number, index]));
  const live = grid.branches.filter(
    (branch) => branch.inService && (out === null || keyOf(branch) !== elementKey(out)),
  );
  const ends = (end: 'from' | 'to'): Int32Array =>
    Int32Array.from(live, (branch) => place.get(branch[end]) ?? -1);
  const graph = { n: grid.buses.length, edgeFrom: ends('from'), edgeTo: ends('to') };
  return findIslands(graph).count;
}

describe('a fault at every bus with a generator', () => {
  it('comes once for each bus, whatever number of generators is there in service', () => {
    const grid = triangle({
      generators: [
        aGenerator(1, 10),
        aGenerator(1, 5, { id: '2' }),
        aGenerator(2, 1, { inService: false }),
      ],
    });
    expect(generatorFaults(grid, false)).toEqual([{ bus: 1, clearedBy: null }]);
  });

  it('is cleared by the branch of least reactance that has a way around it', () => {
    const grid = triangle({
      buses: [aBus(1, { type: 'slack' }), aBus(2), aBus(3), aBus(4)],
      branches: [
        aBranch(1, 2, { reactancePu: 0.3 }),
        aBranch(1, 3, { reactancePu: 0.2 }),
        aBranch(2, 3),
        aBranch(1, 4, { reactancePu: 0.05 }),
      ],
      generators: [aGenerator(1, 10), aGenerator(4, 1)],
    });
    expect(generatorFaults(grid, true)).toEqual([
      { bus: 1, clearedBy: { kind: 'branch', from: 1, to: 3, circuit: '1' } },
      { bus: 4, clearedBy: null },
    ]);
  });

  it('cuts nothing off by its trip, and goes without one only where every trip would: all samples', () => {
    for (const name of ['ieee39', 'ieee57', 'ieee118']) {
      const grid = loadSample(name);
      const whole = islandsWithout(grid, null);
      for (const { bus, clearedBy } of generatorFaults(grid, true)) {
        const there = grid.branches.filter(
          ({ from, to, inService }) => inService && (from === bus || to === bus),
        );
        if (clearedBy) expect(islandsWithout(grid, clearedBy)).toBe(whole);
        else
          for (const branch of there)
            expect(islandsWithout(grid, refOf('branch', branch))).toBeGreaterThan(whole);
      }
    }
  });
});
