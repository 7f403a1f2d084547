import type { Position } from '../../src-shared/grid/grid-case.ts';
import { sizes } from './bar-geometry.ts';

/**
 * The symbols of a one-line diagram as pictures for Cytoscape: SVG text in a data address. A symbol
 * is drawn in a square frame of 48 units, its bar above it.
 */
export type SymbolName = 'generator' | 'load' | 'capacitor' | 'reactor';

const symbolNames: readonly SymbolName[] = ['generator', 'load', 'capacitor', 'reactor'];

/** Which way a symbol faces, away from its bar, and the turn from facing down. */
const turns = { down: 0, left: 90, up: 180, right: 270 } as const;
export type Facing = keyof typeof turns;
export const facings = Object.keys(turns) as readonly Facing[];

/** Length of the line that leads from a symbol to the middle of its bar, in pixels at zoom 1. */
export const leadLength = sizes.satelliteDistance - sizes.satellite / 2;

/** Units of a symbol's frame. */
const frame = 48;
const leadUnits = (frame * leadLength) / sizes.satellite;

export interface Ink {
  readonly stroke: string;
  readonly fill: string;
  readonly dashed: boolean;
}

const drawings: Record<SymbolName, (fill: string) => string> = {
  generator: (fill) => `<circle cx="24" cy="24" r="21" fill="${fill}"/>`,
  load: () => '<path d="M24 0V28"/><path d="M10 22L24 46L38 22Z" class="solid"/>',
  capacitor: () =>
    '<path d="M24 0V17M8 17H40"/><path d="M8 31Q24 21 40 31"/><path d="M24 26V36M12 37H36M17 42H31"/>',
  reactor: () =>
    '<path d="M24 0V6A6 6 0 0 1 24 18A6 6 0 0 1 24 30V36M12 37H36M17 42H31" stroke-linejoin="round"/>',
};

/** The sine of a generator stands upright whichever way the machine faces. */
const sine = '<path d="M11 24C15 13 20 13 24 24S33 35 37 24"/>';

/** A symbol by itself, facing down, as palette and legend show it. */
export const symbolPicture = (name: SymbolName, ink: Ink): string =>
  picture(drawings[name](ink.fill) + (name === 'generator' ? sine : ''), ink);

/** A symbol with the line that leads to its bar: one picture in the box of `satelliteBox`. */
function satellitePicture(name: SymbolName, facing: Facing, ink: Ink): string {
  const { x, y, width, height } = boxAround(facing, frame, leadUnits);
  // As far as the rim of the round symbol, where those that begin at their frame have a line too.
  const drawing = `<path d="M24 ${-leadUnits}V3"/>${drawings[name](ink.fill)}`;
  const turned = `<g transform="rotate(${turns[facing]} 24 24)">${drawing}</g>`;
  const upright = name === 'generator' ? sine : '';
  const inBox = `<g transform="translate(${-x - frame / 2} ${-y - frame / 2})">${turned}${upright}</g>`;
  return picture(inBox, ink, width, height);
}

/** A rectangle from its first corner, seen from the middle of what it surrounds. */
export interface PictureBox extends Position {
  readonly width: number;
  readonly height: number;
}

/** What the picture of a machine, load or shunt covers: the symbol and its line to the bar. */
export const satelliteBox = (facing: Facing, scale: number): PictureBox =>
  boxAround(facing, sizes.satellite * scale, leadLength * scale);

/** What the circles of a transformer cover. */
export function transformerBox(scale: number): PictureBox {
  const size = sizes.transformer * scale;
  return { x: -size / 2, y: -size / 2, width: size, height: size };
}

function boxAround(facing: Facing, symbol: number, lead: number): PictureBox {
  const upright = facing === 'down' || facing === 'up';
  const half = symbol / 2;
  return {
    // The bar is above what faces down, and to the left of what faces right.
    x: -half - (facing === 'right' ? lead : 0),
    y: -half - (facing === 'down' ? lead : 0),
    width: symbol + (upright ? 0 : lead),
    height: symbol + (upright ? lead : 0),
  };
}

/** Two overlapping circles in a branch that runs at this angle. */
export function transformerPicture(degrees: number, ink: Ink): string {
  const circles = [15.5, 32.5]
    .map((x) => `<circle cx="${x}" cy="24" r="13.5" fill="${ink.fill}"/>`)
    .join('');
  const rims = [15.5, 32.5].map((x) => `<circle cx="${x}" cy="24" r="13.5" fill="none"/>`).join('');
  return picture(`<g transform="rotate(${degrees} 24 24)">${circles}${rims}</g>`, ink);
}

/** The picture of an element by its classes, such as `generator left` or `turn-30`. */
export function pictureOf(classes: readonly string[], ink: Ink): string | null {
  const turn = classes.find((name) => name.startsWith('turn-'))?.slice(5);
  if (turn !== undefined) return transformerPicture(Number(turn), ink);
  const name = symbolNames.find((known) => classes.includes(known));
  const facing = facingOf(classes);
  return name && facing ? satellitePicture(name, facing, ink) : null;
}

/** Which way an element faces by its classes; undefined where it is no machine, load or shunt. */
export const facingOf = (classes: readonly string[]): Facing | undefined =>
  facings.find((facing) => classes.includes(facing));

/** A short line as the legend shows it. */
export function linePicture(colour: string, width: number, dash: string | null): string {
  const dashes = dash === null ? '' : ` stroke-dasharray="${dash}"`;
  return dataAddress(
    `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="12" viewBox="0 0 40 12"><path d="M1 6H39" stroke="${colour}" stroke-width="${width}"${dashes}/></svg>`,
  );
}

function picture(
  body: string,
  { stroke, dashed }: Ink,
  width: number = frame,
  height: number = frame,
): string {
  const dashes = dashed ? ' stroke-dasharray="5 4"' : '';
  return dataAddress(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${4 * width}" height="${4 * height}" viewBox="0 0 ${width} ${height}">` +
      `<g fill="none" stroke="${stroke}" stroke-width="3"${dashes}>` +
      `${body.replaceAll('class="solid"', `fill="${stroke}"`)}</g></svg>`,
  );
}

const dataAddress = (svg: string): string => `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
