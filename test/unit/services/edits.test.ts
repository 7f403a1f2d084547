import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { editService } from '../../../src-main/services/edits.ts';
import type { EditService } from '../../../src-main/services/edits.ts';
import { createWorkingNetworks } from '../../../src-main/services/working-networks.ts';
import { applyEdit } from '../../../src-shared/grid/edits.ts';
import type { Edit } from '../../../src-shared/grid/edits.ts';
import { aContext } from '../../fixtures/a-context.ts';
import type { TestContext } from '../../fixtures/a-context.ts';
import { aScenario, aStore } from '../../fixtures/a-store.ts';
import { aBus, aLoad, triangle } from '../../fixtures/small-grid.ts';

const setLoad = (pMw: number): Edit => ({
  kind: 'update',
  element: { kind: 'load', bus: 2, id: '1' },
  changes: { pMw },
});

function setUp(): { context: TestContext; edits: EditService; scenarioId: number } {
  const context = aContext();
  return {
    context,
    edits: editService(context, context.networks),
    scenarioId: aScenario(context.store),
  };
}

/** As a new process finds it. */
const reopened = (context: TestContext): TestContext['networks'] => createWorkingNetworks(context);

describe('edits', () => {
  it('change the network, count its version and are announced', () => {
    const { context, edits, scenarioId } = setUp();
    const outcome = edits.apply({ scenarioId, version: 0, edit: setLoad(70) });
    expect(outcome).toEqual({
      version: 1,
      edit: null,
      undoState: { undo: 'Change P of Load 1 at bus 2', redo: null },
    });
    expect(context.networks.open(scenarioId).grid).toEqual(applyEdit(triangle(), setLoad(70)).grid);
    expect(context.told).toEqual([['scenario.changed', { scenarioId, version: 1 }]]);
  });

  it('that the user did not make change the network and leave no step to undo', () => {
    const { context, edits, scenarioId } = setUp();
    edits.apply({ scenarioId, version: 0, edit: setLoad(70) });
    const laidOut: Edit = { kind: 'place', positions: [{ bus: 1, position: { x: 7, y: 9 } }] };
    const outcome = edits.apply({ scenarioId, version: 1, edit: laidOut, undoable: false });
    expect(outcome.undoState.undo).toBe('Change P of Load 1 at bus 2');
    edits.undo({ scenarioId });
    const { grid } = reopened(context).open(scenarioId);
    expect(grid).toEqual(applyEdit(triangle(), laidOut).grid);
  });

  it('on an older version are refused and change nothing', () => {
    const { context, edits, scenarioId } = setUp();
    edits.apply({ scenarioId, version: 0, edit: setLoad(70) });
    expect(() => edits.apply({ scenarioId, version: 0, edit: setLoad(80) })).toThrow(
      expect.objectContaining({ code: 'conflict' }),
    );
    expect(reopened(context).open(scenarioId)).toMatchObject({ version: 1 });
  });

  it('that would leave an invalid network are refused and change nothing', () => {
    const { context, edits, scenarioId } = setUp();
    const remove: Edit = { kind: 'remove', element: { kind: 'bus', number: 1 } };
    expect(() => edits.apply({ scenarioId, version: 0, edit: remove })).toThrow(
      expect.objectContaining({
        code: 'refused',
        message: expect.stringContaining('still hangs on Bus 1') as unknown,
      }),
    );
    expect(reopened(context).open(scenarioId).version).toBe(0);
    expect(context.store.journal.undoState(scenarioId)).toEqual({ undo: null, redo: null });
  });

  it('of a scenario in the bin, or of none, are refused', () => {
    const { context, edits, scenarioId } = setUp();
    context.store.scenarios.setDeleted(scenarioId, 'today');
    expect(() => edits.undo({ scenarioId })).toThrow(/in the bin: restore it/);
    expect(() => edits.undo({ scenarioId: 99 })).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    );
  });

  it('are undone to the start and redone to the end after a restart', () => {
    const { context, edits, scenarioId } = setUp();
    const loads = [70, 80, 90];
    loads.forEach((pMw, version) => edits.apply({ scenarioId, version, edit: setLoad(pMw) }));
    const again = editService(context, reopened(context));
    expect(again.undo({ scenarioId }).edit).toEqual(setLoad(80));
    again.undo({ scenarioId });
    expect(again.undo({ scenarioId }).undoState).toMatchObject({ undo: null });
    expect(again.undo({ scenarioId })).toMatchObject({ edit: null, version: 6 });
    expect(reopened(context).open(scenarioId).grid).toEqual(triangle());
    for (const pMw of loads) expect(again.redo({ scenarioId }).edit).toEqual(setLoad(pMw));
    expect(again.redo({ scenarioId })).toMatchObject({ edit: null, version: 9 });
    expect(reopened(context).open(scenarioId).grid.loads[0]?.pMw).toBe(90);
  });

  it('whatever their order with undo and redo, leave what a plain history leaves', () => {
    const actions = fc.array(
      fc.oneof(
        { weight: 3, arbitrary: fc.integer({ min: 1, max: 500 }) },
        { weight: 2, arbitrary: fc.constantFrom('undo' as const, 'redo' as const) },
      ),
      { maxLength: 25 },
    );
    const context = aContext(aStore());
    fc.assert(
      fc.property(actions, (list) => {
        const scenarioId = aScenario(context.store);
        const edits = editService(context, context.networks);
        const done = [60];
        let undone: number[] = [];
        for (const action of list) {
          const { version } = context.networks.open(scenarioId);
          if (action === 'undo') {
            edits.undo({ scenarioId });
            if (done.length > 1) undone.push(done.pop()!);
          } else if (action === 'redo') {
            edits.redo({ scenarioId });
            if (undone.length > 0) done.push(undone.pop()!);
          } else {
            edits.apply({ scenarioId, version, edit: setLoad(action) });
            done.push(action);
            undone = [];
          }
        }
        expect(reopened(context).open(scenarioId).grid.loads[0]?.pMw).toBe(done.at(-1));
      }),
      { numRuns: 12 },
    );
  });

  it('made elsewhere on the same file are seen, and both histories are one', () => {
    const { context, edits, scenarioId } = setUp();
    edits.apply({ scenarioId, version: 0, edit: setLoad(70) });
    const elsewhere = aContext(aStore(context.store.file));
    const other = editService(elsewhere, elsewhere.networks);
    other.apply({ scenarioId, version: 1, edit: setLoad(80) });
    expect(() => edits.apply({ scenarioId, version: 1, edit: setLoad(1) })).toThrow(
      expect.objectContaining({ code: 'conflict' }),
    );
    expect(edits.undo({ scenarioId }).edit).toEqual(setLoad(70));
    expect(elsewhere.networks.open(scenarioId).version).toBe(3);
  });
});

describe('the working network', () => {
  it('gets a snapshot when enough edits have been made, and opens the same from it', () => {
    const { context, edits, scenarioId } = setUp();
    for (let version = 0; version < 60; version++) {
      edits.apply({ scenarioId, version, edit: setLoad(version) });
    }
    const { version, grid } = reopened(context).open(scenarioId);
    context.networks.settle();
    expect(context.store.journal.stepsSince(scenarioId, 0)).toEqual([]);
    expect(reopened(context).open(scenarioId)).toMatchObject({ version, grid });
    edits.apply({ scenarioId, version: 60, edit: setLoad(1) });
    expect(reopened(context).open(scenarioId)).toMatchObject({ version: 61 });
    expect(context.store.journal.undoState(scenarioId).undo).not.toBeNull();
  });

  it('stays in memory where an edit was refused, and is read anew where one was lost', () => {
    const { context, edits, scenarioId } = setUp();
    edits.apply({ scenarioId, version: 0, edit: setLoad(70) });
    const { key } = context.networks.source(scenarioId);
    expect(() => edits.apply({ scenarioId, version: 0, edit: setLoad(80) })).toThrow();
    expect(context.networks.source(scenarioId).key).toBe(key);
    expect(() =>
      context.store.transaction(() => {
        context.networks.advance(scenarioId, setLoad(90));
        throw new Error('The disk is full.');
      }),
    ).toThrow('full');
    expect(context.networks.open(scenarioId)).toMatchObject({ version: 1 });
    expect(context.networks.open(scenarioId).grid).toEqual(applyEdit(triangle(), setLoad(70)).grid);
    expect(context.networks.source(scenarioId).key).not.toBe(key);
  });

  it('reaches a thread as the edits since what it has, where these are known', () => {
    const { context, edits, scenarioId } = setUp();
    for (let version = 0; version < 3; version++) {
      edits.apply({ scenarioId, version, edit: setLoad(version) });
    }
    const source = context.networks.source(scenarioId);
    expect(source.version).toBe(3);
    expect(source.editsSince?.(1)).toEqual([setLoad(1), setLoad(2)]);
    expect(source.editsSince?.(3)).toEqual([]);
    expect(source.editsSince?.(4)).toBeNull();
    expect(source.editsSince?.(-1)).toBeNull();
    expect(source.whole()).toEqual({
      kind: 'grid',
      grid: context.networks.open(scenarioId).grid,
    });
  });

  it('keeps more scenarios apart than it holds in memory', () => {
    const { context, edits } = setUp();
    const ids = Array.from({ length: 7 }, () => aScenario(context.store));
    ids.forEach((scenarioId, k) => {
      edits.apply({ scenarioId, version: 0, edit: setLoad(k + 1) });
    });
    const loads = ids.map((id) => context.networks.open(id).grid.loads[0]?.pMw);
    expect(loads).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('counts its buses and branches in the list of scenarios', () => {
    const { context, edits, scenarioId } = setUp();
    const insert: Edit = { kind: 'insert', elementKind: 'bus', value: aBus(4) };
    edits.apply({ scenarioId, version: 0, edit: insert });
    const load: Edit = { kind: 'insert', elementKind: 'load', value: aLoad(4, 5) };
    edits.apply({ scenarioId, version: 1, edit: load });
    expect(context.store.scenarios.summary(scenarioId)).toMatchObject({ buses: 4, branches: 3 });
  });
});
