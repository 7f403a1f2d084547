import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { liveUpTo, useDataChecks } from '../../../../src-renderer/composables/data-checks.ts';
import { useNavigation } from '../../../../src-renderer/stores/navigation.ts';
import { useWorkspace } from '../../../../src-renderer/stores/workspace.ts';
import { checkData } from '../../../../src-shared/grid/data-checks.ts';
import type { CheckOutcome } from '../../../../src-shared/grid/data-checks.ts';
import type { GridCase } from '../../../../src-shared/grid/grid-case.ts';
import { aRun, keepsScenario, main } from '../../../fixtures/a-main-process.ts';
import { aBranch, aBus, triangle } from '../../../fixtures/small-grid.ts';

vi.mock('../../../../src-renderer/api/api.ts', () => import('../../../fixtures/a-main-process.ts'));

const crossed = (): GridCase =>
  triangle({
    branches: [
      aBranch(1, 2, { ratingAMva: 100, ratingBMva: 90 }),
      aBranch(2, 3, { ratingAMva: 100, ratingBMva: 80 }),
      aBranch(1, 3),
    ],
  });

/** More buses than are checked after every edit. */
const large = (): GridCase =>
  triangle({
    buses: Array.from({ length: liveUpTo + 1 }, (_, i) =>
      aBus(i + 1, i === 0 ? { type: 'slack' } : {}),
    ),
  });

async function opened(grid: GridCase) {
  const scenario = keepsScenario(grid);
  main.reset(scenario.answers);
  const checks = useDataChecks();
  const workspace = useWorkspace();
  await workspace.open(1);
  return { ...scenario, checks, workspace };
}

const found = (outcomes: readonly CheckOutcome[], name: string) => {
  const outcome = outcomes.find(({ check }) => check.name === name);
  if (!outcome) throw new Error(`${name} was not checked.`);
  return outcome;
};
const text = (outcomes: readonly CheckOutcome[]): string => JSON.stringify(outcomes);

describe('the data checks of the open network', () => {
  beforeEach(() => setActivePinia(createPinia()));

  it('follow every edit and every undo', async () => {
    const { checks, workspace, kept } = await opened(crossed());
    await vi.waitFor(() => expect(checks.state).toBe('current'));
    expect(text(checks.outcomes)).toBe(text(checkData(kept.grid)));
    const before = text(checks.outcomes);
    const element = { kind: 'branch', from: 1, to: 2, circuit: '1' } as const;
    await workspace.apply({ kind: 'update', element, changes: { ratingBMva: 120 } });
    await vi.waitFor(() => expect(text(checks.outcomes)).toBe(text(checkData(kept.grid))));
    expect(text(checks.outcomes)).not.toBe(before);
    await workspace.undo();
    await vi.waitFor(() => expect(text(checks.outcomes)).toBe(before));
  });

  it('repair one finding by one edit that one undo takes back', async () => {
    const { checks, workspace, kept } = await opened(crossed());
    await vi.waitFor(() => expect(checks.state).toBe('current'));
    const [first] = found(checks.outcomes, 'ratings-crossed').findings;
    expect(first && (await checks.repair(first))).toBe(true);
    expect(kept.grid.branches.map(({ ratingBMva }) => ratingBMva)).toEqual([100, 80, null]);
    await workspace.undo();
    expect(kept.grid).toEqual(crossed());
  });

  it('repair all of a kind by one edit that one undo takes back', async () => {
    const { checks, workspace, kept } = await opened(crossed());
    await vi.waitFor(() => expect(checks.state).toBe('current'));
    expect(await checks.repairAll(found(checks.outcomes, 'ratings-crossed'))).toBe(true);
    expect(kept.grid.branches.map(({ ratingBMva }) => ratingBMva)).toEqual([100, 100, null]);
    expect(kept.undo).toHaveLength(1);
    await workspace.undo();
    expect(kept.grid).toEqual(crossed());
  });

  it('repair nothing by findings of an earlier state of the network', async () => {
    const { checks, workspace, kept } = await opened(crossed());
    await vi.waitFor(() => expect(checks.state).toBe('current'));
    const outcome = found(checks.outcomes, 'ratings-crossed');
    const applied = workspace.apply({ kind: 'describe', changes: { baseMva: 50 } });
    expect(checks.state).toBe('outdated');
    expect(await checks.repairAll(outcome)).toBe(false);
    await applied;
    expect(kept.undo).toHaveLength(1);
  });

  it('wait to be asked where the network is large, and say when they are out of date', async () => {
    const { checks, workspace } = await opened(large());
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(checks.state).toBe('unchecked');
    checks.show();
    expect(useNavigation().screen).toBe('network');
    await vi.waitFor(() => expect(checks.state).toBe('current'));
    expect(found(checks.outcomes, 'isolated-buses').findings.length).toBe(liveUpTo + 1 - 3);
    await workspace.apply({ kind: 'describe', changes: { baseMva: 50 } });
    expect(checks.state).toBe('outdated');
  });

  it('forget what they found when the scenario is closed', async () => {
    const { checks, workspace } = await opened(crossed());
    await vi.waitFor(() => expect(checks.state).toBe('current'));
    workspace.close();
    expect(checks.outcomes).toEqual([]);
    expect(checks.state).toBe('unchecked');
  });

  it('hold ratings against a power flow of the network as it stands, and no older one', async () => {
    const scenario = keepsScenario(crossed());
    const run = aRun({ id: 7, kind: 'power-flow', status: 'finished' });
    const flow = {
      from: 2,
      to: 3,
      circuit: '1',
      pFromMw: 96,
      qFromMvar: 72,
      pToMw: -90,
      qToMvar: 0,
    };
    main.reset({
      ...scenario.answers,
      'studies.list': () => [run],
      'studies.result': () => ({ spec: {}, result: { status: 'converged', branches: [flow] } }),
    });
    const checks = useDataChecks();
    await useWorkspace().open(1);
    // 96 MW and 72 Mvar are 120 MVA.
    await vi.waitFor(() =>
      expect(found(checks.outcomes, 'rating-below-flow').findings[0]?.text).toContain('120 MVA'),
    );
    main.answers['studies.list'] = () => [{ ...run, stale: true }];
    main.emit('scenario.changed', { scenarioId: 1 });
    await vi.waitFor(
      () => expect(found(checks.outcomes, 'rating-below-flow').findings).toEqual([]),
      3000,
    );
  });
});
