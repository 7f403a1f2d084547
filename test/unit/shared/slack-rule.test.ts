import { describe, expect, it } from 'vitest';

import { applyEdit, removalOf } from '../../../src-shared/grid/edits.ts';
import type { Edit } from '../../../src-shared/grid/edits.ts';
import { slackRefusal } from '../../../src-shared/grid/slack-rule.ts';
import { aGenerator, triangle } from '../../fixtures/small-grid.ts';

const typed = (number: number, type: 'pq' | 'slack'): Edit => ({
  kind: 'update',
  element: { kind: 'bus', number },
  changes: { type },
});

describe('the last slack bus', () => {
  const grid = triangle({
    generators: [aGenerator(1, 100), aGenerator(2, 30), aGenerator(3, 50, { inService: false })],
  });

  it.each([
    ['made an ordinary one', typed(1, 'pq')],
    ['deleted', removalOf(grid, [{ kind: 'bus', number: 1 }])],
  ])('is not %s, but another may take its place in the same step', (_, edit) => {
    const refusal = slackRefusal(grid, edit);
    // Bus 2 has the only other machine in service.
    expect(refusal).toMatchObject({ candidate: 2 });
    expect(refusal?.reason).toContain('Bus 1 is the last slack bus');
    const { instead } = refusal!;
    const after = applyEdit(grid, instead!).grid;
    expect(after.buses.filter(({ type }) => type === 'slack').map((bus) => bus.number)).toEqual([
      2,
    ]);
    expect(slackRefusal(grid, instead!)).toBeNull();
  });

  it('goes where nothing is left, where another is left, and where there never was one', () => {
    const all = removalOf(
      grid,
      grid.buses.map(({ number }) => ({ kind: 'bus', number })),
    );
    expect(slackRefusal(grid, all)).toBeNull();
    const two = applyEdit(grid, typed(3, 'slack')).grid;
    expect(slackRefusal(two, typed(1, 'pq'))).toBeNull();
    const none = applyEdit(grid, typed(1, 'pq')).grid;
    expect(slackRefusal(none, removalOf(none, [{ kind: 'bus', number: 1 }]))).toBeNull();
  });

  it('has no successor where no other machine runs', () => {
    expect(slackRefusal(triangle(), typed(1, 'pq'))).toMatchObject({
      candidate: null,
      instead: null,
    });
  });
});
