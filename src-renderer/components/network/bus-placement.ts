import { computed, toRef, watch } from 'vue';
import type { ComputedRef, Ref } from 'vue';

import { applyEdit } from '../../../src-shared/grid/edits.ts';
import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import type { Placement } from '../../../src-shared/grid/edits.ts';
import { hasUnplacedBuses, placeBuses } from '../../network/diagram-layout.ts';
import type { LayoutNetwork } from '../../network/diagram-layout.ts';
import { placeBusesOffThread } from '../../network/layout-off-thread.ts';
import { selectedBuses } from '../../network/topology.ts';
import { useWorkspace } from '../../stores/workspace.ts';
import { useNetworkScreen } from './network-screen.ts';

/** Scenarios whose buses were placed in this session: undoing that does not place them again. */
const placedOnce = new Set<number>();

/** Which buses are placed anew; the others stay where they are. */
export type Misplaced = 'all' | 'selected' | 'others';

interface PlacedGrid {
  /** The open network once every bus has a place; null where none is open. */
  readonly grid: ComputedRef<GridCase | null>;
  readonly placing: Ref<boolean>;
  readonly layoutAnew: (which: Misplaced) => Promise<void>;
}

/**
 * Buses without a place get one when the network is first seen. That is kept and printed, but is
 * nobody's doing, so there is no step to undo; placing all buses anew is one.
 */
export function usePlacedGrid(): PlacedGrid {
  const workspace = useWorkspace();
  const placing = toRef(useNetworkScreen(), 'placing');

  const grid = computed(() => {
    const network = workspace.grid;
    if (!network || placing.value || !hasUnplacedBuses(network)) return network;
    // A few that came in later, by an edit or an undo.
    return applyEdit(network, { kind: 'place', positions: placeBuses(network) }).grid;
  });

  /** The picture comes back only when the places are in it: `take` acts at once. */
  async function place(
    network: LayoutNetwork,
    take: (positions: readonly Placement[]) => unknown,
  ): Promise<void> {
    const id = workspace.scenario?.id;
    placing.value = true;
    const positions = await placeBusesOffThread(network);
    if (id !== undefined && workspace.scenario?.id !== id) placedOnce.delete(id);
    else take(positions);
    placing.value = false;
  }

  watch(
    () => workspace.scenario?.id,
    (id) => {
      const network = workspace.grid;
      if (id === undefined || !network || placedOnce.has(id) || !hasUnplacedBuses(network)) return;
      placedOnce.add(id);
      void place(network, (positions) => workspace.settle({ kind: 'place', positions }));
    },
    { immediate: true },
  );

  async function layoutAnew(which: Misplaced): Promise<void> {
    const network = workspace.grid;
    if (!network || network.buses.length === 0) return;
    const selected = new Set(selectedBuses(workspace.selection));
    const stays = (bus: number): boolean =>
      which !== 'all' && selected.has(bus) === (which === 'others');
    const bare = {
      buses: network.buses.map(({ number, position }) => ({
        number,
        position: stays(number) ? position : null,
      })),
      branches: network.branches,
    };
    const label = `Place ${which === 'all' ? 'all' : `the ${which === 'others' ? 'other' : 'selected'}`} buses anew`;
    await place(bare, (positions) =>
      workspace.apply({ kind: 'batch', label, edits: [{ kind: 'place', positions }] }),
    );
  }

  return { grid, placing, layoutAnew };
}
