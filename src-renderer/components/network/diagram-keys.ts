import { computed } from 'vue';
import type { ComputedRef, Ref } from 'vue';

import { busRef } from '../../../src-shared/grid/element-ref.ts';
import type { Placement } from '../../../src-shared/grid/edits.ts';
import type { GridCase, Position } from '../../../src-shared/grid/grid-case.ts';
import { chordOf } from '../../composables/commands.ts';
import type { Direction } from '../../network/bus-in-direction.ts';
import { joinsBuses } from '../../network/diagram-pointer.ts';
import { busesOf, selectedBuses } from '../../network/topology.ts';
import { useWorkspace } from '../../stores/workspace.ts';
import type { CollapsedAreas } from './collapsed-areas.ts';
import type { DrawingActions } from './drawing.ts';
import { useNetworkScreen } from './network-screen.ts';
import { useNudging } from './nudging.ts';

interface DrawnDiagram {
  readonly busBeside: (from: number, direction: Direction) => number | null;
  readonly reveal: (bus: number) => void;
  /** The middle of what is seen. */
  readonly middle: () => Position;
  readonly preview: (places: readonly Placement[]) => void;
}

interface KeyScene {
  readonly diagram: Readonly<Ref<DrawnDiagram | null>>;
  /** The network as it is drawn. */
  readonly drawn: ComputedRef<GridCase | null>;
  readonly areas: CollapsedAreas;
  readonly drawing: DrawingActions;
  readonly openMenu: () => void;
}

const arrows: Record<string, Direction> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** What the keys do while the diagram has the focus: all that a pointer can do there. */
export function useDiagramKeys({
  diagram,
  drawn,
  areas,
  drawing,
  openMenu,
}: KeyScene): (event: KeyboardEvent) => void {
  const workspace = useWorkspace();
  const screen = useNetworkScreen();
  const nudge = useNudging((places) => diagram.value?.preview(places));

  function onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = arrows[event.key];
    if (direction) {
      if (event.shiftKey) nudge(direction);
      else goTo(direction);
    } else if (event.key === 'Enter') enter();
    else if (event.key === 'ContextMenu' || chordOf(event) === 'Shift+F10') openMenu();
    else return;
    event.preventDefault();
  }

  function goTo(direction: Direction): void {
    const [selected] = workspace.selection.map(areas.drawnOf).flatMap(busesOf);
    const next =
      workspace.selection.length > 0 && selected !== undefined
        ? diagram.value?.busBeside(selected, direction)
        : drawn.value?.buses[0]?.number;
    if (next === undefined || next === null) return;
    workspace.select(areas.meantBy([busRef(next)]));
    diagram.value?.reveal(next);
  }

  /** Does what a click would: with a drawing tool it draws, else it opens the inspector. */
  function enter(): void {
    if (screen.tool !== 'select') draw();
    else if (selectedGroup.value === null) screen.inspectorFocus++;
    else screen.collapse([selectedGroup.value], false);
  }

  function draw(): void {
    const [first, second, ...more] = selectedBuses(workspace.selection);
    if (!joinsBuses(screen.tool)) {
      const at = diagram.value?.middle() ?? { x: 0, y: 0 };
      drawing.press(screen.tool === 'bus' ? null : (first ?? null), at);
    } else if (first !== undefined && second !== undefined && more.length === 0) {
      drawing.join(first, second);
    } else drawing.refuse('Select the two buses to be joined, then press Enter.');
  }

  /** The area that the whole selection is hidden in. */
  const selectedGroup = computed(() => {
    const [area = null, ...others] = new Set(workspace.selection.map(areas.groupOf));
    return others.length === 0 ? area : null;
  });

  return onKey;
}
