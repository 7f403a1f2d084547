import type { Position } from '../../src-shared/grid/grid-case.ts';
import { sizes } from './bar-geometry.ts';

/**
 * The symbols of a one-line diagram as pictures for Cytoscape: SVG text in a data address, square,
 * in a frame of 48 units with the way to the bar going up.
 */
export type SymbolName = 'generator' | 'load' | 'capacitor' | 'reactor';

const symbolNames: readonly SymbolName[] = ['generator', 'load', 'capacitor', 'reactor'];

/** Which way a symbol faces, away from its bar, and the turn from facing down. */
const facings = { down: 0, left: 90, up: 180, right: 270 } as const;
export type Facing = keyof typeof facings;
export const ways = Object.keys(facings) as readonly Facing[];

/** Units of a symbol's frame, and of the line that leads from it to the middle of its bar. */
const frame = 48;
const lead = (frame * (sizes.satelliteDistance - sizes.satellite / 2)) / sizes.satellite;

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
  const { x, y, width, height } = boxAround(facing, frame, lead);
  const drawing = `<path d="M24 ${-lead}V0"/>${drawings[name](ink.fill)}`;
  const turned = `<g transform="rotate(${facings[facing]} 24 24)">${drawing}</g>`;
  const upright = name === 'generator' ? sine : '';
  const inBox = `<g transform="translate(${-x - frame / 2} ${-y - frame / 2})">${turned}${upright}</g>`;
  return picture(inBox, ink, width, height);
}

export interface SatelliteBox extends Position {
  readonly width: number;
  readonly height: number;
}

/** What the picture of a machine, load or shunt covers, in pixels from the symbol's middle. */
export const satelliteBox = (facing: Facing, scale: number): SatelliteBox =>
  boxAround(facing, sizes.satellite * scale, (lead / frame) * sizes.satellite * scale);

function boxAround(facing: Facing, symbol: number, way: number): SatelliteBox {
  const upright = facing === 'down' || facing === 'up';
  const half = symbol / 2;
  return {
    // The bar is above what faces down, and to the left of what faces right.
    x: -half - (facing === 'right' ? way : 0),
    y: -half - (facing === 'down' ? way : 0),
    width: symbol + (upright ? 0 : way),
    height: symbol + (upright ? way : 0),
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
  ways.find((way) => classes.includes(way));

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
