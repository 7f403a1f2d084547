import { computed, shallowRef, watch } from 'vue';
import type { ComputedRef } from 'vue';

import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import { busesOf, neighbourhood, topologyOf } from '../../network/topology.ts';
import { useWorkspace } from '../../stores/workspace.ts';
import { useNetworkScreen } from './network-screen.ts';

interface ShownBuses {
  /** The buses to draw; null for all. */
  readonly shown: ComputedRef<ReadonlySet<number> | null>;
  /** Draws what is around the selection anew, although it lies within what is drawn. */
  readonly around: (hops: number | null) => void;
}

/** The neighbourhood that is drawn: it stays while what is selected lies inside it. */
export function useShownBuses(grid: ComputedRef<GridCase | null>): ShownBuses {
  const workspace = useWorkspace();
  const screen = useNetworkScreen();
  const centres = shallowRef<readonly number[]>([]);

  const shown = computed(() => {
    if (!grid.value || screen.hops === null || centres.value.length === 0) return null;
    return neighbourhood(topologyOf(grid.value), centres.value, screen.hops);
  });
  const selected = (): number[] => [...new Set(workspace.selection.flatMap(busesOf))];

  function around(hops: number | null): void {
    if (hops !== null && selected().length > 0) centres.value = selected();
    screen.hops = hops;
  }

  watch(
    [() => screen.hops, () => workspace.selection, grid],
    ([hops]) => {
      if (hops === null) {
        centres.value = [];
        return;
      }
      const buses = selected();
      const inside = shown.value !== null && buses.every((bus) => shown.value?.has(bus) === true);
      if (buses.length > 0 && !inside) centres.value = buses;
      if (centres.value.length > 0) return;
      const [first] = grid.value?.buses ?? [];
      if (first) centres.value = [first.number];
    },
    { immediate: true },
  );
  watch(
    () => screen.hops,
    (hops) => around(hops),
  );

  return { shown, around };
}
