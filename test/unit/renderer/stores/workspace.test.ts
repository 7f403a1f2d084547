import fc from 'fast-check';
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { PhaselockError } from '../../../../src-shared/contract/errors.ts';
import { editLabel } from '../../../../src-shared/grid/edits.ts';
import type { Edit } from '../../../../src-shared/grid/edits.ts';
import { busRef } from '../../../../src-shared/grid/element-ref.ts';
import { useMessages } from '../../../../src-renderer/stores/messages.ts';
import { useNavigation } from '../../../../src-renderer/stores/navigation.ts';
import { useWorkspace } from '../../../../src-renderer/stores/workspace.ts';
import { aMargin, keepsScenario, main, settled } from '../../../fixtures/a-main-process.ts';
import { aBranch, aBus, aGenerator } from '../../../fixtures/small-grid.ts';

vi.mock('../../../../src-renderer/api/api.ts', () => import('../../../fixtures/a-main-process.ts'));

const setLoad = (pMw: number): Edit => ({
  kind: 'update',
  element: { kind: 'load', bus: 2, id: '1' },
  changes: { pMw },
});

async function openWorkspace() {
  setActivePinia(createPinia());
  const scenario = keepsScenario();
  main.reset(scenario.answers);
  const workspace = useWorkspace();
  await workspace.open(1);
  await settled();
  return { workspace, ...scenario };
}

describe('the open scenario', () => {
  beforeEach(() => setActivePinia(createPinia()));

  it('shows an edit at once and has the main process keep it', async () => {
    const { workspace, kept } = await openWorkspace();
    const before = workspace.grid;
    const sent = workspace.apply(setLoad(75));
    expect(workspace.grid?.loads[0]?.pMw).toBe(75);
    expect(before?.loads[0]?.pMw).toBe(60);
    expect(workspace.undoState.undo).toBe('Change P of Load 1 at bus 2');
    expect(workspace.saveState).toBe('saving');
    expect(await sent).toBe(true);
    expect(workspace.saveState).toBe('saved');
    expect(kept.grid).toEqual(workspace.grid);
  });

  it('has an edit on its way, and the margin asked behind it, before anything is drawn', async () => {
    const { workspace } = await openWorkspace();
    const before = main.asked.length;
    const sent = workspace.apply(setLoad(75));
    expect(main.names().slice(before)).toEqual(['edits.apply', 'margin.evaluate']);
    expect(workspace.marginState).toBe('computing');
    await sent;
    expect(main.names().slice(before)).toHaveLength(2);
  });

  it('keeps the tables that an edit does not touch', async () => {
    const { workspace } = await openWorkspace();
    const before = workspace.grid;
    await workspace.apply(setLoad(75));
    expect(workspace.grid?.branches).toBe(before?.branches);
  });

  it('keeps the last slack bus, and offers the bus that may take its place', async () => {
    const { workspace, kept } = await openWorkspace();
    await workspace.apply({
      kind: 'insert',
      elementKind: 'generator',
      value: aGenerator(2, 10),
    });
    const edit = { kind: 'update', element: busRef(1), changes: { type: 'pq' } } as Edit;
    expect(await workspace.apply(edit)).toBe(false);
    expect(workspace.grid?.buses[0]?.type).toBe('slack');
    const [message] = useMessages().messages;
    expect(message?.text).toContain('last slack bus');
    message?.action?.run();
    await settled();
    expect(kept.grid.buses.map(({ type }) => type)).toEqual(['pq', 'slack', 'pq']);
    await workspace.undo();
    expect(workspace.grid?.buses.map(({ type }) => type)).toEqual(['slack', 'pq', 'pq']);
  });

  it('refuses an edit that would break the network, without asking', async () => {
    const { workspace } = await openWorkspace();
    const edit: Edit = { kind: 'insert', elementKind: 'branch', value: aBranch(1, 99) };
    expect(await workspace.apply(edit)).toBe(false);
    expect(main.names()).not.toContain('edits.apply');
    expect(useMessages().messages[0]?.text).toContain('needs bus 99');
  });

  it('comes to the same network as the main process after any burst of edits, undos and redos', async () => {
    const step = fc.oneof(
      fc.integer({ min: 1, max: 500 }).map((pMw) => ({ act: 'edit' as const, pMw })),
      fc.constant({ act: 'undo' as const }),
      fc.constant({ act: 'redo' as const }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const { workspace, kept } = await openWorkspace();
        const sent = steps.map((one) => {
          if (one.act === 'edit') return workspace.apply(setLoad(one.pMw));
          return one.act === 'undo' ? workspace.undo() : workspace.redo();
        });
        await Promise.all(sent);
        await settled();
        expect(workspace.version).toBe(kept.version);
        expect(workspace.grid).toEqual(kept.grid);
      }),
      { numRuns: 40 },
    );
  });

  describe('with another window on it', () => {
    const rate = (ratingAMva: number): Edit => ({
      kind: 'update',
      element: { kind: 'branch', from: 1, to: 2, circuit: '1' },
      changes: { ratingAMva },
    });

    it('shows what that one changes, and nothing is asked anew for what was made here', async () => {
      const { workspace, kept, editElsewhere } = await openWorkspace();
      editElsewhere(rate(50));
      main.emit('scenario.changed', { scenarioId: 1, version: kept.version });
      await settled();
      expect(workspace.grid).toEqual(kept.grid);
      expect(workspace.undoState.undo).toBe(editLabel(rate(50)));
      const opened = main.names().filter((name) => name === 'scenarios.open').length;
      await workspace.apply(setLoad(70));
      main.emit('scenario.changed', { scenarioId: 1, version: kept.version });
      await settled();
      expect(main.names().filter((name) => name === 'scenarios.open')).toHaveLength(opened);
    });

    it('makes its edits on top where that one was first', async () => {
      const { workspace, kept, editElsewhere } = await openWorkspace();
      editElsewhere(rate(50));
      const results = await Promise.all([
        workspace.apply(setLoad(70)),
        workspace.apply(setLoad(71)),
      ]);
      expect(results).toEqual([true, true]);
      expect(kept.undo).toHaveLength(3);
      expect(workspace.grid).toEqual(kept.grid);
      expect(kept.grid.branches[0]?.ratingAMva).toBe(50);
      expect(kept.grid.loads[0]?.pMw).toBe(71);
    });

    it('drops an edit that no longer fits, with the reason', async () => {
      const { workspace, kept, editElsewhere } = await openWorkspace();
      editElsewhere({ kind: 'remove', element: { kind: 'load', bus: 2, id: '1' } });
      expect(await workspace.apply(setLoad(70))).toBe(false);
      expect(workspace.grid).toEqual(kept.grid);
      expect(useMessages().messages).toHaveLength(1);
    });

    it('takes nothing back that was not seen here', async () => {
      const { workspace, kept, editElsewhere } = await openWorkspace();
      await workspace.apply(setLoad(70));
      editElsewhere(rate(50));
      expect(await workspace.undo()).toBe(false);
      expect(kept.undo).toHaveLength(2);
      expect(workspace.grid).toEqual(kept.grid);
      expect(await workspace.undo()).toBe(true);
      expect(workspace.grid).toEqual(kept.grid);
      expect(kept.grid.loads[0]?.pMw).toBe(70);
    });

    it('loses no edit of either, in whatever order they are made and told', async () => {
      const steps = fc.array(fc.constantFrom('here', 'there', 'tell', 'wait'), { maxLength: 20 });
      await fc.assert(
        fc.asyncProperty(steps, async (order) => {
          const { workspace, kept, editElsewhere } = await openWorkspace();
          const told = (): void =>
            main.emit('scenario.changed', { scenarioId: 1, version: kept.version });
          let made = 0;
          for (const step of order) {
            if (step === 'here') void workspace.apply(setLoad(++made));
            if (step === 'there') editElsewhere(rate(++made));
            if (step === 'tell') told();
            if (step === 'wait') await settled();
          }
          await settled();
          told();
          await settled();
          expect(workspace.grid).toEqual(kept.grid);
          expect(kept.undo).toHaveLength(made);
          expect(workspace.version).toBe(kept.version);
        }),
        { numRuns: 25 },
      );
    });
  });

  it('says that an edit is not saved when the main process does not answer', async () => {
    const { workspace } = await openWorkspace();
    main.answers['edits.apply'] = () => {
      throw new PhaselockError('unavailable', 'The host does not answer.');
    };
    expect(await workspace.apply(setLoad(70))).toBe(false);
    expect(workspace.saveState).toBe('unsaved');
    expect(workspace.scenario?.id).toBe(1);
  });

  it('asks for the margin after an edit but not after a move on the diagram', async () => {
    const { workspace } = await openWorkspace();
    const evaluations = (): number =>
      main.names().filter((name) => name === 'margin.evaluate').length;
    const before = evaluations();
    await workspace.apply({ kind: 'place', positions: [{ bus: 1, position: { x: 5, y: 5 } }] });
    expect(evaluations()).toBe(before);
    await workspace.apply(setLoad(70));
    expect(evaluations()).toBe(before + 1);
  });

  it('keeps only the newest margin, whatever order the answers come in', async () => {
    const { workspace } = await openWorkspace();
    const waiting: ((norm: number) => void)[] = [];
    main.answers['margin.evaluate'] = () =>
      new Promise((resolve) => waiting.push((norm) => resolve(aMargin({ norm }))));
    const both = [workspace.refreshMargin(), workspace.refreshMargin()];
    waiting[1]?.(0.9);
    waiting[0]?.(0.1);
    await Promise.all(both);
    expect(workspace.margin?.norm).toBe(0.9);
    expect(workspace.marginState).toBe('current');
  });

  it('forgets a selected element once it is gone', async () => {
    const { workspace } = await openWorkspace();
    await workspace.apply({ kind: 'insert', elementKind: 'bus', value: aBus(4) });
    workspace.select([busRef(3), busRef(4)]);
    await workspace.apply({ kind: 'remove', element: busRef(4) });
    expect(workspace.selection).toEqual([busRef(3)]);
  });

  it('shows an element on the diagram, and once more when asked again', async () => {
    const { workspace } = await openWorkspace();
    workspace.show(busRef(2));
    const first = workspace.focusRequest;
    workspace.show(busRef(2));
    expect(useNavigation().screen).toBe('network');
    expect(workspace.selection).toEqual([busRef(2)]);
    expect(workspace.focusRequest?.element).toEqual(first?.element);
    expect(workspace.focusRequest?.count).not.toBe(first?.count);
  });
});
