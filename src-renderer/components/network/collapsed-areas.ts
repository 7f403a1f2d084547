import { computed } from 'vue';
import type { ComputedRef } from 'vue';

import type { ElementRef } from '../../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import { areaOfGroup, groupAreas } from '../../network/area-groups.ts';
import type { GroupedGrid } from '../../network/area-groups.ts';
import { useNetworkScreen } from './network-screen.ts';

export interface CollapsedAreas {
  readonly groups: ComputedRef<GroupedGrid | null>;
  /** The network as it is drawn. */
  readonly drawn: ComputedRef<GridCase | null>;
  readonly drawnOf: (ref: ElementRef) => ElementRef;
  readonly meantBy: (drawn: readonly ElementRef[]) => readonly ElementRef[];
  /** The collapsed area that an element is hidden in; null where it is drawn. */
  readonly groupOf: (ref: ElementRef) => number | null;
}

/** The network with the areas that the user has collapsed as one node each. */
export function useCollapsedAreas(grid: ComputedRef<GridCase | null>): CollapsedAreas {
  const screen = useNetworkScreen();
  const groups = computed(() =>
    grid.value && screen.collapsedAreas.size > 0
      ? groupAreas(grid.value, screen.collapsedAreas)
      : null,
  );
  const drawnOf = (ref: ElementRef): ElementRef => groups.value?.drawnOf(ref) ?? ref;
  return {
    groups,
    drawn: computed(() => groups.value?.grid ?? grid.value),
    drawnOf,
    meantBy: (drawn) => drawn.flatMap((ref) => groups.value?.meantBy(ref) ?? [ref]),
    groupOf: (ref) => {
      const drawn = drawnOf(ref);
      return drawn.kind === 'bus' ? areaOfGroup(drawn.number) : null;
    },
  };
}
