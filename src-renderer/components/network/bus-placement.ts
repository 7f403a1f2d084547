import { computed, ref, watch } from 'vue';
import type { ComputedRef, Ref } from 'vue';

import { applyEdit } from '../../../src-shared/grid/edits.ts';
import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import { hasUnplacedBuses, placeBuses } from '../../network/diagram-layout.ts';
import { useWorkspace } from '../../stores/workspace.ts';

/** Scenarios whose buses were placed in this session: undoing that does not place them again. */
const placedOnce = new Set<number>();

interface PlacedGrid {
  /** The open network with a place for every bus; null where none is open. */
  readonly grid: ComputedRef<GridCase | null>;
  readonly placing: Ref<boolean>;
  readonly layoutAnew: () => Promise<void>;
}

/**
 * Buses without a place get one when the network is first seen, as an edit like any other, so that
 * the picture is kept and printed.
 */
export function usePlacedGrid(): PlacedGrid {
  const workspace = useWorkspace();
  const placing = ref(false);

  const grid = computed(() => {
    const network = workspace.grid;
    if (!network || placing.value || !hasUnplacedBuses(network)) return network;
    return applyEdit(network, { kind: 'place', positions: placeBuses(network) }).grid;
  });

  async function place(network: GridCase, label: string): Promise<void> {
    placing.value = true;
    // The note that this takes a moment is to be seen before it does.
    if (network.buses.length > 500) await nextFrames();
    const positions = placeBuses(network);
    placing.value = false;
    await workspace.apply({ kind: 'batch', label, edits: [{ kind: 'place', positions }] });
  }

  watch(
    () => workspace.scenario?.id,
    (id) => {
      const network = workspace.grid;
      if (id === undefined || !network || placedOnce.has(id) || !hasUnplacedBuses(network)) return;
      placedOnce.add(id);
      void place(network, 'Place the buses on the diagram');
    },
    { immediate: true },
  );

  async function layoutAnew(): Promise<void> {
    const network = workspace.grid;
    if (!network || network.buses.length === 0) return;
    const bare = { ...network, buses: network.buses.map((bus) => ({ ...bus, position: null })) };
    await place(bare, 'Place all buses anew');
  }

  return { grid, placing, layoutAnew };
}

const nextFrames = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
