import { describe, expect, it } from 'vitest';

import { filteredRows, outageRows } from '../../../../src-renderer/composables/outage-rows.ts';
import type { OutageFilter } from '../../../../src-renderer/composables/outage-rows.ts';
import { singleOutages } from '../../../../src-shared/studies/contingency.ts';
import { outageOf } from '../../../../src-shared/studies/outage-choice.ts';
import { aBranch, aBus, triangle } from '../../../fixtures/small-grid.ts';

const grid = {
  ...triangle(),
  buses: [...triangle().buses, aBus(4, { baseKv: 110, area: 2, name: 'Harbour' })],
  branches: [...triangle().branches, aBranch(3, 4, { isTransformer: true })],
};
const list = [
  ...singleOutages(grid),
  outageOf([
    { kind: 'branch', from: 1, to: 2, circuit: '1' },
    { kind: 'generator', bus: 9, id: '1' },
  ]),
];
const all: OutageFilter = { text: '', kind: 'all', area: null, kv: null };
const names = (filter: Partial<OutageFilter>): string[] =>
  filteredRows(outageRows(list, grid), { ...all, ...filter }).map(({ name }) => name);

describe('the rows of the list of outages', () => {
  it('say what goes out, where, and what is no longer there', () => {
    const rows = outageRows(list, grid);
    expect(rows[3]).toMatchObject({ kind: 'transformer', areas: [1, 2], kv: [230, 110] });
    expect(rows.at(-1)).toMatchObject({
      ...{ kind: 'group', kindWords: 'line + generator' },
      remark: 'no longer there: Generator 1 at bus 9',
    });
  });

  it('pass the parts of the filter one by one and together', () => {
    expect(names({})).toHaveLength(list.length);
    expect(names({ kind: 'generator' })).toEqual(['Generator 1 at bus 1']);
    expect(names({ area: 2 })).toEqual(['Branch 3–4']);
    expect(names({ kv: 230, kind: 'transformer' })).toEqual(['Branch 3–4']);
    expect(names({ text: '1-2' })).toEqual(['Branch 1–2', 'Branch 1–2 + Generator 1 at bus 9']);
    expect(names({ text: 'harbour', kind: 'line' })).toEqual([]);
  });

  it('keep their places in the list, so that what is switched is what is seen', () => {
    const [row] = filteredRows(outageRows(list, grid), { ...all, kind: 'group' });
    expect(list[row?.key ?? -1]?.name).toBe(row?.name);
  });
});
