import type { Position } from './grid-case.ts';

/** A rectangle about its middle. */
export interface Box {
  readonly middle: Position;
  readonly halfWidth: number;
  readonly halfHeight: number;
}

export interface Stretch {
  readonly start: Position;
  readonly end: Position;
}

export interface LineToLabel extends Stretch {
  readonly label: Pick<Box, 'halfWidth' | 'halfHeight'>;
  /** Left free between the line and its label. */
  readonly gap: number;
  /** What the label had better not cover. */
  readonly obstacles: readonly Box[];
  /** Other lines, which it covers rather than those. */
  readonly lines: readonly Stretch[];
}

/** Steps away from the line, in units of the label's height, and along it, in shares of its length. */
const away = [0, 0.5, 1, 1.75, 2.5];
const along = [0, -0.2, 0.2, -0.35, 0.35];

/**
 * Where a label stands beside its line, from the line's middle: clear of the line however it runs,
 * where it covers the least of the rest, and near where that makes no difference. Above rather than
 * below. Cost: 50 places times obstacles and lines.
 */
export function besideLine(line: LineToLabel): Position {
  const { start, end, label, gap, obstacles, lines } = line;
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const length = Math.hypot(dx, dy);
  const [ux, uy] = length > 0 ? [dx / length, dy / length] : [1, 0];
  const middle = { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 };
  // The label's reach across the line.
  const clear = Math.abs(uy) * label.halfWidth + Math.abs(ux) * label.halfHeight + gap;
  let best: Position = { x: 0, y: -clear };
  let least = Infinity;
  for (const step of away) {
    for (const share of along) {
      for (const side of [1, -1]) {
        const across = side * (clear + 2 * step * label.halfHeight);
        const x = uy * across + ux * share * length;
        const y = -ux * across + uy * share * length;
        const distance = 0.08 * step + 0.05 * Math.abs(share) + (y > 0 ? 0.01 : 0);
        // Even if it covered nothing there: most lines have a free place near their middle.
        if (distance >= least) continue;
        const at = { ...label, middle: { x: middle.x + x, y: middle.y + y } };
        const covered = obstacles.reduce((sum, box) => sum + sharedShare(at, box), 0);
        const crossed = lines.reduce((sum, other) => sum + sharedLength(other, at), 0);
        const cost = distance + covered + crossed / (4 * label.halfWidth);
        if (cost < least) [best, least] = [{ x, y }, cost];
      }
    }
  }
  return best;
}

/** What two rectangles have in common, as a share of the smaller: half a number cannot be read. */
function sharedShare(a: Box, b: Box): number {
  const width = a.halfWidth + b.halfWidth - Math.abs(a.middle.x - b.middle.x);
  const height = a.halfHeight + b.halfHeight - Math.abs(a.middle.y - b.middle.y);
  if (width <= 0 || height <= 0) return 0;
  const shared =
    Math.min(width, 2 * a.halfWidth, 2 * b.halfWidth) *
    Math.min(height, 2 * a.halfHeight, 2 * b.halfHeight);
  return shared / Math.min(areaOf(a), areaOf(b));
}

const areaOf = ({ halfWidth, halfHeight }: Box): number => 4 * halfWidth * halfHeight;

/** How much of a line lies in a rectangle (Liang and Barsky). */
function sharedLength({ start, end }: Stretch, { middle, halfWidth, halfHeight }: Box): number {
  let [enters, leaves] = [0, 1];
  const cut = (from: number, way: number, half: number): void => {
    if (way === 0) {
      if (Math.abs(from) > half) leaves = -1;
      return;
    }
    const [a, b] = [(-half - from) / way, (half - from) / way];
    enters = Math.max(enters, Math.min(a, b));
    leaves = Math.min(leaves, Math.max(a, b));
  };
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  cut(start.x - middle.x, dx, halfWidth);
  cut(start.y - middle.y, dy, halfHeight);
  return leaves > enters ? (leaves - enters) * Math.hypot(dx, dy) : 0;
}
