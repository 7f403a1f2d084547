import { elementKey, refOf } from '../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import type { Paint } from './diagram-paint.ts';
import type { DiagramTheme } from './diagram-theme.ts';

/** What is seen: screen = zoom x diagram + (x, y). */
export interface View {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

/** A whole network as plain coordinates, lines of one look together. */
export interface OverviewScene {
  readonly numbers: Int32Array;
  /** x and y of each bus in turn. */
  readonly places: Float64Array;
  readonly lines: readonly LineGroup[];
}

interface LineGroup {
  readonly colour: string;
  readonly width: number;
  readonly dashed: boolean;
  /** x and y of both ends in turn. */
  readonly ends: Float64Array;
}

export function overviewScene(
  grid: GridCase,
  paints: ReadonlyMap<string, Paint>,
  theme: DiagramTheme,
): OverviewScene {
  const places = new Float64Array(2 * grid.buses.length);
  const index = new Map<number, number>();
  grid.buses.forEach(({ number, position }, k) => {
    index.set(number, k);
    places[2 * k] = position?.x ?? 0;
    places[2 * k + 1] = position?.y ?? 0;
  });
  const groups = new Map<string, { look: Omit<LineGroup, 'ends'>; ends: number[] }>();
  for (const branch of grid.branches) {
    const i = index.get(branch.from);
    const j = index.get(branch.to);
    if (i === undefined || j === undefined) continue;
    const paint = paints.get(elementKey(refOf('branch', branch)));
    const look = lookOf(branch.inService, paint, theme);
    const key = `${look.colour} ${look.width} ${look.dashed}`;
    const group = groups.get(key) ?? { look, ends: [] };
    groups.set(key, group);
    for (const k of [2 * i, 2 * i + 1, 2 * j, 2 * j + 1]) group.ends.push(places[k] ?? 0);
  }
  return {
    numbers: Int32Array.from(grid.buses, ({ number }) => number),
    places,
    lines: [...groups.values()]
      .sort((a, b) => a.look.width - b.look.width)
      .map(({ look, ends }) => ({ ...look, ends: Float64Array.from(ends) })),
  };
}

function lookOf(
  inService: boolean,
  paint: Paint | undefined,
  theme: DiagramTheme,
): Omit<LineGroup, 'ends'> {
  if (!inService) return { colour: theme.muted, width: 0.8, dashed: true };
  const marked = /outage|over|worst/.test(paint?.classes ?? '');
  if (marked) return { colour: theme.danger, width: 3.5, dashed: paint?.classes === 'over' };
  // Widths in whole half pixels, so that few groups are drawn.
  const width = Math.round((paint?.width ?? 2) * 1.2) / 2;
  return { colour: paint?.colour ?? theme.border, width: Math.max(width, 0.8), dashed: false };
}

export function drawOverview(
  context: CanvasRenderingContext2D,
  { numbers, places, lines }: OverviewScene,
  view: View,
  selected: ReadonlySet<number>,
  theme: DiagramTheme,
  colours: ReadonlyMap<number, string>,
): void {
  const { width, height } = context.canvas;
  context.fillStyle = theme.background;
  context.fillRect(0, 0, width, height);
  for (const group of lines) drawLines(context, group, view);
  const dot = Math.min(5, Math.max(0.5, 22 * view.zoom));
  const named = view.zoom > 0.28;
  context.fillStyle = theme.text;
  context.font = `11px ${theme.fontFamily}`;
  numbers.forEach((number, k) => {
    const x = view.zoom * (places[2 * k] ?? 0) + view.x;
    const y = view.zoom * (places[2 * k + 1] ?? 0) + view.y;
    if (x < -20 || y < -20 || x > width + 20 || y > height + 20) return;
    const colour = colours.get(number);
    if (colour === undefined) context.fillRect(x - dot, y - dot / 2, 2 * dot, dot);
    else drawValue(context, x, y, Math.max(1.6, 1.3 * dot), colour, theme);
    if (named) context.fillText(String(number), x + 8, y - 4);
    if (selected.has(number)) drawRing(context, x, y, theme.accent);
  });
}

function drawLines(context: CanvasRenderingContext2D, group: LineGroup, view: View): void {
  const { ends } = group;
  context.strokeStyle = group.colour;
  context.lineWidth = Math.max(0.8, group.width * Math.min(1, view.zoom * 3));
  context.setLineDash(group.dashed ? [6, 3] : []);
  context.beginPath();
  for (let k = 0; k + 3 < ends.length; k += 4) {
    context.moveTo(view.zoom * (ends[k] ?? 0) + view.x, view.zoom * (ends[k + 1] ?? 0) + view.y);
    context.lineTo(
      view.zoom * (ends[k + 2] ?? 0) + view.x,
      view.zoom * (ends[k + 3] ?? 0) + view.y,
    );
  }
  context.stroke();
  context.setLineDash([]);
}

function drawValue(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  half: number,
  colour: string,
  theme: DiagramTheme,
): void {
  context.fillStyle = colour;
  context.fillRect(x - half, y - half, 2 * half, 2 * half);
  context.fillStyle = theme.text;
}

function drawRing(context: CanvasRenderingContext2D, x: number, y: number, colour: string): void {
  context.strokeStyle = colour;
  context.lineWidth = 3;
  context.beginPath();
  context.arc(x, y, 10, 0, 2 * Math.PI);
  context.stroke();
}

/** Number of the bus nearest to a place on the diagram; null in a network without buses. */
export function nearestBusTo(
  { numbers, places }: OverviewScene,
  x: number,
  y: number,
): number | null {
  let nearest: number | null = null;
  let least = Infinity;
  numbers.forEach((number, k) => {
    const distance = Math.hypot((places[2 * k] ?? 0) - x, (places[2 * k + 1] ?? 0) - y);
    if (distance >= least) return;
    least = distance;
    nearest = number;
  });
  return nearest;
}

/** The frame around all buses, never empty. */
export function boundsOf(grid: GridCase): {
  left: number;
  top: number;
  width: number;
  height: number;
} {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { position } of grid.buses) {
    if (!position) continue;
    left = Math.min(left, position.x);
    right = Math.max(right, position.x);
    top = Math.min(top, position.y);
    bottom = Math.max(bottom, position.y);
  }
  if (left > right) return { left: 0, top: 0, width: 1, height: 1 };
  return { left, top, width: Math.max(right - left, 1), height: Math.max(bottom - top, 1) };
}
