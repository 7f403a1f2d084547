import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { changeService } from '../../src-main/services/changes.ts';
import { editService } from '../../src-main/services/edits.ts';
import { scenarioTreeService } from '../../src-main/services/scenario-tree.ts';
import { createWorkingNetworks } from '../../src-main/services/working-networks.ts';
import { applyChanges } from '../../src-shared/grid/changes.ts';
import { differenceEdit } from '../../src-shared/grid/difference-edit.ts';
import type { DispatchRule } from '../../src-shared/grid/dispatch-rule.ts';
import { applyEdit } from '../../src-shared/grid/edits.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import { validateGrid } from '../../src-shared/grid/validation.ts';
import { aContext } from '../fixtures/a-context.ts';
import { aScenario } from '../fixtures/a-store.ts';
import { carriedOut, intents } from '../fixtures/random-edit.ts';
import type { Intent } from '../fixtures/random-edit.ts';
import { randomGrid } from '../fixtures/random-grid.ts';

/** What users do to a tree of three: a base, a child and a child of that. */
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ what: fc.constant('edit'), who: fc.nat(2), todo: intents(1) }),
  },
  ...['undo', 'redo', 'switch', 'remove', 'place', 'transfer', 'dispatch'].map((what) => ({
    weight: 1,
    arbitrary: fc.record({
      what: fc.constant(what),
      who: fc.nat(2),
      pick: fc.nat(),
      at: fc.nat(5),
    }),
  })),
);

type Step = { what: string; who: number; todo?: Intent[]; pick?: number; at?: number };

const rule: DispatchRule = {
  change: { what: 'loads', group: { kind: 'all' }, amount: 10, unit: '%', reactive: 'fixed' },
  compensation: { group: { kind: 'all' }, share: 'equal' },
  limits: 'ignore',
};

function aTree(grid: GridCase) {
  const context = aContext();
  const networks = context.networks;
  const tree = scenarioTreeService(context, networks);
  const base = aScenario(context.store, grid);
  const child = tree.derive({ scenarioId: base, name: 'Child' }).id;
  const grandchild = tree.derive({ scenarioId: child, name: 'Grandchild' }).id;
  const changes = changeService(context, networks);
  const edits = editService(context, networks);
  return { context, networks, tree, changes, edits, ids: [base, child, grandchild] as const };
}

type Tree = ReturnType<typeof aTree>;

/** One step of a user; what is refused changes nothing. */
function take({ networks, changes, edits, ids }: Tree, given: Step): void {
  const scenarioId = ids[given.who as 0 | 1 | 2];
  const { grid, version } = networks.open(scenarioId);
  const list = changes.list({ scenarioId });
  const picked = list[(given.pick ?? 0) % Math.max(list.length, 1)];
  try {
    if (given.what === 'edit') {
      const edit = differenceEdit(grid, carriedOut(grid, given.todo ?? []));
      if (edit) edits.apply({ scenarioId, version, edit });
    }
    if (given.what === 'undo') edits.undo({ scenarioId });
    if (given.what === 'redo') edits.redo({ scenarioId });
    if (given.what === 'dispatch') changes.dispatch({ scenarioId, rule });
    if (!picked) return;
    const at = { scenarioId, changeId: picked.id };
    if (given.what === 'switch') changes.switch({ ...at, enabled: !picked.enabled });
    if (given.what === 'remove') changes.remove(at);
    if (given.what === 'place') changes.place({ ...at, index: given.at ?? 0 });
    if (given.what === 'transfer') changes.transfer({ ...at, to: ids[given.who === 1 ? 2 : 1] });
  } catch (error) {
    expect(error).toMatchObject({ code: 'refused' });
  }
}

/** The network by its definition, without any of the machinery of the services. */
function byDefinition({ context, networks }: Tree, scenarioId: number): GridCase {
  const { derived, parentId } = context.store.scenarios.derivation(scenarioId)!;
  if (!derived || parentId === null) return networks.open(scenarioId).grid;
  const parent = byDefinition({ context, networks } as Tree, parentId);
  return applyChanges(parent, context.store.changes.list(scenarioId)).grid;
}

describe('a tree of scenarios', () => {
  it('is at every moment the fold of its changes, valid, and the same after a restart', () => {
    fc.assert(
      fc.property(randomGrid({ maxBuses: 8 }), fc.array(step, { maxLength: 25 }), (grid, steps) => {
        const tree = aTree(grid);
        let versions = tree.ids.map((id) => tree.networks.open(id).version);
        for (const given of steps as Step[]) {
          take(tree, given);
          const now = tree.ids.map((id) => tree.networks.open(id));
          now.forEach(({ grid: network, version }, k) => {
            expect(network).toEqual(byDefinition(tree, tree.ids[k]!));
            expect(validateGrid(network).filter(({ severity }) => severity === 'error')).toEqual(
              [],
            );
            expect(version).toBeGreaterThanOrEqual(versions[k]!);
          });
          versions = now.map(({ version }) => version);
        }
        const again = createWorkingNetworks(tree.context);
        for (const id of tree.ids) {
          expect(again.open(id)).toMatchObject({ version: tree.networks.open(id).version });
          expect(again.open(id).grid).toEqual(tree.networks.open(id).grid);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('tells every step of a child as an edit that follows, for windows and threads', () => {
    fc.assert(
      fc.property(randomGrid({ maxBuses: 8 }), fc.array(step, { maxLength: 15 }), (grid, steps) => {
        const tree = aTree(grid);
        const [, child] = tree.ids;
        for (const given of steps as Step[]) {
          const before = tree.networks.open(child);
          take(tree, { ...given, who: 1 });
          const after = tree.networks.open(child);
          const since = tree.networks.source(child).editsSince?.(before.version);
          const followed = since?.reduce(
            (network, edit) => applyEdit(network, edit).grid,
            before.grid,
          );
          expect(followed).toEqual(after.grid);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is as before when a change is switched off and on, and without it as if never made', () => {
    fc.assert(
      fc.property(randomGrid({ maxBuses: 8 }), intents(6), fc.nat(), (grid, todo, pick) => {
        const tree = aTree(grid);
        const [, child] = tree.ids;
        for (const intent of todo) take(tree, { what: 'edit', who: 1, todo: [intent] });
        const list = tree.changes.list({ scenarioId: child });
        const picked = list[pick % Math.max(list.length, 1)];
        if (!picked) return;
        const before = tree.networks.open(child).grid;
        const at = { scenarioId: child, changeId: picked.id };
        const others = tree.context.store.changes.list(child).filter(({ id }) => id !== picked.id);
        tree.changes.switch({ ...at, enabled: false });
        expect(tree.networks.open(child).grid).toEqual(applyChanges(grid, others).grid);
        tree.changes.switch({ ...at, enabled: true });
        expect(tree.networks.open(child).grid).toEqual(before);
        tree.changes.remove(at);
        expect(tree.networks.open(child).grid).toEqual(applyChanges(grid, others).grid);
        tree.edits.undo({ scenarioId: child });
        expect(tree.networks.open(child).grid).toEqual(before);
      }),
      { numRuns: 25 },
    );
  });

  it('keeps the network of a scenario that is put below another or made independent again', () => {
    fc.assert(
      fc.property(randomGrid({ maxBuses: 8 }), intents(5), intents(5), (grid, one, other) => {
        const tree = aTree(grid);
        const mine = carriedOut(grid, one);
        const scenarioId = aScenario(tree.context.store, mine, 'Mine');
        const [base, child] = tree.ids;
        for (const intent of other) take(tree, { what: 'edit', who: 1, todo: [intent] });
        for (const parentId of [base, null, child, null]) {
          const { version } = tree.networks.open(scenarioId);
          try {
            tree.tree.moveTo({ scenarioId, parentId });
          } catch (error) {
            expect(error).toMatchObject({
              message: expect.stringContaining('another network') as string,
            });
            return;
          }
          expect(tree.networks.open(scenarioId).grid).toEqual(mine);
          expect(tree.networks.open(scenarioId).version).toBe(version + 1);
          expect(createWorkingNetworks(tree.context).open(scenarioId).grid).toEqual(mine);
        }
      }),
      { numRuns: 40 },
    );
  });
});
