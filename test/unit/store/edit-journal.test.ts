import { describe, expect, it } from 'vitest';

import type { Edit } from '../../../src-shared/grid/edits.ts';
import { triangle } from '../../fixtures/small-grid.ts';
import { aScenario, aStore, noon } from '../../fixtures/a-store.ts';

const renumber = (number: number, to: number): Edit => ({ kind: 'renumber-bus', number, to });

const entry = (label: string, edit = renumber(1, 9), inverse = renumber(9, 1)) => ({
  label,
  edit,
  inverse,
  madeAt: noon,
});

describe('the edit journal', () => {
  it('gives the snapshot and the steps since then, in order', () => {
    const { journal, ...store } = aStore();
    const id = aScenario({ journal, ...store });
    for (const version of [1, 2, 3]) journal.addStep(id, { version, edit: renumber(version, 9) });
    expect(journal.snapshot(id)).toEqual({ version: 0, grid: triangle() });
    expect(journal.stepsSince(id, 1).map(({ version }) => version)).toEqual([2, 3]);
    expect(journal.stepsSince(id, 0)[2]).toEqual({ version: 3, edit: renumber(3, 9) });
  });

  it('drops the steps that a newer snapshot holds', () => {
    const { journal, ...store } = aStore();
    const id = aScenario({ journal, ...store });
    for (const version of [1, 2, 3]) journal.addStep(id, { version, edit: renumber(version, 9) });
    journal.writeSnapshot(id, 2, triangle({ name: 'Later' }));
    expect(journal.snapshot(id)).toEqual({ version: 2, grid: triangle({ name: 'Later' }) });
    expect(journal.stepsSince(id, 0).map(({ version }) => version)).toEqual([3]);
  });

  it('knows no snapshot of a scenario that does not exist', () => {
    expect(aStore().journal.snapshot(4711)).toBeNull();
  });

  it('takes back the newest edit first and does the oldest undone one again first', () => {
    const { journal, ...store } = aStore();
    const id = aScenario({ journal, ...store });
    expect(journal.undoState(id)).toEqual({ undo: null, redo: null });
    for (const label of ['a', 'b', 'c']) journal.addEntry(id, entry(label));
    expect(journal.undoState(id)).toEqual({ undo: 'c', redo: null });
    journal.setUndone(id, 3, true);
    journal.setUndone(id, 2, true);
    expect(journal.undoState(id)).toEqual({ undo: 'a', redo: 'b' });
    expect(journal.newestDone(id)?.position).toBe(1);
    expect(journal.oldestUndone(id)?.position).toBe(2);
    journal.setUndone(id, 2, false);
    expect(journal.undoState(id)).toEqual({ undo: 'b', redo: 'c' });
  });

  it('forgets what was undone when a new edit is made', () => {
    const { journal, ...store } = aStore();
    const id = aScenario({ journal, ...store });
    for (const label of ['a', 'b']) journal.addEntry(id, entry(label));
    journal.setUndone(id, 2, true);
    journal.addEntry(id, entry('c'));
    expect(journal.undoState(id)).toEqual({ undo: 'c', redo: null });
    expect(journal.newestDone(id)?.position).toBe(2);
  });

  it('keeps edit and inverse, limits without end included', () => {
    const { journal, ...store } = aStore();
    const id = aScenario({ journal, ...store });
    const element = { kind: 'generator', bus: 1, id: '1' } as const;
    const edit: Edit = { kind: 'update', element, changes: { pMaxMw: Infinity } };
    const inverse: Edit = { kind: 'update', element, changes: { pMaxMw: 200 } };
    journal.addEntry(id, entry('limit', edit, inverse));
    expect(journal.newestDone(id)).toEqual({ position: 1, edit, inverse });
  });

  it('keeps the scenarios apart', () => {
    const { journal, ...store } = aStore();
    const [one, two] = [aScenario({ journal, ...store }), aScenario({ journal, ...store })];
    journal.addEntry(one, entry('a'));
    journal.addStep(one, { version: 1, edit: renumber(1, 9) });
    expect(journal.undoState(two)).toEqual({ undo: null, redo: null });
    expect(journal.stepsSince(two, 0)).toEqual([]);
    expect(journal.newestDone(two)).toBeNull();
  });
});
