import { describe, expect, it } from 'vitest';

import { fit, paletteEntries } from '../../../../src-renderer/composables/palette.ts';
import type { Command } from '../../../../src-renderer/composables/commands.ts';
import { triangle } from '../../../fixtures/small-grid.ts';

const command = (id: string, title: string, changes: Partial<Command> = {}): Command => ({
  id,
  title,
  keys: [],
  run: () => id,
  ...changes,
});

const world = {
  commands: [
    command('report', 'Make the report as PDF', { keys: ['Ctrl+Shift+R'] }),
    command('undo', 'Undo', { enabled: () => false }),
    command('go', 'Go to Report'),
    command('go', 'Go to Report, of a screen below'),
  ],
  scenarios: [],
  samples: [
    {
      ...{ id: 'ieee39', name: 'IEEE 39', description: '', sources: [], outline: [] },
      ...{ buses: 39, branches: 46, generators: 10 },
    },
  ],
  views: [
    { key: 'table/branch', title: 'Branches table', note: 'table', run: () => 'branch' },
    { key: 'colour/loading', title: 'Colour: Line loading', note: 'colours', run: () => 'loading' },
  ],
  grid: triangle(),
  open: () => null,
  begin: ({ id }: { readonly id: string }) => id,
  show: () => null,
};

describe('the command palette', () => {
  it('offers what can be done now, with its key', () => {
    const entries = paletteEntries('', world);
    expect(entries.map(({ title }) => title)).not.toContain('Undo');
    expect(entries.find(({ title }) => title === 'Make the report as PDF')?.note).toBe(
      'Ctrl+Shift+R',
    );
  });

  it('puts a title that begins with the word before one that holds it', () => {
    expect(fit('Report', 'rep')).toBeLessThan(fit('Go to Report', 'rep') ?? Infinity);
    expect(fit('Go to Report', 'rep')).toBeLessThan(fit('Unreported', 'rep') ?? Infinity);
    expect(fit('Report', 'rep bus')).toBeNull();
  });

  it('takes a number for an element, and two for a branch', () => {
    expect(paletteEntries('2', world)[0]?.key).toBe('element/bus/2');
    expect(paletteEntries('1-2', world)[0]?.title).toContain('1–2');
  });

  it('finds tables and colours by name once a network is open, and samples always', () => {
    expect(paletteEntries('branches', world)[0]?.run()).toBe('branch');
    expect(paletteEntries('loading', world)[0]?.run()).toBe('loading');
    const closed = { ...world, grid: null };
    expect(paletteEntries('branches', closed)).toEqual([]);
    expect(paletteEntries('ieee', closed).map((entry) => entry.run())).toEqual(['ieee39']);
  });
});
