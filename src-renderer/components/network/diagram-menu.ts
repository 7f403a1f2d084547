import { shallowRef } from 'vue';
import type { ComputedRef, Ref, ShallowRef } from 'vue';

import { elementKey } from '../../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../../src-shared/grid/element-ref.ts';
import type { GridCase, Position } from '../../../src-shared/grid/grid-case.ts';
import { useWorkspace } from '../../stores/workspace.ts';
import { arrangeMenu, elementMenu, groupMenu, menuTitle, paperMenu } from './element-menu.ts';
import type { MenuActions } from './element-menu.ts';
import type { Gestures } from './gestures.ts';
import type { MenuItem } from './menu-item.ts';
import { useNetworkScreen } from './network-screen.ts';
import { useResultDoors } from './result-doors.ts';

interface OpenMenu {
  readonly title: string;
  readonly items: readonly MenuItem[];
  readonly at: Position;
}

interface DiagramMenuOptions {
  readonly grid: ComputedRef<GridCase | null>;
  readonly paper: Readonly<Ref<HTMLElement | null>>;
  readonly gestures: Gestures;
  readonly open: (ref: ElementRef) => void;
  readonly around: (hops: number | null) => void;
  readonly fit: () => void;
  readonly layout: () => unknown;
  /** Where an element is in the window. */
  readonly placeOf: (ref: ElementRef) => Position | null;
  /** The collapsed area that an element is hidden in; null where it is drawn. */
  readonly groupOf: (ref: ElementRef) => number | null;
}

interface DiagramMenu {
  readonly menu: ShallowRef<OpenMenu | null>;
  /** Of an element, or (null) of the paper, at a place in the window. */
  readonly open: (element: ElementRef | null, at: Position) => void;
  /** At the selected element, or in the middle. */
  readonly openByKey: () => void;
  readonly openArrange: (at: Position) => void;
  readonly openList: (title: string, items: readonly MenuItem[], at: Position) => void;
}

/** The menus of the diagram: by right click, by key, and of the bar's Arrange button. */
export function useDiagramMenu({
  grid,
  paper,
  gestures,
  ...options
}: DiagramMenuOptions): DiagramMenu {
  const workspace = useWorkspace();
  const screen = useNetworkScreen();
  const menu = shallowRef<OpenMenu | null>(null);
  const actions: MenuActions = {
    ...gestures,
    ...useResultDoors(),
    open: options.open,
    showAround: options.around,
    collapse: screen.collapse,
    copyToClipboard: () => {
      const text = gestures.copy();
      // Where the clipboard is closed to us, the menu's own Paste still has the copy.
      if (text !== null) navigator.clipboard.writeText(text).catch(() => undefined);
    },
  };

  /** An element outside the selection is selected first: the menu acts on what is selected. */
  function open(element: ElementRef | null, at: Position): void {
    if (!grid.value || screen.tool !== 'select') return;
    if (!element) {
      menu.value = { title: 'Diagram', items: paperMenu(actions, options), at };
      return;
    }
    const area = options.groupOf(element);
    if (area !== null) {
      const showTable = (): void => void (screen.table = 'area');
      const items = groupMenu(area, screen.collapsedAreas, actions, showTable);
      menu.value = { title: `Area ${area}`, items, at };
      return;
    }
    const key = elementKey(element);
    if (!workspace.selection.some((one) => elementKey(one) === key)) workspace.select([element]);
    const items = elementMenu(grid.value, workspace.selection, screen.hops, actions);
    menu.value = { title: menuTitle(workspace.selection), items, at };
  }

  function openByKey(): void {
    const [first] = workspace.selection;
    const box = paper.value?.getBoundingClientRect();
    const middle = box ? { x: box.left + box.width / 2, y: box.top + box.height / 2 } : null;
    const at = (first && options.placeOf(first)) ?? middle;
    if (at) open(first ?? null, at);
  }

  function openArrange(at: Position): void {
    const items = arrangeMenu(workspace.selection, gestures.arrange);
    menu.value = { title: 'Arrange the selected buses', items, at };
  }

  function openList(title: string, items: readonly MenuItem[], at: Position): void {
    menu.value = { title, items, at };
  }

  return { menu, open, openByKey, openArrange, openList };
}
