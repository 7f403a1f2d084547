import { describe, expect, it, vi } from 'vitest';

import {
  elementMenu,
  menuTitle,
  outageOf,
} from '../../../../src-renderer/components/network/element-menu.ts';
import type { MenuActions } from '../../../../src-renderer/components/network/element-menu.ts';
import { busRef, refOf } from '../../../../src-shared/grid/element-ref.ts';
import { branch, bus, generator, load, network } from './networks.ts';

const line = branch(1, 2);
const transformer = branch(2, 3, { isTransformer: true });
const openLine = branch(1, 3, { inService: false });
const grid = network({
  buses: [bus(1, null), bus(2, null), bus(3, null)],
  branches: [line, transformer, openLine],
  generators: [generator(1)],
  loads: [load(2)],
});

const nothing = (): void => undefined;

const actions = (): MenuActions => ({
  ...{ parallel: vi.fn(), split: vi.fn(), tap: vi.fn(), arrange: nothing, remove: nothing },
  ...{ switchService: nothing, copy: () => null, paste: () => true, duplicate: nothing },
  ...{ canPaste: () => false, open: nothing, addContingency: vi.fn(), simulate: vi.fn() },
  ...{ showInTable: nothing, showAround: nothing, copyToClipboard: nothing, collapse: vi.fn() },
});

describe('the menu of an element', () => {
  it('says of a branch whether it goes in or out of service, and acts on that branch', () => {
    const given = actions();
    const items = elementMenu(grid, [refOf('branch', line)], null, given);
    expect(items.find(({ id }) => id === 'service')?.label).toBe('Out of service');
    items.find(({ id }) => id === 'split')?.run();
    expect(given.split).toHaveBeenCalledExactlyOnceWith(refOf('branch', line));
    const closed = elementMenu(grid, [refOf('branch', openLine)], null, actions());
    expect(closed.find(({ id }) => id === 'service')?.label).toBe('Into service');
  });

  it('keeps what is not possible in sight, with the reason', () => {
    const ofTransformer = elementMenu(grid, [refOf('branch', transformer)], null, actions());
    expect(ofTransformer.find(({ id }) => id === 'tap')?.refused).toMatch(/transformers/);
    expect(ofTransformer.find(({ id }) => id === 'parallel')?.refused ?? null).toBeNull();
    const [first] = grid.loads;
    if (!first) throw new Error('no load');
    const ofLoad = elementMenu(grid, [refOf('load', first)], null, actions());
    expect(ofLoad.find(({ id }) => id === 'simulate')?.refused).toMatch(/branches and machines/);
  });

  it('takes out with a bus all that ends there and is in service', () => {
    const expected = [refOf('branch', line), { kind: 'generator', bus: 1, id: '1' }];
    expect(outageOf(grid, [busRef(1)])).toEqual(expected);
    const given = actions();
    const items = elementMenu(grid, [busRef(1)], null, given);
    items.find(({ id }) => id === 'contingency')?.run();
    expect(given.addContingency).toHaveBeenCalledExactlyOnceWith(expected);
  });

  it('is about the whole selection where several elements are selected', () => {
    const both = [busRef(1), busRef(2)];
    expect(menuTitle(both)).toBe('2 elements');
    const ids = elementMenu(grid, both, 2, actions()).map(({ id }) => id);
    expect(ids).toContain('duplicate');
    expect(ids).toContain('around-all');
    expect(ids).not.toContain('open');
    expect(ids).not.toContain('split');
  });
});
