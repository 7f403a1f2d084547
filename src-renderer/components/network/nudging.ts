import { onBeforeUnmount } from 'vue';

import type { Placement } from '../../../src-shared/grid/edits.ts';
import { stepOf } from '../../network/bus-in-direction.ts';
import type { Direction } from '../../network/bus-in-direction.ts';
import { rasterPixels } from '../../network/diagram-layout.ts';
import { selectedBuses } from '../../network/topology.ts';
import { useWorkspace } from '../../stores/workspace.ts';

const settlesAfterMilliseconds = 400;

/** Moves the selected buses by arrow keys; several presses in a row are one step to undo. */
export function useNudging(
  preview: (places: readonly Placement[]) => void,
): (direction: Direction) => void {
  const workspace = useWorkspace();
  let nudged: { x: number; y: number } | null = null;
  let settling: ReturnType<typeof setTimeout> | undefined;

  function nudge(direction: Direction): void {
    const { x, y } = stepOf(direction);
    nudged = { x: (nudged?.x ?? 0) + x * rasterPixels, y: (nudged?.y ?? 0) + y * rasterPixels };
    preview(nudgedPlaces(nudged));
    clearTimeout(settling);
    settling = setTimeout(settle, settlesAfterMilliseconds);
  }

  function nudgedPlaces(by: { readonly x: number; readonly y: number }): Placement[] {
    const chosen = new Set(selectedBuses(workspace.selection));
    return (workspace.grid?.buses ?? []).flatMap(({ number, position }) =>
      chosen.has(number) && position
        ? [{ bus: number, position: { x: position.x + by.x, y: position.y + by.y } }]
        : [],
    );
  }

  function settle(): void {
    clearTimeout(settling);
    if (!nudged) return;
    const positions = nudgedPlaces(nudged);
    nudged = null;
    if (positions.length > 0) void workspace.apply({ kind: 'place', positions });
  }

  onBeforeUnmount(settle);
  return nudge;
}
