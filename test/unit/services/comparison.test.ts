import { describe, expect, it } from 'vitest';

import { comparisonService } from '../../../src-main/services/comparison.ts';
import { packResult } from '../../../src-main/store/study-results.ts';
import type { StudyKind } from '../../../src-shared/studies/catalogue.ts';
import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import { aContext } from '../../fixtures/a-context.ts';
import type { TestContext } from '../../fixtures/a-context.ts';
import { aScenario, later, noon } from '../../fixtures/a-store.ts';
import { aLoad, triangle } from '../../fixtures/small-grid.ts';

async function finishedRun(
  { store }: TestContext,
  scenarioId: number,
  kind: StudyKind,
  grid: GridCase,
  norm: number,
  result: object = {},
): Promise<void> {
  const { id: revisionId } = store.revisions.commit(grid, noon);
  const common = {
    title: '',
    spec: {},
    seed: 1,
    engineVersion: '1',
    machine: 'm',
    createdAt: noon,
  };
  const runId = store.runs.create({ scenarioId, revisionId, kind, ...common });
  store.results.write(runId, await packResult(result));
  const figures = [{ quantity: 'Norm', unit: 'p.u.', value: norm }];
  const end = { outcome: '', finishedAt: later, durationSeconds: 1 };
  store.runs.end(runId, { status: 'finished', norm, figures, ...end });
}

const heavier = triangle({ loads: [aLoad(2, 90), aLoad(3, 40)] });

function twoScenarios(): { context: TestContext; left: number; right: number } {
  const context = aContext();
  return {
    context,
    left: aScenario(context.store, triangle(), 'Today'),
    right: aScenario(context.store, heavier, 'Heavier'),
  };
}

describe('comparing two scenarios', () => {
  it('shows what differs in the network', () => {
    const { context, left, right } = twoScenarios();
    const { compare } = comparisonService(context.store, context.networks);
    expect(compare({ left, right }).network).toEqual([
      {
        element: { kind: 'load', bus: 2, id: '1' },
        change: 'changed',
        fields: [{ field: 'pMw', left: 60, right: 90 }],
      },
    ]);
  });

  it('puts the newest figures side by side, and says what is missing', async () => {
    const { context, left, right } = twoScenarios();
    await finishedRun(context, left, 'sync-condition', triangle(), 0.1);
    await finishedRun(context, left, 'sync-condition', triangle(), 0.2);
    await finishedRun(context, right, 'sync-condition', heavier, 0.3);
    await finishedRun(context, right, 'time-domain', heavier, 0.4);
    const { results, remarks } = comparisonService(context.store, context.networks).compare({
      left,
      right,
    });
    expect(results).toEqual([
      { quantity: 'Synchronization condition: Norm', unit: 'p.u.', left: 0.2, right: 0.3 },
      { quantity: 'Simulation over time: Norm', unit: 'p.u.', left: null, right: 0.4 },
    ]);
    expect(remarks.join(' ')).not.toContain('Contingency screening');
    expect(remarks).toContain('Simulation over time: not run on “Today” yet.');
  });

  it('says when a side has gone stale', async () => {
    const { context, left, right } = twoScenarios();
    await finishedRun(context, left, 'sync-condition', heavier, 0.1);
    await finishedRun(context, right, 'sync-condition', heavier, 0.1);
    const { remarks } = comparisonService(context.store, context.networks).compare({ left, right });
    const stale = remarks.filter((remark) => remark.includes('has changed since'));
    expect(stale).toEqual([
      'Synchronization condition: the network of “Today” has changed since it was run; run it again.',
    ]);
  });

  it('matches the outages of two screenings by name', async () => {
    const { context, left, right } = twoScenarios();
    const outage = (element: string, norm: number): object => ({ element, status: 'ok', norm });
    const kind = 'contingency-screening';
    await finishedRun(context, left, kind, triangle(), 0, {
      outages: [outage('a', 1), outage('b', 2)],
    });
    await finishedRun(context, right, kind, heavier, 0, {
      outages: [outage('b', 3), outage('c', 4)],
    });
    const { contingencies } = comparisonService(context.store, context.networks).compare({
      left,
      right,
    });
    expect(contingencies).toEqual([
      { name: 'a', left: { status: 'ok', norm: 1 }, right: null },
      { name: 'b', left: { status: 'ok', norm: 2 }, right: { status: 'ok', norm: 3 } },
      { name: 'c', left: null, right: { status: 'ok', norm: 4 } },
    ]);
  });

  it('puts any number of them side by side, the first as what the others differ from', async () => {
    const { context, left, right } = twoScenarios();
    const third = aScenario(context.store, triangle({ loads: [] }), 'No load');
    await finishedRun(context, left, 'sync-condition', triangle(), 0.2, {
      worstEdge: { from: 1, to: 2 },
    });
    await finishedRun(context, third, 'sync-condition', triangle({ loads: [] }), 0);
    const outage = (element: string, norm: number): object => ({
      ...{ element, norm, status: 'ok', islandedMw: 0 },
    });
    const screened = { outages: [outage('a', 0.3), outage('b', 0.4)] };
    await finishedRun(context, right, 'contingency-screening', heavier, 0.1, screened);
    const { compareAll, compare } = comparisonService(context.store, context.networks);
    const found = compareAll({ scenarioIds: [left, right, third] });
    expect(found.scenarios.map(({ name }) => name)).toEqual(['Today', 'Heavier', 'No load']);
    const [norm] = found.quantities;
    expect(norm).toMatchObject({ study: 'Synchronization condition', values: [0.2, null, 0] });
    expect(found.places).toContainEqual({
      ...{ study: 'Synchronization condition', quantity: 'Worst edge' },
      values: ['1–2', null, null],
    });
    expect(found.places).toContainEqual({
      ...{ study: 'Contingency screening', quantity: 'Worst outage' },
      values: [null, 'b', null],
    });
    expect(found.contingencies.map(({ name, sides }) => [name, sides[1]?.norm])).toEqual([
      ['a', 0.3],
      ['b', 0.4],
    ]);
    expect(found.networks[0]).toEqual([]);
    expect(found.networks[1]).toEqual(compare({ left, right }).network);
    expect(found.networks[2]?.map(({ change }) => change)).toEqual(['removed', 'removed']);
    expect(found.remarks).toContain('Synchronization condition: not run on “Heavier” yet.');
  });
});

describe('the runs of one study', () => {
  it('stand side by side over all scenarios, the newest first, without those of the bin', async () => {
    const { context, left, right } = twoScenarios();
    const { figures } = comparisonService(context.store, context.networks);
    await finishedRun(context, left, 'monte-carlo', triangle(), 0.1);
    await finishedRun(context, right, 'monte-carlo', heavier, 0.2);
    await finishedRun(context, left, 'sync-condition', triangle(), 0.3);
    await finishedRun(context, left, 'monte-carlo', triangle(), 0.4);
    const found = (): unknown[] =>
      figures({ kind: 'monte-carlo' }).map(({ run, scenario, figures: [norm] }) => [
        run.id,
        scenario,
        norm?.value,
      ]);
    expect(found()).toEqual([
      [4, 'Today', 0.4],
      [2, 'Heavier', 0.2],
      [1, 'Today', 0.1],
    ]);
    context.store.scenarios.setDeleted(right, later);
    expect(found()).toHaveLength(2);
  });
});
