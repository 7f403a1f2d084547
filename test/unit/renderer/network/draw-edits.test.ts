import { describe, expect, it } from 'vitest';

import {
  drawBranch,
  drawBus,
  drawGenerator,
  drawLoad,
  drawShunt,
  hasDrawnValues,
} from '../../../../src-renderer/network/draw-edits.ts';
import type { Drawing } from '../../../../src-renderer/network/draw-edits.ts';
import { applyEdit } from '../../../../src-shared/grid/edits.ts';
import { findElement } from '../../../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../../../src-shared/grid/grid-case.ts';
import { gridSchema } from '../../../../src-shared/grid/schema.ts';
import { validateGrid } from '../../../../src-shared/grid/validation.ts';
import { bus, network, sample } from './networks.ts';

/** The network with what was drawn; fails where it was refused. */
function drawn(grid: GridCase, drawing: Drawing): GridCase {
  if (!drawing.ok) throw new Error(drawing.reason);
  const after = applyEdit(grid, drawing.edit).grid;
  expect(findElement(after, drawing.element)).toBeGreaterThanOrEqual(0);
  return after;
}

describe('drawing', () => {
  it('builds a network from nothing that has no error and can be stored', () => {
    let grid = network({});
    grid = drawn(grid, drawBus(grid, { x: 0, y: 0 }));
    grid = drawn(grid, drawBus(grid, { x: 100, y: 0 }));
    grid = drawn(grid, drawBranch(grid, 1, 2, 'line'));
    grid = drawn(grid, drawBranch(grid, 2, 1, 'transformer'));
    grid = drawn(grid, drawGenerator(grid, 1));
    grid = drawn(grid, drawGenerator(grid, 1));
    grid = drawn(grid, drawLoad(grid, 2));
    grid = drawn(grid, drawShunt(grid, 2));
    expect(validateGrid(grid).filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(gridSchema.parse(grid)).toEqual(grid);
    expect(grid.branches.map(({ circuit }) => circuit)).toEqual(['1', '2']);
    expect(grid.generators.map(({ id }) => id)).toEqual(['1', '2']);
    expect(grid.buses.map(({ type }) => type)).toEqual(['slack', 'pq']);
  });

  it('gives a new bus the next free number and the voltage level of the nearest bus', () => {
    const grid = network({
      buses: [bus(7, { x: 0, y: 0 }, { baseKv: 110 }), bus(3, { x: 500, y: 0 }, { baseKv: 380 })],
    });
    const after = drawn(grid, drawBus(grid, { x: 420, y: 10 }));
    expect(after.buses.at(-1)).toMatchObject({
      number: 8,
      baseKv: 380,
      position: { x: 420, y: 10 },
    });
  });

  it('makes the bus of a first machine hold its voltage, in the same step to undo', () => {
    const grid = sample('ieee39');
    const drawing = drawGenerator(grid, 4);
    const after = drawn(grid, drawing);
    expect(after.buses.find(({ number }) => number === 4)?.type).toBe('pv');
    if (!drawing.ok) return;
    const { inverse } = applyEdit(grid, drawing.edit);
    expect(applyEdit(after, inverse).grid).toEqual(grid);
  });

  it('takes the least free circuit and identifier', () => {
    const grid = sample('ieee24');
    const twins = grid.branches.filter(({ from, to }) => from === 15 && to === 21);
    expect(twins.map(({ circuit }) => circuit)).toEqual(['1', '2']);
    expect(drawn(grid, drawBranch(grid, 21, 15, 'line')).branches.at(-1)?.circuit).toBe('3');
  });

  it('says of a drawn branch that its values are not its own, until one is entered', () => {
    const grid = sample('wscc9');
    const line = drawn(grid, drawBranch(grid, 1, 2, 'transformer')).branches.at(-1);
    expect(line && hasDrawnValues(line)).toBe(true);
    expect(line && hasDrawnValues({ ...line, reactancePu: 0.2 })).toBe(false);
    expect(grid.branches.some(hasDrawnValues)).toBe(false);
  });

  it.each([
    ['a branch from a bus to itself', drawBranch(sample('wscc9'), 4, 4, 'line'), /two different/],
    ['a branch to nowhere', drawBranch(sample('wscc9'), 4, 99, 'line'), /both ends/],
    [
      'a line between voltage levels',
      drawBranch(
        network({ buses: [bus(1, null, { baseKv: 110 }), bus(2, null, { baseKv: 20 })] }),
        ...([1, 2, 'line'] as const),
      ),
      /110 kV.*20 kV.*transformer/,
    ],
    ['a machine in the air', drawGenerator(sample('wscc9'), 0), /Click on the bus/],
    ['a load in the air', drawLoad(sample('wscc9'), 0), /Click on the bus/],
    ['a shunt in the air', drawShunt(sample('wscc9'), 0), /Click on the bus/],
  ])('refuses %s, and says what to do', (_, drawing, reason) => {
    expect(drawing.ok).toBe(false);
    expect(drawing.ok ? '' : drawing.reason).toMatch(reason);
  });
});
