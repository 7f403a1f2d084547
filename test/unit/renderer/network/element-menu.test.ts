import { describe, expect, it, vi } from 'vitest';

import {
  elementMenu,
  menuTitle,
  outageOf,
} from '../../../../src-renderer/components/network/element-menu.ts';
import type { MenuActions } from '../../../../src-renderer/components/network/element-menu.ts';
import type { MenuItem } from '../../../../src-renderer/components/network/menu-item.ts';
import { busRef, refOf } from '../../../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../../../src-shared/grid/element-ref.ts';
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
  simulateFault: vi.fn(),
  simulateLineFault: vi.fn(),
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
    expect(ofLoad.find(({ id }) => id === 'simulate')?.refused).toMatch(/branches and generators/);
  });

  it('takes out with a bus all that ends there and is in service', () => {
    const expected = [refOf('branch', line), { kind: 'generator', bus: 1, id: '1' }];
    expect(outageOf(grid, [busRef(1)])).toEqual(expected);
    const given = actions();
    const items = elementMenu(grid, [busRef(1)], null, given);
    items.find(({ id }) => id === 'contingency')?.run();
    expect(given.addContingency).toHaveBeenCalledExactlyOnceWith(expected);
  });

  it('leads to a fault at a bus, or at an end of a branch that trips to clear it', () => {
    const given = actions();
    const faults = (ref: ElementRef): MenuItem[] =>
      elementMenu(grid, [ref], null, given).filter(({ id }) => id.startsWith('fault-'));
    expect(faults(busRef(2)).map(({ label }) => label)).toEqual(['Simulate fault here…']);
    expect(faults({ kind: 'load', bus: 2, id: '1' })[0]?.label).toBe('Simulate fault at bus 2…');
    for (const ref of [busRef(2), refOf('branch', line), refOf('branch', openLine)]) {
      for (const item of faults(ref)) item.run();
    }
    expect(vi.mocked(given.simulateFault).mock.calls).toEqual([
      [2, null],
      [1, refOf('branch', line)],
      [2, refOf('branch', line)],
      [1, null],
      [3, null],
    ]);
    expect(vi.mocked(given.simulateLineFault).mock.calls[0]).toEqual([refOf('branch', line)]);
    expect(faults(refOf('branch', openLine))[0]?.refused).toMatch(/out of service/);
    const isolated = network({ buses: [{ ...bus(1, null), type: 'isolated' }] });
    const [refused] = elementMenu(isolated, [busRef(1)], null, given).filter(({ id }) =>
      id.startsWith('fault-'),
    );
    expect(refused?.refused).toMatch(/isolated/);
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
