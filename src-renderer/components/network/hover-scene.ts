import { computed, shallowRef } from 'vue';
import type { ComputedRef, ShallowRef } from 'vue';

import type { ElementRef } from '../../../src-shared/grid/element-ref.ts';
import type { GridCase, Position } from '../../../src-shared/grid/grid-case.ts';
import { counted } from '../../composables/format.ts';
import type { useCollapsedAreas } from './collapsed-areas.ts';
import { hoverText } from './hover-text.ts';
import type { HoverText } from './hover-text.ts';
import { useNetworkScreen } from './network-screen.ts';

interface Hovered {
  readonly ref: ElementRef;
  readonly at: Position;
}

interface Card {
  readonly text: HoverText;
  readonly at: Position;
  readonly frame: { readonly width: number; readonly height: number };
}

interface HoverScene {
  /** What the pointer is over: as it is drawn. */
  readonly hovered: ShallowRef<Hovered | null>;
  readonly card: ComputedRef<Card | null>;
}

/** What is said of the element, or the collapsed area, that the pointer is over. */
export function useHoverScene(
  grid: ComputedRef<GridCase | null>,
  paper: Readonly<ShallowRef<HTMLElement | null>>,
  { drawn, meantBy, groupOf }: ReturnType<typeof useCollapsedAreas>,
): HoverScene {
  const screen = useNetworkScreen();
  const hovered = shallowRef<Hovered | null>(null);

  const card = computed((): Card | null => {
    const over = hovered.value;
    const text = over && grid.value ? textOf(grid.value, over.ref) : null;
    const { clientWidth: width = 0, clientHeight: height = 0 } = paper.value ?? {};
    return over && text ? { text, at: over.at, frame: { width, height } } : null;
  });

  function textOf(shown: GridCase, over: ElementRef): HoverText | null {
    const area = groupOf(over);
    const [meant] = meantBy([over]);
    if (area === null) return meant ? hoverText(shown, meant, screen.states) : null;
    const group = drawn.value?.buses.find(
      ({ number }) => over.kind === 'bus' && number === over.number,
    );
    const buses = counted(meantBy([over]).length, 'bus', 'buses');
    return {
      title: `Area ${area}, collapsed`,
      lines: [group?.name ?? '', `${buses}; Enter expands it`],
    };
  }

  return { hovered, card };
}
