import { computed, shallowRef, watch } from 'vue';
import type { ComputedRef } from 'vue';

import { useBaseComparison } from '../stores/base-comparison.ts';
import { comparedOutages } from './compared.ts';
import { rankOutages } from './ranking.ts';
import type { RankedOutage } from './ranking.ts';

/** The ranking as the switch in the top bar wants it. */
export function useComparedRanking(
  present: ComputedRef<readonly RankedOutage[]>,
): ComputedRef<readonly RankedOutage[]> {
  const comparison = useBaseComparison();
  const base = shallowRef<readonly RankedOutage[]>([]);
  watch(
    () => comparison.newestRun('contingency-screening')?.id,
    async (runId) => {
      base.value = [];
      const result = await comparison.newestResult('contingency-screening');
      if (result && runId === comparison.newestRun('contingency-screening')?.id) {
        base.value = rankOutages(result.outages);
      }
    },
    { immediate: true },
  );
  return computed(() => comparedOutages(comparison.shownView, present.value, base.value));
}
