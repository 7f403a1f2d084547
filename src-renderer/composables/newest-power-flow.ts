import { computed, watch } from 'vue';
import type { ComputedRef } from 'vue';

import { powerFlowByElement } from './power-flow-by-element.ts';
import type { PowerFlowByElement } from './power-flow-by-element.ts';
import { useRunResult } from './run-result.ts';

/** The newest power flow of the open scenario that has a solution somewhere, by element. */
export interface NewestPowerFlow extends PowerFlowByElement {
  readonly runId: number;
  /** ISO 8601. */
  readonly solvedAt: string;
  /** The network has changed since. */
  readonly stale: boolean;
  readonly converged: boolean;
}

/** Null while the scenario has none. An edit makes it stale; it stays until a newer one is there. */
export function useNewestPowerFlow(): ComputedRef<NewestPowerFlow | null> {
  const { run, answer, chosen } = useRunResult('power-flow');
  // An older run that is looked at on its own screen is not what the network shows.
  watch(chosen, () => (chosen.value = null), { flush: 'sync', immediate: true });
  const tables = computed(() => (answer.value ? powerFlowByElement(answer.value.result) : null));
  return computed(() => {
    const [shown, found] = [run.value, answer.value];
    if (!shown || !found || !tables.value || found.runId !== shown.id) return null;
    return {
      runId: found.runId,
      solvedAt: shown.finishedAt ?? shown.createdAt,
      stale: shown.stale,
      converged: found.result.status === 'converged',
      ...tables.value,
    };
  });
}
