import { computed, shallowRef, watch } from 'vue';
import type { ComputedRef } from 'vue';

import type { PowerFlowResult } from '../../src-shared/studies/power-flow.ts';
import { useBaseComparison } from '../stores/base-comparison.ts';
import { comparedRows } from './compared.ts';
import { powerFlowRows } from './power-flow-rows.ts';
import type { NamedRow, PowerFlowRow, PowerFlowTable } from './power-flow-rows.ts';

/** The numbers that a power flow finds; the others name an element. */
export const solvedFields: readonly string[] = [
  ...['vm', 'vaDegrees', 'pMw', 'qMvar'],
  ...['pFromMw', 'qFromMvar', 'pToMw', 'qToMvar', 'lossMw', 'loadingPercent'],
];

/** What the solver leaves of a power that is zero is nothing to take percents of. */
const withoutResidue = (row: PowerFlowRow): PowerFlowRow => ({
  ...row,
  ...Object.fromEntries(
    solvedFields.flatMap((field) => {
      const value = row[field];
      return typeof value === 'number' ? [[field, Number(value.toFixed(6))]] : [];
    }),
  ),
});

/** The rows of a table as the switch in the top bar wants them. */
export function useComparedPowerFlowRows(
  table: () => PowerFlowTable,
  present: ComputedRef<readonly NamedRow[]>,
): ComputedRef<readonly NamedRow[]> {
  const comparison = useBaseComparison();
  const base = shallowRef<PowerFlowResult | null>(null);
  watch(
    () => comparison.newestRun('power-flow')?.id,
    async (runId) => {
      base.value = null;
      const result = await comparison.newestResult('power-flow');
      if (runId === comparison.newestRun('power-flow')?.id) base.value = result;
    },
    { immediate: true },
  );
  return computed(() => {
    const view = comparison.shownView;
    if (view === 'present') return present.value;
    const grid = comparison.base?.grid;
    const before = base.value && grid ? powerFlowRows(table(), base.value, grid) : [];
    if (view === 'base') return before;
    const rows = (named: readonly NamedRow[]) => named.map(({ row }) => withoutResidue(row));
    const compared = comparedRows(view, rows(present.value), rows(before), solvedFields);
    return present.value.map((named, k) => ({ ...named, row: compared[k] ?? named.row }));
  });
}
