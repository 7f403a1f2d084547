import { computed } from 'vue';
import type { ComputedRef, Ref } from 'vue';

import { comparedRows } from '../../composables/compared.ts';
import { lineStates } from '../../network/line-states.ts';
import { useBaseComparison } from '../../stores/base-comparison.ts';
import type { ElementColumn } from './element-columns.ts';
import { useNetworkScreen } from './network-screen.ts';
import type { ElementTableId } from './table-kinds.ts';
import { elementRows } from './table-rows.ts';
import type { ElementRow } from './table-rows.ts';

/** Why cells that show another scenario, or a difference, take no value. */
export const comparedRefusal =
  'This is not the present alone: go back to the present, then edit the value.';

/** The rows and columns of a table, as the switch in the top bar wants them. */
export function useComparedTable(
  table: Ref<ElementTableId>,
  rows: ComputedRef<readonly ElementRow[]>,
  columns: ComputedRef<readonly ElementColumn[]>,
): {
  readonly rows: ComputedRef<readonly ElementRow[]>;
  readonly columns: ComputedRef<readonly ElementColumn[]>;
} {
  const comparison = useBaseComparison();
  const screen = useNetworkScreen();

  const baseRows = computed(() => {
    const { base } = comparison;
    if (!base) return [];
    return elementRows(base.grid, table.value, lineStates(base.margin), screen.basePowerFlow);
  });
  const compared = computed(() =>
    columns.value.filter((column) => isCompared(column)).map(({ name }) => name),
  );

  return {
    rows: computed(() =>
      comparedRows(comparison.shownView, rows.value, baseRows.value, compared.value),
    ),
    columns: computed(() => {
      const view = comparison.shownView;
      if (view === 'present' || view === 'base') return columns.value;
      return columns.value.map((column) => {
        if (!isCompared(column)) return column;
        const sign = view === 'change' ? 'Δ% ' : 'Δ ';
        const digits = view === 'change' ? 1 : Math.min(column.digits, 4);
        const never = (): boolean => false;
        const title = `${sign}${column.title}`;
        return { ...column, field: null, title, digits, bySize: true, over: never };
      });
    }),
  };
}

/** Numbers that say how much; one that names an element or an area has no difference. */
const isCompared = ({ isNumber, source, name }: ElementColumn): boolean =>
  isNumber && source !== 'name' && name !== 'area' && name !== 'zone';
