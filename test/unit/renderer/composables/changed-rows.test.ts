import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { changedRows } from '../../../../src-renderer/composables/changed-rows.ts';

const rows = fc.uniqueArray(fc.record({ key: fc.nat(50), value: fc.nat(3) }), {
  selector: ({ key }) => key,
});

describe('the rows that a table has to paint anew', () => {
  it('turn the old list into the new one, or are all of them', () => {
    fc.assert(
      fc.property(rows, fc.array(fc.nat(3)), (before, values) => {
        const after = before.map((row, at) => ({ ...row, value: values[at] ?? row.value }));
        const changed = new Map(changedRows(before, after, 'key')?.map((row) => [row.key, row]));
        expect(before.map((row) => changed.get(row.key) ?? row)).toEqual(after);
        for (const row of changed.values()) expect(before).not.toContainEqual(row);
      }),
    );
  });

  it('cannot be told where rows came, went or moved', () => {
    const [a, b] = [{ key: 1 }, { key: 2 }];
    expect(changedRows([a, b], [b, a], 'key')).toBeNull();
    expect(changedRows([a], [a, b], 'key')).toBeNull();
    expect(changedRows([a, b], [a, b], 'key')).toEqual([]);
  });
});
