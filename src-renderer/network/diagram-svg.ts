import { elementKey } from '../../src-shared/grid/element-ref.ts';
import type { Position } from '../../src-shared/grid/grid-case.ts';
import type { DiagramElement } from './diagram-elements.ts';
import type { Paint } from './diagram-paint.ts';
import type { DiagramTheme } from './diagram-theme.ts';
import { cornersOf } from './line-corners.ts';
import { facingOf, pictureOf, satelliteBox, transformerBox } from './symbols.ts';
import type { Ink } from './symbols.ts';

export interface DiagramPicture {
  readonly title: string;
  readonly elements: readonly DiagramElement[];
  readonly paints: ReadonlyMap<string, Paint>;
  readonly busColours: ReadonlyMap<number, string>;
  readonly theme: DiagramTheme;
  /** Of all symbols, as the diagram draws them. */
  readonly scale: number;
}

/** The diagram as an SVG document: sharp at every size, its texts can be searched and edited. */
export function diagramSvg(picture: DiagramPicture): string {
  const { elements, theme, scale, title } = picture;
  const places = new Map(
    elements.flatMap(({ id, position }) => (position ? [[id, position] as const] : [])),
  );
  const { left, top, width, height } = frameOf([...places.values()], 60 * scale);
  const lines = elements.map((element) => lineSvg(element, places, picture));
  // Bars cover the ends of what joins them.
  const buses = elements.filter(({ ref }) => ref.kind === 'bus');
  const symbols = elements.filter(({ ref }) => ref.kind !== 'bus');
  const nodes = [...symbols, ...buses].map((element) => nodeSvg(element, picture));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-weight="600">`,
    `<title>${escaped(title)}</title>`,
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${theme.background}"/>`,
    ...lines,
    ...nodes,
    '</svg>',
  ]
    .filter(Boolean)
    .join('\n');
}

function frameOf(
  places: readonly Position[],
  margin: number,
): { left: number; top: number; width: number; height: number } {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of places) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  if (left > right) return { left: 0, top: 0, width: 100, height: 100 };
  return {
    left: figure(left - margin),
    top: figure(top - margin),
    width: figure(right - left + 2 * margin),
    height: figure(bottom - top + 2 * margin),
  };
}

const figure = (value: number): number => Math.round(value * 10) / 10;

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const isOff = ({ classes }: DiagramElement): boolean => classes.split(' ').includes('off');

function lineSvg(
  element: DiagramElement,
  places: ReadonlyMap<string, Position>,
  { paints, theme, scale }: DiagramPicture,
): string {
  if (!('source' in element.data)) return '';
  const corners = cornersOf(element, (id) => places.get(id));
  if (corners.length === 0) return '';
  const paint = paints.get(elementKey(element.ref));
  const colour = isOff(element) ? theme.muted : (paint?.colour ?? theme.text);
  const width = isOff(element) ? 1.3 : (paint?.width ?? 2);
  const dashes = dashesOf(element, paint, scale);
  const points = corners.map(({ x, y }) => `${figure(x)},${figure(y)}`).join(' ');
  return `<polyline points="${points}" fill="none" stroke="${colour}" stroke-width="${figure(width * scale)}"${dashes}/>`;
}

function dashesOf(element: DiagramElement, paint: Paint | undefined, scale: number): string {
  const marks = (paint?.classes ?? '').split(' ');
  const pattern = isOff(element)
    ? [4, 5]
    : marks.includes('islanded')
      ? [1.5, 3]
      : marks.includes('over') || marks.includes('outage')
        ? [9, 3]
        : null;
  return pattern
    ? ` stroke-dasharray="${pattern.map((length) => figure(length * scale)).join(' ')}"`
    : '';
}

function nodeSvg(element: DiagramElement, picture: DiagramPicture): string {
  const { position } = element;
  if (!position) return '';
  if (element.ref.kind === 'bus') return busSvg(element, position, picture);
  const { theme, scale } = picture;
  const off = isOff(element);
  const ink: Ink = {
    stroke: off ? theme.muted : theme.text,
    fill: theme.background,
    dashed: off,
  };
  const classes = element.classes.split(' ');
  const href = pictureOf(classes, ink);
  if (href === null) return '';
  const facing = facingOf(classes);
  const { x, y, width, height } = facing ? satelliteBox(facing, scale) : transformerBox(scale);
  const [left, top] = [figure(position.x + x), figure(position.y + y)];
  return `<image x="${left}" y="${top}" width="${figure(width)}" height="${figure(height)}" href="${href}"/>`;
}

function busSvg(
  element: DiagramElement,
  { x, y }: Position,
  { theme, scale, busColours }: DiagramPicture,
): string {
  const { data, classes, ref } = element;
  const colour = ref.kind === 'bus' ? busColours.get(ref.number) : undefined;
  const grown = colour === undefined ? 0 : 8 * scale;
  const width = Number(data['width']) + grown;
  const height = Number(data['height']) + grown;
  const outline = colour === undefined ? '' : ` stroke="${theme.text}" stroke-width="${scale}"`;
  const fill = colour ?? (isOff(element) ? theme.muted : theme.text);
  const bar = `<rect x="${figure(x - width / 2)}" y="${figure(y - height / 2)}" width="${figure(width)}" height="${figure(height)}" fill="${fill}"${outline}/>`;
  const label = String(data['number'] ?? '');
  if (label === '') return bar;
  const after = classes.split(' ').includes('label-after') ? 1 : -1;
  const upright = classes.split(' ').includes('upright');
  const size = 11.5 * scale;
  const at = upright
    ? { x, y: y + after * (height / 2 + 0.7 * size) + 0.35 * size, anchor: 'middle' }
    : {
        x: x + after * (width / 2 + 3 * scale),
        y: y + 0.35 * size,
        anchor: after > 0 ? 'start' : 'end',
      };
  return `${bar}<text x="${figure(at.x)}" y="${figure(at.y)}" font-size="${figure(size)}" text-anchor="${at.anchor}" fill="${theme.text}">${escaped(label)}</text>`;
}
