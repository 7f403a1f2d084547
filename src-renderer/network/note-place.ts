import { besideLine } from '../../src-shared/grid/beside-line.ts';
import type { Box, Stretch } from '../../src-shared/grid/beside-line.ts';
import type { Position } from '../../src-shared/grid/grid-case.ts';
import { sizes } from './bar-geometry.ts';
import type { DiagramElement } from './diagram-elements.ts';
import { facingOf, satelliteBox } from './symbols.ts';

/** Width of a bold figure, in heights of the text. */
const letterWidth = 0.62;

export interface NoteRoom {
  /** Everything that is drawn, by id. */
  readonly elements: ReadonlyMap<string, DiagramElement>;
  /** Height of the letters, and the room around them. */
  readonly text: number;
  readonly gap: number;
  /** Of all symbols, see DiagramView. */
  readonly symbols: number;
}

/**
 * Where the middle of a line's note stands: beside the line, clear of bars, symbols and their
 * numbers, and of other lines where that is possible.
 */
export function notePlace(line: DiagramElement, note: string, room: NoteRoom): Position | null {
  const { elements, text, gap } = room;
  const stretch = stretchOf(line, elements);
  if (!stretch) return null;
  const { start, end } = stretch;
  const label = {
    halfWidth: (note.length * letterWidth * text) / 2 + gap,
    halfHeight: 0.6 * text + gap,
  };
  const reach = Math.hypot(end.x - start.x, end.y - start.y) / 2 + 6 * label.halfWidth;
  const middle = { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 };
  const obstacles: Box[] = [];
  const lines: Stretch[] = [];
  const isNear = (id: string | number | undefined): boolean => {
    const at = elements.get(String(id))?.position;
    return !!at && Math.abs(at.x - middle.x) < reach && Math.abs(at.y - middle.y) < reach;
  };
  for (const element of elements.values()) {
    const { id, position, data } = element;
    if (position) {
      if (isNear(id)) obstacles.push(...boxesOf(element, position, room));
    } else if (element !== line && (isNear(data['source']) || isNear(data['target']))) {
      const other = stretchOf(element, elements);
      if (other) lines.push(other);
    }
  }
  const { x, y } = besideLine({ ...stretch, label, gap, obstacles, lines });
  return { x: middle.x + x, y: middle.y + y };
}

function stretchOf(
  { data }: DiagramElement,
  elements: ReadonlyMap<string, DiagramElement>,
): Stretch | null {
  const start = endOf(elements.get(String(data['source'])), data['sourceEndpoint']);
  const end = endOf(elements.get(String(data['target'])), data['targetEndpoint']);
  return start && end && { start, end };
}

/** Where the line joins the bar of its bus: data say it as an offset, '12.00 -3.00'. */
function endOf(
  bus: DiagramElement | undefined,
  endpoint: string | number | undefined,
): Position | null {
  if (!bus?.position) return null;
  const [dx = 0, dy = 0] = String(endpoint ?? '')
    .split(' ')
    .map(Number);
  return { x: bus.position.x + dx, y: bus.position.y + dy };
}

/** The bar of a bus with the number beside it, or a symbol with the line to its bar. */
function boxesOf(
  { data, classes }: DiagramElement,
  middle: Position,
  { text, symbols }: NoteRoom,
): Box[] {
  const names = classes.split(' ');
  const { width, height, number } = data;
  if (typeof width !== 'number' || typeof height !== 'number') {
    const facing = facingOf(names);
    if (facing) return [aboutMiddle(middle, satelliteBox(facing, symbols))];
    const half = (sizes.transformer * symbols) / 2;
    return [{ middle, halfWidth: half, halfHeight: half }];
  }
  const bar = { middle, halfWidth: width / 2, halfHeight: height / 2 };
  const half = (String(number).length * letterWidth * text) / 2;
  const end = names.includes('label-after') ? 1 : -1;
  const rim = sizes.barRim * symbols;
  const aside = rim - sizes.numberMargin * symbols;
  const beside = names.includes('upright')
    ? { x: middle.x, y: middle.y + end * (height / 2 + rim + text / 2) }
    : { x: middle.x + end * (width / 2 + aside + half), y: middle.y };
  return [bar, { middle: beside, halfWidth: half, halfHeight: text / 2 }];
}

const aboutMiddle = (
  at: Position,
  { x, y, width, height }: ReturnType<typeof satelliteBox>,
): Box => ({
  middle: { x: at.x + x + width / 2, y: at.y + y + height / 2 },
  halfWidth: width / 2,
  halfHeight: height / 2,
});
