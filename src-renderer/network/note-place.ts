import type { EdgeSingular, NodeSingular } from 'cytoscape';

import { besideLine } from '../../src-shared/grid/beside-line.ts';
import type { Box, Stretch } from '../../src-shared/grid/beside-line.ts';
import type { Position } from '../../src-shared/grid/grid-case.ts';
import { sizes } from './bar-geometry.ts';

/** Width of a bold figure, in heights of the text. */
const letterWidth = 0.62;

/**
 * Where the note of a line stands, from the middle of the line: beside it, clear of bars, symbols
 * and their numbers. `text` is the height of the note's letters, `gap` the room around them.
 */
export function notePlace(
  edge: EdgeSingular,
  text: number,
  gap: number,
  symbols: number,
): Position {
  const line = stretchOf(edge);
  const { start, end } = line;
  const label = {
    halfWidth: (String(edge.data('note')).length * letterWidth * text) / 2 + gap,
    halfHeight: 0.6 * text + gap,
  };
  const reach = Math.hypot(end.x - start.x, end.y - start.y) / 2 + 6 * label.halfWidth;
  const middle = { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 };
  const isNear = (node: NodeSingular): boolean => {
    const { x, y } = node.position();
    return Math.abs(x - middle.x) < reach && Math.abs(y - middle.y) < reach;
  };
  const near = edge.cy().nodes().filter(isNear).nodes();
  const others = near.connectedEdges('.branch').difference(edge).edges();
  return besideLine({
    ...line,
    ...{ label, gap },
    obstacles: near.map((node) => boxesOf(node, text, symbols)).flat(),
    lines: others.map(stretchOf),
  });
}

const stretchOf = (edge: EdgeSingular): Stretch => ({
  start: endOf(edge, edge.source(), 'sourceEndpoint'),
  end: endOf(edge, edge.target(), 'targetEndpoint'),
});

/** Where the line joins the bar of its bus: data say it as an offset, '12.00 -3.00'. */
function endOf(edge: EdgeSingular, node: NodeSingular, endpoint: string): Position {
  const { x, y } = node.position();
  const [dx = 0, dy = 0] = String(edge.data(endpoint) ?? '')
    .split(' ')
    .map(Number);
  return { x: x + dx, y: y + dy };
}

/** The bar of a bus with the number beside it, or a symbol. */
function boxesOf(node: NodeSingular, text: number, symbols: number): Box[] {
  const middle = node.position();
  const { width, height, number } = node.data() as Partial<Record<string, number | string>>;
  if (typeof width !== 'number' || typeof height !== 'number') {
    const half = (sizes.satellite * symbols) / 2;
    return [{ middle, halfWidth: half, halfHeight: half }];
  }
  const bar = { middle, halfWidth: width / 2, halfHeight: height / 2 };
  const half = (String(number).length * letterWidth * text) / 2;
  const end = node.hasClass('label-after') ? 1 : -1;
  const beside = node.hasClass('upright')
    ? { x: middle.x, y: middle.y + end * (height / 2 + text / 2) }
    : { x: middle.x + end * (width / 2 + half), y: middle.y };
  return [bar, { middle: beside, halfWidth: half, halfHeight: text / 2 }];
}
