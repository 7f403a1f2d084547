import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  copiedText,
  copyElements,
  pasteElements,
  readCopied,
} from '../../../src-shared/grid/copied-elements.ts';
import type { CopiedElements, Pasting } from '../../../src-shared/grid/copied-elements.ts';
import { applyEdit } from '../../../src-shared/grid/edits.ts';
import { busRef } from '../../../src-shared/grid/element-ref.ts';
import { emptyGrid } from '../../../src-shared/grid/grid-case.ts';
import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import { validateGrid } from '../../../src-shared/grid/validation.ts';
import { sample } from '../renderer/network/networks.ts';

const none = { x: 0, y: 0 };
const grid = sample('ieee39');

function throughText(copied: CopiedElements): CopiedElements {
  const read = readCopied(copiedText(copied));
  if (!read) throw new Error('the text was not read');
  return read;
}

function done(into: GridCase, pasting: Pasting): GridCase {
  if (!pasting.ok) throw new Error(pasting.reason);
  return applyEdit(into, pasting.edit).grid;
}

const chosenBuses = fc
  .uniqueArray(fc.constantFrom(...grid.buses.map(({ number }) => number)), { minLength: 1 })
  .map((numbers) => numbers.map(busRef));

describe('copy and paste', () => {
  it('brings a whole network into an empty one unchanged, numbers and limits included', () => {
    const unlimited = {
      ...grid,
      generators: grid.generators.map((machine) => ({ ...machine, qMaxMvar: Infinity })),
    };
    const everyBus = unlimited.buses.map(({ number }) => busRef(number));
    const copied = throughText(copyElements(unlimited, everyBus));
    const pasted = done(emptyGrid, pasteElements(emptyGrid, copied, none, null));
    const { name, description, sources, baseMva, frequencyHz } = emptyGrid;
    expect(pasted).toEqual({ ...unlimited, name, description, sources, baseMva, frequencyHz });
  });

  it('doubles any part of a network into a valid one, and undo takes it back in one step', () => {
    const load = ({ loads }: Pick<GridCase, 'loads'>): number =>
      loads.reduce((sum, { pMw }) => sum + pMw, 0);
    fc.assert(
      fc.property(chosenBuses, (chosen) => {
        const copied = throughText(copyElements(grid, chosen));
        const pasting = pasteElements(grid, copied, { x: 40, y: 40 }, null);
        if (!pasting.ok) throw new Error(pasting.reason);
        const { grid: after, inverse } = applyEdit(grid, pasting.edit);
        // Islands without a machine are warned of; nothing is wrong.
        expect(validateGrid(after).filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(after.buses.length).toBe(grid.buses.length + chosen.length);
        expect(after.buses.filter(({ type }) => type === 'slack')).toHaveLength(1);
        expect(load(after)).toBeCloseTo(load(grid) + load(copied), 6);
        expect(applyEdit(after, inverse).grid).toEqual(grid);
      }),
      { numRuns: 60 },
    );
  });

  it('hangs machines and loads onto the bus that is selected, which then holds its voltage', () => {
    const copied = copyElements(grid, [
      { kind: 'generator', bus: 30, id: '1' },
      { kind: 'load', bus: 3, id: '1' },
    ]);
    expect(copied.buses).toEqual([]);
    const after = done(grid, pasteElements(grid, copied, none, 3));
    expect(after.generators.filter(({ bus }) => bus === 3)).toHaveLength(1);
    expect(after.loads.filter(({ bus }) => bus === 3).map(({ id }) => id)).toEqual(['1', '2']);
    expect(after.buses.find(({ number }) => number === 3)?.type).toBe('pv');
    expect(pasteElements(grid, copied, none, null)).toMatchObject({
      ok: false,
      reason: expect.stringContaining('Select the one bus') as unknown,
    });
  });

  it('refuses a text that names a bus it does not hold, and knows one that is something else', () => {
    const copied = copyElements(grid, [busRef(1), busRef(2)]);
    const torn = { ...copied, buses: copied.buses.slice(1) };
    expect(pasteElements(grid, torn, none, null)).toMatchObject({
      ok: false,
      reason: expect.stringContaining('bus 1') as unknown,
    });
    const cut = copiedText(copied).slice(0, 90);
    for (const text of ['', 'P\tQ\n1\t2', '{"format":"phaselock-elements"}', cut]) {
      expect(readCopied(text)).toBeNull();
    }
  });
});
