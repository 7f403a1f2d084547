import type { Core, EventObject, EventObjectNode, NodeSingular, Singular } from 'cytoscape';

import { elementKey } from '../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../src-shared/grid/element-ref.ts';
import type { Placement } from '../../src-shared/grid/edits.ts';
import type { Position } from '../../src-shared/grid/grid-case.ts';
import type { DiagramCore } from './diagram-core.ts';

/** What the pointer does on the diagram. */
export type Tool = 'select' | 'bus' | 'line' | 'transformer' | 'generator' | 'load' | 'shunt';

export const joinsBuses = (tool: Tool): boolean => tool === 'line' || tool === 'transformer';

/** What the pointer asked for; positions are in the diagram's own pixels. */
export interface PointerEvents {
  readonly select: (refs: readonly ElementRef[]) => void;
  readonly open: (ref: ElementRef) => void;
  /** While buses are being moved. */
  readonly drag: (places: readonly Placement[]) => void;
  readonly move: (places: readonly Placement[]) => void;
  /** A click of a drawing tool, on a bus or (null) on empty paper. */
  readonly press: (bus: number | null, at: Position) => void;
  readonly join: (from: number, to: number) => void;
  readonly hover: (ref: ElementRef | null, at: Position) => void;
  /** The branch that is being drawn: on the screen, from the container's corner. */
  readonly rubber: (line: { from: Position; to: Position } | null) => void;
  readonly viewport: () => void;
  /** A button or finger went down, or up again. */
  readonly pressed: (isDown: boolean) => void;
  readonly touched: () => void;
  /** The menu of an element, or (null) of the paper, is asked for at a place in the window. */
  readonly menu: (ref: ElementRef | null, at: Position) => void;
}

/** Binds the pointer; returns what switches the tool. */
export function bindPointer(
  core: DiagramCore,
  container: HTMLElement,
  events: PointerEvents,
): (tool: Tool) => void {
  let tool: Tool = 'select';
  bindSelection(core, () => tool, events);
  bindMoves(core, events);
  bindHover(core, events);
  bindMiddleButtonPan(core.cy, container);
  core.cy.on('cxttap', ({ target, originalEvent: { clientX: x, clientY: y } }: EventObject) => {
    const ref = target === core.cy ? null : core.refOf((target as Singular).id());
    events.menu(ref, { x, y });
  });
  const stopJoining = bindDrawing(core, () => tool, events);
  core.cy.on('viewport', () => events.viewport());
  core.cy.on('tapstart cxttapstart', () => events.touched());
  core.cy.on('tapstart', () => events.pressed(true));
  core.cy.on('tapend', () => events.pressed(false));
  return (next) => {
    tool = next;
    const selecting = tool === 'select';
    stopJoining();
    core.cy.autoungrabify(!selecting);
    core.cy.autounselectify(!selecting);
    core.cy.boxSelectionEnabled(selecting);
  };
}

/** One report for all that one click, key or box changed. */
function bindSelection(core: DiagramCore, toolNow: () => Tool, events: PointerEvents): void {
  const { cy } = core;
  let reporting = false;
  cy.on('select unselect', () => {
    if (reporting || core.marking) return;
    reporting = true;
    queueMicrotask(() => {
      reporting = false;
      if (cy.destroyed()) return;
      const refs = cy.$(':selected').map((element) => core.refOf(element.id()));
      events.select(refs.filter((ref) => ref !== null));
    });
  });
  // The circles of a transformer stand for its branch.
  cy.on('tap', 'node.symbol', ({ target, originalEvent }: EventObjectNode) => {
    const ref = core.refOf(target.id());
    if (!ref || cy.autounselectify()) return;
    const branch = cy.getElementById(elementKey(ref));
    const adds = originalEvent.ctrlKey || originalEvent.shiftKey || originalEvent.metaKey;
    if (!adds) cy.$(':selected').difference(branch).unselect();
    if (adds && branch.selected()) branch.unselect();
    else branch.select();
  });
  let pressed: readonly unknown[] = [];
  cy.on('tapstart', ({ target }: EventObject) => {
    pressed = [pressed.at(-1), target as unknown];
  });
  cy.on('dbltap', 'node, edge', ({ target }: EventObject) => {
    const ref = core.refOf((target as Singular).id());
    // The library counts two quick clicks anywhere; and with a drawing tool they are two clicks.
    const twice = pressed.every((one) => one === target);
    if (ref && twice && toolNow() === 'select') events.open(ref);
  });
}

function bindMoves(core: DiagramCore, events: PointerEvents): void {
  const { cy } = core;
  const placesOf = (nodes: readonly NodeSingular[]): Placement[] =>
    nodes.flatMap((node) => {
      const ref = core.refOf(node.id());
      return ref?.kind === 'bus' ? [{ bus: ref.number, position: { ...node.position() } }] : [];
    });
  let frame = 0;
  cy.on('drag', 'node.bus', () => {
    if (frame !== 0) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      if (!cy.destroyed()) events.drag(placesOf(cy.nodes('.bus:grabbed').toArray()));
    });
  });
  let dropped: NodeSingular[] = [];
  cy.on('dragfree', 'node.bus', ({ target }: EventObjectNode) => {
    if (dropped.length === 0) {
      queueMicrotask(() => {
        const places = placesOf(dropped);
        dropped = [];
        events.move(places);
      });
    }
    dropped.push(target);
  });
}

function bindHover(core: DiagramCore, events: PointerEvents): void {
  const { cy } = core;
  cy.on('mouseover', 'node, edge', ({ target, renderedPosition }: EventObject) => {
    const element = target as Singular;
    const ref = core.refOf(element.id());
    if (!ref) return;
    core.clearClass('hovered');
    core.addClass([ref], 'hovered');
    if (ref.kind === 'bus') cy.getElementById(element.id()).connectedEdges().addClass('hovered');
    events.hover(ref, renderedPosition);
  });
  cy.on('grab', ({ renderedPosition }: EventObject) => events.hover(null, renderedPosition));
  cy.on('mouseout', 'node, edge', ({ renderedPosition }: EventObject) => {
    core.clearClass('hovered');
    events.hover(null, renderedPosition);
  });
}

/** Drawing a branch: press on a bus, release on another; or click one and then the other. */
function bindDrawing(core: DiagramCore, toolNow: () => Tool, events: PointerEvents): () => void {
  const { cy } = core;
  let start: { bus: number; at: Position } | null = null;
  /** The start was set by this very press, so its release on the same bus does not end it. */
  let fresh = false;

  const busAt = (target: unknown): { bus: number; node: NodeSingular } | null => {
    if (target === cy) return null;
    const node = target as NodeSingular;
    const ref = core.refOf(node.id());
    return ref?.kind === 'bus' ? { bus: ref.number, node } : null;
  };
  const stop = (): void => {
    start = null;
    core.clearClass('start');
    events.rubber(null);
    cy.userPanningEnabled(true);
  };

  cy.on('tapstart', ({ target }: EventObject) => {
    if (!joinsBuses(toolNow())) return;
    const found = busAt(target);
    if (!found) return;
    cy.userPanningEnabled(false);
    fresh = start === null;
    if (!fresh) return;
    start = { bus: found.bus, at: found.node.renderedPosition() };
    core.addClass([{ kind: 'bus', number: found.bus }], 'start');
  });
  cy.on('mousemove', ({ renderedPosition }: EventObject) => {
    if (start) events.rubber({ from: start.at, to: renderedPosition });
  });
  cy.on('tapend', ({ target }: EventObject) => {
    cy.userPanningEnabled(true);
    if (!start) return;
    const found = busAt(target);
    if (!found) {
      stop();
      return;
    }
    if (found.bus === start.bus && fresh) return;
    const from = start.bus;
    stop();
    events.join(from, found.bus);
  });
  cy.on('tap', ({ target, position }: EventObject) => {
    const tool = toolNow();
    if (tool === 'select' || joinsBuses(tool)) return;
    events.press(busAt(target)?.bus ?? null, position);
  });
  return stop;
}

function bindMiddleButtonPan(cy: Core, container: HTMLElement): void {
  container.addEventListener(
    'pointerdown',
    (press) => {
      if (press.button !== 1) return;
      press.preventDefault();
      press.stopPropagation();
      container.setPointerCapture(press.pointerId);
      let { clientX, clientY } = press;
      const follow = (move: PointerEvent): void => {
        cy.panBy({ x: move.clientX - clientX, y: move.clientY - clientY });
        ({ clientX, clientY } = move);
      };
      const end = (): void => {
        container.removeEventListener('pointermove', follow);
        container.removeEventListener('pointerup', end);
        container.removeEventListener('pointercancel', end);
      };
      container.addEventListener('pointermove', follow);
      container.addEventListener('pointerup', end);
      container.addEventListener('pointercancel', end);
    },
    { capture: true },
  );
}
