import type { DiagramCore } from './diagram-core.ts';
import type { PositionOf, Topology } from './topology.ts';

/** Networks above this size are drawn in full only where one looks closely. */
const drawnInFull = 600;
/** Full drawing starts where no more than so many buses are in sight. */
const inSight = 350;

/** The buses that are drawn in full at first; null for all of them. */
export const firstDetail = (topology: Topology): ReadonlySet<number> | null =>
  topology.size <= drawnInFull ? null : new Set();

/** The buses that are drawn in full at the present sight; null for all of them. */
export function detailInSight(
  { cy }: DiagramCore,
  topology: Topology,
  positionOf: PositionOf,
): ReadonlySet<number> | null {
  if (topology.size <= drawnInFull) return null;
  const { x1, x2, y1, y2 } = cy.extent();
  const found = [...topology.keys()].filter((number) => {
    const { x, y } = positionOf(number);
    return x > x1 && x < x2 && y > y1 && y < y2;
  });
  return new Set(found.length <= inSight ? found : []);
}

/** Whether two choices are the same. */
export const isSameDetail = (
  a: ReadonlySet<number> | null,
  b: ReadonlySet<number> | null,
): boolean => a?.size === b?.size && [...(a ?? [])].every((number) => b?.has(number) === true);
