import { describe, expect, it } from 'vitest';

import { applyEdit } from '../../../src-shared/grid/edits.ts';
import { confirmEstimates, machineDynamics } from '../../../src-shared/grid/machine-estimates.ts';
import { checkData } from '../../../src-shared/grid/data-checks.ts';
import { aGenerator, triangle } from '../../fixtures/small-grid.ts';

describe('estimates of machine data', () => {
  const grid = triangle({ generators: [aGenerator(1, 85, { ratingMva: 0, dynamics: null })] });
  const estimatedIn = ({ generators, baseMva } = grid) =>
    generators.map((machine) => machineDynamics({ baseMva }, machine).estimated);

  it('stay estimates when a repair enters them, until they are confirmed', () => {
    const { findings } = checkData(grid).find(({ check }) => check.name === 'no-inertia')!;
    const entered = applyEdit(grid, findings[0]!.repair!.edit).grid;
    expect(entered.generators[0]!.dynamics).not.toBeNull();
    expect(estimatedIn(entered)).toEqual([true]);
    const confirmed = applyEdit(entered, confirmEstimates(entered, entered.generators)!).grid;
    expect(estimatedIn(confirmed)).toEqual([false]);
    expect(confirmed.generators[0]!.dynamics!.source).toMatch(/^confirmed: estimated/);
  });

  it('change nothing but their standing by being confirmed, and come back by undo', () => {
    const { grid: confirmed, inverse } = applyEdit(grid, confirmEstimates(grid, grid.generators)!);
    const { estimated, source, ...before } = machineDynamics(grid, grid.generators[0]!);
    expect([estimated, source]).toEqual([true, expect.stringContaining('estimated')]);
    expect(machineDynamics(confirmed, confirmed.generators[0]!)).toMatchObject(before);
    expect(applyEdit(confirmed, inverse).grid).toEqual(grid);
    expect(confirmEstimates(confirmed, confirmed.generators)).toBeNull();
  });
});
