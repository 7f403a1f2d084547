import type { Position } from '../../src-shared/grid/grid-case.ts';
import type { DiagramElement } from './diagram-elements.ts';

/**
 * The corners of a branch as it is drawn: ends at their offsets from the buses, bends on the way.
 * None where one of its buses is not drawn.
 */
export function cornersOf(
  { data }: DiagramElement,
  placeOf: (id: string) => Position | null | undefined,
): Position[] {
  const from = placeOf(String(data['source']));
  const to = placeOf(String(data['target']));
  if (!from || !to) return [];
  const start = shifted(from, data['sourceEndpoint']);
  const end = shifted(to, data['targetEndpoint']);
  const weights = numbersIn(data['weights']);
  const distances = numbersIn(data['distances']);
  const way = { x: end.x - start.x, y: end.y - start.y };
  const length = Math.hypot(way.x, way.y) || 1;
  const bends = weights.map((weight, k) => {
    const aside = (distances[k] ?? 0) / length;
    return {
      x: start.x + weight * way.x - aside * way.y,
      y: start.y + weight * way.y + aside * way.x,
    };
  });
  return [start, ...bends, end];
}

const numbersIn = (text: string | number | undefined): number[] =>
  text === undefined || text === '' ? [] : String(text).split(' ').map(Number);

function shifted({ x, y }: Position, offset: string | number | undefined): Position {
  const [dx = 0, dy = 0] = numbersIn(offset);
  return { x: x + dx, y: y + dy };
}
