import { computed, shallowRef, watch } from 'vue';
import type { ComputedRef } from 'vue';

import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import type { Viewport } from '../../network/diagram-core.ts';
import { busesInSight, busesOf, neighbourhood, topologyOf } from '../../network/topology.ts';
import { useWorkspace } from '../../stores/workspace.ts';
import { useNetworkScreen } from './network-screen.ts';

interface ShownBuses {
  /** The buses to draw; null for all. */
  readonly shown: ComputedRef<ReadonlySet<number> | null>;
  /** Draws what is around the selection anew, although it lies within what is drawn. */
  readonly around: (hops: number | null) => void;
  /** The network is shown whole on its own canvas. */
  readonly overview: ComputedRef<boolean>;
  /** What is drawn follows what is in sight. */
  readonly follows: ComputedRef<boolean>;
  /** The picture has come to rest: near enough, it is drawn in full and can be edited. */
  readonly look: (viewport: Viewport, size: { width: number; height: number }) => void;
  /** Back to the whole of a large network. */
  readonly showAll: () => void;
}

/** Larger networks are shown whole on a canvas of their own, and drawn in full where one looks. */
const largestDiagram = 1000;
/** Buses in sight at which the drawing starts, and at which it ends again. */
const startsAt = 160;
const endsAt = 320;
/** Drawn beyond the edges of the picture, in its own size, so that panning finds buses there. */
const rim = 0.5;

/**
 * Which buses are drawn. A neighbourhood, where one is chosen: it stays while what is selected lies
 * inside it. Else all; of a large network, those in sight once they are few enough.
 */
export function useShownBuses(
  grid: ComputedRef<GridCase | null>,
  drawnBus: (bus: number) => number,
): ShownBuses {
  const workspace = useWorkspace();
  const screen = useNetworkScreen();
  const centres = shallowRef<readonly number[]>([]);

  const inSight = shallowRef<ReadonlySet<number> | null>(null);
  const large = computed(() => (grid.value?.buses.length ?? 0) > largestDiagram);
  const nearby = computed(() => {
    if (!grid.value || screen.hops === null || centres.value.length === 0) return null;
    return neighbourhood(topologyOf(grid.value), centres.value, screen.hops);
  });
  const follows = computed(() => large.value && nearby.value === null && inSight.value !== null);
  const shown = computed(() => nearby.value ?? (large.value ? inSight.value : null));
  const overview = computed(() => large.value && shown.value === null);

  let rest: { viewport: Viewport; size: { width: number; height: number } } | null = null;

  function look(viewport: Viewport, size: { width: number; height: number }): void {
    if (!grid.value || !large.value || nearby.value !== null) return;
    rest = { viewport, size };
    const sight = { ...viewport, ...size };
    const most = inSight.value ? endsAt : startsAt;
    const few = busesInSight(grid.value, sight, 0).length <= most;
    const wanted = few ? new Set(busesInSight(grid.value, sight, rim)) : null;
    if (wanted?.size === 0) return;
    if (wanted && inSight.value && sameSet(wanted, inSight.value)) return;
    inSight.value = wanted;
  }
  // A bus that was drawn just now is in sight as well.
  watch(
    () => workspace.grid?.buses.length,
    () => {
      if (follows.value && rest) look(rest.viewport, rest.size);
    },
  );

  const selected = (): number[] => [...new Set(workspace.selection.flatMap(busesOf).map(drawnBus))];

  function around(hops: number | null): void {
    if (hops !== null && selected().length > 0) centres.value = selected();
    inSight.value = null;
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
      const inside = nearby.value !== null && buses.every((bus) => nearby.value?.has(bus) === true);
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

  return { shown, around, overview, follows, look, showAll: () => (inSight.value = null) };
}

const sameSet = (a: ReadonlySet<number>, b: ReadonlySet<number>): boolean =>
  a.size === b.size && [...a].every((number) => b.has(number));
