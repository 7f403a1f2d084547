import { computed, shallowRef, watch } from 'vue';
import type { ComputedRef } from 'vue';

import type { OutageResult } from '../../src-shared/studies/contingency-screening.ts';
import type { RankedBy } from '../../src-shared/studies/outage-verdict.ts';
import { useBaseComparison } from '../stores/base-comparison.ts';
import { comparedOutages } from './compared.ts';
import { rankOutages } from './ranking.ts';
import type { RankedOutage } from './ranking.ts';

/** The ranking as the switch in the top bar wants it. */
export function useComparedRanking(
  outages: () => readonly OutageResult[],
  by: () => RankedBy,
): ComputedRef<readonly RankedOutage[]> {
  const comparison = useBaseComparison();
  const base = shallowRef<readonly OutageResult[]>([]);
  const present = computed(() => rankOutages(outages(), by()));
  watch(
    () => comparison.newestRun('contingency-screening')?.id,
    async (runId) => {
      base.value = [];
      const result = await comparison.newestResult('contingency-screening');
      if (result && runId === comparison.newestRun('contingency-screening')?.id) {
        base.value = result.outages;
      }
    },
    { immediate: true },
  );
  return computed(() =>
    comparedOutages(comparison.shownView, present.value, rankOutages(base.value, by())),
  );
}
