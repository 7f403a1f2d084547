import { describe, expect, it } from 'vitest';

import { binService } from '../../../src-main/services/bin.ts';
import { keepScenarioModel, scenarioModel } from '../../../src-main/services/scenario-model.ts';
import { scenarioTreeService } from '../../../src-main/services/scenario-tree.ts';
import { PhaselockError } from '../../../src-shared/contract/errors.ts';
import { defaultModelOptions } from '../../../src-shared/studies/model-options.ts';
import { aContext } from '../../fixtures/a-context.ts';
import { aRun, aScenario, noon } from '../../fixtures/a-store.ts';

/** Base ← Child ← Grandchild by changes, and a copy of Base with a network of its own. */
function setUp(cancel: (runId: number) => void = () => undefined) {
  const context = aContext();
  const { store } = context;
  const tree = scenarioTreeService(context, context.networks);
  const base = aScenario(store);
  const child = tree.derive({ scenarioId: base, name: 'Child' }).id;
  const grandchild = tree.derive({ scenarioId: child, name: 'Grandchild' }).id;
  const copy = aScenario(store, undefined, 'Copy', base);
  const cancelled: number[] = [];
  const bin = binService(context, {
    cancel: ({ runId }) => {
      cancel(runId);
      cancelled.push(runId);
      store.queue.leave(runId);
      const run = store.runs.summary(runId);
      return run ? Promise.resolve(run) : Promise.reject(new Error('no such run'));
    },
  });
  const toBin = (...ids: number[]): void => {
    for (const id of ids) store.scenarios.setDeleted(id, noon);
  };
  const present = (): string[] =>
    [...store.scenarios.list(false), ...store.scenarios.list(true)].map(({ name }) => name).sort();
  return { context, store, bin, toBin, present, base, child, grandchild, copy, cancelled };
}

describe('the bin', () => {
  it('is emptied of exactly what was shown, and tells every window', async () => {
    const { bin, toBin, present, context, base, child, grandchild, store, copy } = setUp();
    aRun(store, child);
    toBin(base, child, grandchild);
    const contents = bin.weigh({});
    expect(contents).toMatchObject({ runs: 1, activeRuns: 0, staying: [] });
    expect(contents.going.map(({ id }) => id).sort()).toEqual([base, child, grandchild]);
    const gone = await bin.empty({ scenarioIds: contents.going.map(({ id }) => id) });
    expect(gone).toMatchObject({ scenarios: 3, runs: 1 });
    expect(present()).toEqual(['Copy']);
    // What was copied from it has a network of its own.
    expect(context.networks.open(copy).grid.buses).toHaveLength(3);
    expect(store.scenarios.summary(copy)).toMatchObject({ parentId: null, derived: false });
    expect(context.told.map(([name]) => name)).toContain('scenario.changed');
  });

  it('takes those of the bin along that follow a scenario', async () => {
    const { bin, toBin, present, child, grandchild } = setUp();
    toBin(child, grandchild);
    const { going } = bin.weigh({ scenarioIds: [child] });
    expect(going.map(({ name }) => name)).toEqual(['Child', 'Grandchild']);
    await expect(bin.empty({ scenarioIds: [child] })).rejects.toThrow(/has changed/);
    await bin.empty({ scenarioIds: [child, grandchild] });
    expect(present()).toEqual(['Base', 'Copy']);
  });

  it('keeps what a scenario outside of it follows at any depth, and says which and why', async () => {
    const { bin, toBin, present, base, child, copy } = setUp();
    toBin(base, child, copy);
    const { going, staying } = bin.weigh({});
    expect(going.map(({ name }) => name)).toEqual(['Copy']);
    expect(staying.map(({ name, followedBy }) => [name, followedBy])).toEqual(
      expect.arrayContaining([
        ['Base', ['Grandchild']],
        ['Child', ['Grandchild']],
      ]),
    );
    await expect(bin.empty({ scenarioIds: [base, child] })).rejects.toThrow(
      /“Base” stays in the bin, because “Grandchild” follows it: move what follows/,
    );
    expect(present()).toHaveLength(4);
  });

  it('gives up nothing that is not in it', async () => {
    const { bin, base } = setUp();
    expect(() => bin.weigh({ scenarioIds: [base] })).toThrow(/is not in the bin/);
    await expect(bin.empty({ scenarioIds: [base] })).rejects.toThrow(/is not in the bin/);
    await expect(bin.empty({ scenarioIds: [99] })).rejects.toThrow(/not in this project/);
  });

  it('cancels what is still going first; what runs elsewhere keeps everything', async () => {
    const { bin, toBin, store, copy, cancelled, present } = setUp();
    const run = aRun(store, copy);
    store.queue.enter(run, 4);
    toBin(copy);
    expect(bin.weigh({}).activeRuns).toBe(1);
    await bin.empty({ scenarioIds: [copy] });
    expect([cancelled, store.runs.summary(run)]).toEqual([[run], null]);
    expect(present()).not.toContain('Copy');

    const other = setUp(() => {
      throw new PhaselockError('refused', 'Run 1 belongs to another Phaselock.');
    });
    other.store.queue.enter(aRun(other.store, other.copy), 4);
    other.toBin(other.copy);
    await expect(other.bin.empty({ scenarioIds: [other.copy] })).rejects.toThrow(/another/);
    expect(other.present()).toHaveLength(4);
  });

  it('takes what was chosen for a scenario along, so that nobody inherits it', async () => {
    const { bin, toBin, store, copy } = setUp();
    keepScenarioModel(store, copy, { ...defaultModelOptions, taps: false });
    toBin(copy);
    await bin.empty({ scenarioIds: [copy] });
    expect(scenarioModel(store, copy)).toEqual(defaultModelOptions);
  });
});
