import { elementKey } from '../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../src-shared/grid/element-ref.ts';
import type { Position } from '../../src-shared/grid/grid-case.ts';
import type { DiagramCore } from './diagram-core.ts';

/*
 * Where things are on the screen, and the other way round. Places are pixels from the corner of the
 * paper, or in the picture's own units where that is said.
 */

/** Pixels beside a bar that still count as on it. */
const near = 8;
/** Pixels that a revealed bus keeps from the rim. */
const rim = 40;

/** The middle of what is seen, in the picture's own units. */
export function middleOf({ cy }: DiagramCore): Position {
  const { x1, x2, y1, y2 } = cy.extent();
  return { x: (x1 + x2) / 2, y: (y1 + y2) / 2 };
}

/** A place of the paper in the picture's own units. */
export function pictured({ cy }: DiagramCore, { x, y }: Position): Position {
  const pan = cy.pan();
  return { x: (x - pan.x) / cy.zoom(), y: (y - pan.y) / cy.zoom() };
}

/** The bus at a place; null where there is none. */
export function busAt(core: DiagramCore, { x, y }: Position): number | null {
  const hit = core.busNodes().find(({ node }) => {
    const { x1, x2, y1, y2 } = node.renderedBoundingBox({ includeLabels: false });
    return x > x1 - near && x < x2 + near && y > y1 - near && y < y2 + near;
  });
  return hit?.number ?? null;
}

/** Null where the bus is not drawn. */
export function placeOfBus(core: DiagramCore, number: number): Position | null {
  const node = core.busNodes().find((bus) => bus.number === number)?.node;
  return node ? { ...node.renderedPosition() } : null;
}

/** The middle of an element; null where it is not drawn. */
export function placeOfElement({ cy }: DiagramCore, element: ElementRef): Position | null {
  const drawn = cy.getElementById(elementKey(element));
  if (drawn.empty()) return null;
  const [place] = drawn.nodes().map((node) => node.renderedPosition());
  if (place) return { ...place };
  const { x1, x2, y1, y2 } = drawn.renderedBoundingBox({ includeLabels: false });
  return { x: (x1 + x2) / 2, y: (y1 + y2) / 2 };
}

/** Brings a place of the picture, in its own units, to the middle. */
export function panTo({ cy }: DiagramCore, { x, y }: Position): void {
  cy.pan({ x: cy.width() / 2 - cy.zoom() * x, y: cy.height() / 2 - cy.zoom() * y });
}

/** Moves the picture just so far that a bus is in sight; false where the bus is not drawn. */
export function reveal(core: DiagramCore, number: number): boolean {
  const place = placeOfBus(core, number);
  if (!place) return false;
  const inside = (at: number, end: number): number =>
    at < rim ? rim - at : Math.min(0, end - rim - at);
  const { cy } = core;
  cy.panBy({ x: inside(place.x, cy.width()), y: inside(place.y, cy.height()) });
  return true;
}
