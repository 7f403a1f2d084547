import { shallowRef, watch } from 'vue';
import type { ShallowRef } from 'vue';

import type { PowerFlowBranch, PowerFlowBus } from '../../src-shared/studies/power-flow.ts';
import { useBaseComparison } from '../stores/base-comparison.ts';
import type { ComparedView } from '../stores/base-comparison.ts';
import { comparedValue } from './compared.ts';
import type { NewestPowerFlow } from './newest-power-flow.ts';
import { powerFlowByElement } from './power-flow-by-element.ts';

/** The newest power flow of the base, by element; null while there is no base, or it has none. */
export function useBasePowerFlow(): ShallowRef<NewestPowerFlow | null> {
  const comparison = useBaseComparison();
  const found = shallowRef<NewestPowerFlow | null>(null);
  watch(
    () => comparison.newestRun('power-flow'),
    async (run) => {
      found.value = null;
      const result = run && (await comparison.newestResult('power-flow'));
      const tables = result && powerFlowByElement(result);
      if (!tables || run.id !== comparison.newestRun('power-flow')?.id) return;
      found.value = {
        ...tables,
        ...{ runId: run.id, solvedAt: run.finishedAt ?? run.createdAt, stale: run.stale },
        converged: result.status === 'converged',
      };
    },
    { immediate: true },
  );
  return found;
}

const busFields = ['vm', 'vaDegrees', 'pMw', 'qMvar'] as const;
const flowFields = ['pFromMw', 'qFromMvar', 'pToMw', 'qToMvar'] as const;

/** A power flow as the view wants it: where a side has no solution, a difference has none. */
export function comparedPowerFlow(
  view: ComparedView,
  present: NewestPowerFlow | null,
  base: NewestPowerFlow | null,
): NewestPowerFlow | null {
  if (view === 'present') return present;
  if (view === 'base') return base;
  if (!present || !base) return null;
  const difference = (after: number, before: number): number =>
    comparedValue(view, after, before) ?? NaN;
  return {
    ...present,
    bus(number): PowerFlowBus | null {
      const [after, before] = [present.bus(number), base.bus(number)];
      if (!after || !before) return null;
      const values = busFields.map((field) => [field, difference(after[field], before[field])]);
      return { ...after, ...(Object.fromEntries(values) as Partial<PowerFlowBus>) };
    },
    branch(key): PowerFlowBranch | null {
      const [after, before] = [present.branch(key), base.branch(key)];
      if (!after || !before) return null;
      const values = flowFields.map((field) => [field, difference(after[field], before[field])]);
      const loading = comparedValue('difference', after.loading, before.loading);
      return {
        ...{ ...after, ...(Object.fromEntries(values) as Partial<PowerFlowBranch>) },
        loading: loading === null ? null : Math.abs(loading),
      };
    },
  };
}
