import { besideLine } from '../../src-shared/grid/beside-line.ts';
import type { Box, Stretch } from '../../src-shared/grid/beside-line.ts';
import { pairKey } from '../../src-shared/grid/bus-pair.ts';
import type { Branch, Bus, GridCase, Position } from '../../src-shared/grid/grid-case.ts';
import type { EdgeMargin } from '../../src-shared/studies/sync-condition.ts';
import { remark } from './blocks.ts';
import type { Paragraph, Picture } from './blocks.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';
import { degrees } from './numbers.ts';

/** Above this many buses a printed label is unreadable: the picture keeps lines and bars only. */
const MOST_LABELS = 160;

/** Height of the worst line's angle, as the style sheet has it. */
const worstSize = 15;

/** Height of a bus number in the picture's own units; the page is about 1000 of them wide. */
const labelSize = (buses: number): number => (buses <= 60 ? 16 : 11);

interface Scale {
  readonly at: (position: Position) => Position;
  readonly width: number;
  readonly height: number;
}

/**
 * The one-line picture of the network, lines coloured by angle against limit. Colour is doubled by
 * width, and the worst line carries its angle, so that it can be read in black and white.
 */
export function networkPicture(
  grid: GridCase,
  perEdge: readonly EdgeMargin[],
): Picture | Paragraph {
  const placed = grid.buses.filter((bus) => bus.position !== null);
  if (placed.length < 2) {
    return remark(
      'No picture: the buses have no place on a diagram yet. Open the network once and let it be laid out.',
    );
  }
  const scale = scaleOf(placed);
  const places = new Map(placed.map((bus) => [bus.number, scale.at(bus.position as Position)]));
  const margins = new Map(perEdge.map((edge) => [pairKey(edge), edge]));
  const labels = placed.length <= MOST_LABELS;
  const svg = html`<svg
    viewBox="0 0 ${scale.width} ${scale.height}"
    role="img"
    aria-label="Network diagram"
    class="network"
  >
    ${grid.branches.map((branch) => branchLine(branch, places, margins))}
    ${placed.map((bus) => busBar(bus, grid, places, labels ? labelSize(placed.length) : 0))}
    ${labels ? worstLabel(grid, perEdge, places, labelSize(placed.length)) : null}
  </svg>`;
  const left = grid.buses.length - placed.length;
  const caption = `${legend(perEdge)}${left > 0 ? ` ${left} buses without a place are not drawn.` : ''}`;
  return { kind: 'picture', title: 'Network', svg, caption };
}

function scaleOf(buses: readonly Bus[]): Scale {
  const xs = buses.map(({ position }) => position?.x ?? 0);
  const ys = buses.map(({ position }) => position?.y ?? 0);
  const [left, right] = [least(xs), -least(xs.map((x) => -x))];
  const [top, bottom] = [least(ys), -least(ys.map((y) => -y))];
  const margin = 34;
  const factor = Math.min(
    (1000 - 2 * margin) / Math.max(right - left, 1),
    (900 - 2 * margin) / Math.max(bottom - top, 1),
  );
  return {
    at: ({ x, y }) => ({ x: margin + factor * (x - left), y: margin + factor * (y - top) }),
    width: Math.round(2 * margin + factor * (right - left)),
    height: Math.round(2 * margin + factor * (bottom - top)),
  };
}

const least = (values: readonly number[]): number =>
  values.reduce((low, value) => Math.min(low, value), Infinity);

function branchLine(
  branch: Branch,
  places: ReadonlyMap<number, Position>,
  margins: ReadonlyMap<string, EdgeMargin>,
): Markup | null {
  const from = places.get(branch.from);
  const to = places.get(branch.to);
  if (!from || !to) return null;
  const loading = branch.inService ? loadingOf(margins.get(pairKey(branch))) : null;
  const stroke = loading === null ? '#9a9a9a' : colourOf(loading);
  const width = loading === null ? 1 : 1.2 + 3.2 * Math.min(loading, 1.2);
  return html`<line
      x1="${from.x.toFixed(1)}"
      y1="${from.y.toFixed(1)}"
      x2="${to.x.toFixed(1)}"
      y2="${to.y.toFixed(1)}"
      stroke="${stroke}"
      stroke-width="${width.toFixed(2)}"
      stroke-dasharray="${branch.inService ? '' : '4 4'}"
    />
    ${branch.isTransformer ? transformerMark(from, to) : null}`;
}

function transformerMark(from: Position, to: Position): Markup {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [ux, uy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  return html`${[-3, 3].map(
    (offset) =>
      html`<circle
        cx="${(middle.x + offset * ux).toFixed(1)}"
        cy="${(middle.y + offset * uy).toFixed(1)}"
        r="5"
        class="winding"
      />`,
  )}`;
}

/** |angle| over limit at the equilibrium; null where there is no equilibrium. */
function loadingOf(edge: EdgeMargin | undefined): number | null {
  if (edge?.exactAngle === null || edge?.exactAngle === undefined) return null;
  return Math.abs(edge.exactAngle) / edge.limit;
}

/** From pale to dark, so that a print in greys keeps the order; red only beyond the limit. */
function colourOf(loading: number): string {
  if (loading > 1) return '#b2182b';
  const pale = [176, 190, 206];
  const dark = [4, 32, 82];
  return `rgb(${pale.map((value, k) => Math.round(value + loading * ((dark[k] ?? 0) - value))).join(' ')})`;
}

/** A bus bar with its number and the circle of its machine; a mere dot where `size` is 0. */
function busBar(
  bus: Bus,
  grid: GridCase,
  places: ReadonlyMap<number, Position>,
  size: number,
): Markup | null {
  const at = places.get(bus.number);
  if (!at) return null;
  if (size === 0) {
    return html`<circle cx="${at.x.toFixed(1)}" cy="${at.y.toFixed(1)}" r="1.6" class="bus" />`;
  }
  const half = 0.75 * size;
  return html`<rect
      x="${(at.x - half).toFixed(1)}"
      y="${(at.y - size / 8).toFixed(1)}"
      width="${2 * half}"
      height="${size / 4}"
      class="bus"
    />
    ${machineCircle(bus, grid, at, size)} ${loadArrow(bus, grid, at, size)}
    <text
      x="${(at.x + half + 1).toFixed(1)}"
      y="${(at.y - size / 3).toFixed(1)}"
      font-size="${size}"
      class="bus-label"
      >${bus.number}</text
    >`;
}

function machineCircle(bus: Bus, grid: GridCase, at: Position, size: number): Markup | null {
  if (!grid.generators.some((generator) => generator.bus === bus.number)) return null;
  const x = at.x.toFixed(1);
  const y = at.y - 0.8 * size;
  return html`<circle cx="${x}" cy="${y.toFixed(1)}" r="${size / 2}" class="machine" />
    <text x="${x}" y="${(y + 0.3 * size).toFixed(1)}" font-size="${size}" text-anchor="middle"
      >~</text
    >`;
}

/** An arrow below the bar of a bus that has load. */
function loadArrow(bus: Bus, grid: GridCase, at: Position, size: number): Markup | null {
  if (!grid.loads.some((load) => load.bus === bus.number)) return null;
  const [x, top] = [at.x - 0.4 * size, at.y + size / 8];
  const points = [
    [x - 0.22 * size, top + 0.35 * size],
    [x + 0.22 * size, top + 0.35 * size],
    [x, top + 0.8 * size],
  ];
  return html`<path
      d="M${x.toFixed(1)} ${top.toFixed(1)}v${(0.35 * size).toFixed(1)}"
      stroke="#222222"
      stroke-width="1"
    /><polygon
      points="${points.map((point) => point.map((value) => value.toFixed(1)).join(',')).join(' ')}"
      class="load"
    />`;
}

function worstEdgeOf(perEdge: readonly EdgeMargin[]): EdgeMargin | null {
  const withAngle = perEdge.filter(({ exactAngle }) => exactAngle !== null);
  return withAngle.reduce<EdgeMargin | null>(
    (worst, edge) =>
      worst === null || (loadingOf(edge) ?? 0) > (loadingOf(worst) ?? 0) ? edge : worst,
    null,
  );
}

/** The angle of the worst line, beside it, where it covers no bar or number. */
function worstLabel(
  { branches }: GridCase,
  perEdge: readonly EdgeMargin[],
  places: ReadonlyMap<number, Position>,
  size: number,
): Markup | null {
  const worst = worstEdgeOf(perEdge);
  const line = worst && stretchOf(worst, places);
  if (!worst || !line) return null;
  const text = `${degrees(Math.abs(worst.exactAngle ?? 0))}°`;
  const { start, end } = line;
  const { x, y } = besideLine({
    ...line,
    label: { halfWidth: 0.3 * worstSize * text.length, halfHeight: 0.5 * worstSize },
    gap: 5,
    obstacles: [...places].map(([number, at]) => busBox(number, at, size)),
    lines: branches
      .filter((branch) => pairKey(branch) !== pairKey(worst))
      .flatMap((branch) => stretchOf(branch, places) ?? []),
  });
  return html`<text
    x="${((start.x + end.x) / 2 + x).toFixed(1)}"
    y="${((start.y + end.y) / 2 + y + 0.35 * worstSize).toFixed(1)}"
    text-anchor="middle"
    class="worst"
    >${text}</text
  >`;
}

function stretchOf(
  { from, to }: { readonly from: number; readonly to: number },
  places: ReadonlyMap<number, Position>,
): Stretch | null {
  const [start, end] = [places.get(from), places.get(to)];
  return start && end ? { start, end } : null;
}

/** The bar of a bus with its number, machine and arrow, about. */
const busBox = (number: number, at: Position, size: number): Box => ({
  middle: { x: at.x + 0.3 * size * String(number).length, y: at.y - 0.2 * size },
  halfWidth: (0.8 + 0.3 * String(number).length) * size,
  halfHeight: size,
});

function legend(perEdge: readonly EdgeMargin[]): string {
  const worst = worstEdgeOf(perEdge);
  const coding =
    'Lines: pale and thin, far from their angle limit; dark and thick, close to it; red, beyond it; grey, no equilibrium or out of service (dashed). Circles on a line: transformer. ~: generator. Arrow below a bus: load.';
  if (!worst) return coding;
  return `${coding} Closest to its limit: ${worst.from}–${worst.to} at ${degrees(Math.abs(worst.exactAngle ?? 0))}° of ${degrees(worst.limit)}°.`;
}
