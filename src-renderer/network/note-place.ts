import { besideLine } from '../../src-shared/grid/beside-line.ts';
import type { Box, Stretch } from '../../src-shared/grid/beside-line.ts';
import type { Position } from '../../src-shared/grid/grid-case.ts';
import { sizes } from './bar-geometry.ts';
import type { DiagramElement } from './diagram-elements.ts';
import { cornersOf } from './line-corners.ts';
import { facingOf, satelliteBox, transformerBox } from './symbols.ts';
import type { PictureBox } from './symbols.ts';

/** Width of a bold figure, in heights of the text. */
const letterWidth = 0.62;

export interface NoteRoom {
  /** Everything that is drawn, by id. */
  readonly elements: ReadonlyMap<string, DiagramElement>;
  /** Where other notes stand already. */
  readonly taken: readonly Box[];
  /** Height of the letters, and the room around them. */
  readonly text: number;
  readonly gap: number;
  /** Of all symbols, see DiagramView. */
  readonly symbols: number;
}

/**
 * Where a line's note stands: beside the line, clear of bars, symbols and their numbers, and of
 * other lines where that is possible. Null where the line is not drawn.
 */
export function notePlace(line: DiagramElement, note: string, room: NoteRoom): Box | null {
  const { elements, taken, text, gap } = room;
  const placeOf = (id: string): Position | null => elements.get(id)?.position ?? null;
  const corners = cornersOf(line, placeOf);
  const [start, end] = [corners[0], corners.at(-1)];
  if (!start || !end) return null;
  const label = {
    halfWidth: (note.length * letterWidth * text) / 2 + gap,
    halfHeight: 0.6 * text + gap,
  };
  const reach = Math.hypot(end.x - start.x, end.y - start.y) / 2 + 6 * label.halfWidth;
  const middle = { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 };
  const isNear = (at: Position | null): boolean =>
    at !== null && Math.abs(at.x - middle.x) < reach && Math.abs(at.y - middle.y) < reach;
  const obstacles: Box[] = [...taken];
  const lines: Stretch[] = [];
  for (const element of elements.values()) {
    const { position, data } = element;
    if (position) {
      if (isNear(position)) obstacles.push(...boxesOf(element, position, room));
    } else if (isNear(placeOf(String(data['source']))) || isNear(placeOf(String(data['target'])))) {
      lines.push(...stretchesOf(element === line ? corners : cornersOf(element, placeOf)));
    }
  }
  const { x, y } = besideLine({ start, end, label, gap, obstacles, lines });
  return { ...label, middle: { x: middle.x + x, y: middle.y + y } };
}

const stretchesOf = (corners: readonly Position[]): Stretch[] =>
  corners.slice(1).map((end, k) => ({ start: corners[k] ?? end, end }));

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
    return [boxAt(middle, facing ? satelliteBox(facing, symbols) : transformerBox(symbols))];
  }
  const bar = { middle, halfWidth: width / 2, halfHeight: height / 2 };
  const half = (String(number).length * letterWidth * text) / 2;
  const end = names.includes('label-after') ? 1 : -1;
  const aside = half - sizes.numberInset * symbols;
  const beside = names.includes('upright')
    ? { x: middle.x, y: middle.y + end * (height / 2 + text / 2) }
    : { x: middle.x + end * (width / 2 + aside), y: middle.y };
  return [bar, { middle: beside, halfWidth: half, halfHeight: text / 2 }];
}

const boxAt = (at: Position, { x, y, width, height }: PictureBox): Box => ({
  middle: { x: at.x + x + width / 2, y: at.y + y + height / 2 },
  halfWidth: width / 2,
  halfHeight: height / 2,
});
