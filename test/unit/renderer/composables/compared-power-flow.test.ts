import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { computed, effectScope } from 'vue';

import { useComparedPowerFlowRows } from '../../../../src-renderer/composables/compared-power-flow.ts';
import { powerFlowRows } from '../../../../src-renderer/composables/power-flow-rows.ts';
import { useBaseComparison } from '../../../../src-renderer/stores/base-comparison.ts';
import { useWorkspace } from '../../../../src-renderer/stores/workspace.ts';
import type { PowerFlowResult } from '../../../../src-shared/studies/power-flow.ts';
import { aRun, keepsScenario, main, settled } from '../../../fixtures/a-main-process.ts';
import { triangle } from '../../../fixtures/small-grid.ts';

vi.mock('../../../../src-renderer/api/api.ts', () => import('../../../fixtures/a-main-process.ts'));

const solution = (vaDegrees: number): PowerFlowResult =>
  ({
    buses: [{ bus: 1, vm: 1, vaDegrees, pMw: 1e-10 * vaDegrees, qMvar: 0, type: 'pq', island: 0 }],
    branches: [],
    generators: [],
    worstMismatches: [],
  }) as unknown as PowerFlowResult;

describe('the tables of the power flow', () => {
  beforeEach(() => setActivePinia(createPinia()));

  async function angles(baseRuns: readonly unknown[]): Promise<Record<string, unknown>> {
    const known = keepsScenario().answers;
    main.reset({
      ...known,
      'studies.list': () => baseRuns,
      'studies.result': () => ({ spec: {}, result: solution(2) }),
    });
    await useWorkspace().open(1);
    const comparison = useBaseComparison();
    const present = computed(() => powerFlowRows('buses', solution(7), triangle()));
    const scope = effectScope();
    const rows = scope.run(() => useComparedPowerFlowRows(() => 'buses', present));
    await comparison.choose(1);
    const seen: Record<string, unknown> = {};
    for (const view of ['present', 'base', 'difference', 'change'] as const) {
      await comparison.show(view);
      await settled();
      seen[view] = rows?.value.map(({ row }) => row['vaDegrees']);
      if (view === 'change') expect(rows?.value[0]?.row['pMw']).toBeNull();
    }
    scope.stop();
    return seen;
  }

  it('are compared with the newest power flow of the base', async () => {
    expect(await angles([aRun({ id: 4, kind: 'power-flow', status: 'finished' })])).toEqual({
      present: [7],
      base: [2],
      difference: [5],
      change: [250],
    });
  });

  it('have nothing to compare where the base has none', async () => {
    expect(await angles([])).toEqual({
      present: [7],
      base: [],
      difference: [null],
      change: [null],
    });
  });
});
