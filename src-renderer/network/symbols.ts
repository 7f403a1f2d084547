/**
 * The symbols of a one-line diagram as pictures for Cytoscape: SVG text in a data address, square,
 * in a frame of 48 units with the way to the bar going up.
 */
export type SymbolName = 'generator' | 'load' | 'capacitor' | 'reactor';

const symbolNames: readonly SymbolName[] = ['generator', 'load', 'capacitor', 'reactor'];

/** Which way a symbol faces, away from its bar, and the turn from facing down. */
const facings = { down: 0, left: 90, up: 180, right: 270 } as const;
const ways = Object.keys(facings) as (keyof typeof facings)[];

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

export function symbolPicture(name: SymbolName, facing: keyof typeof facings, ink: Ink): string {
  const turned = `<g transform="rotate(${facings[facing]} 24 24)">${drawings[name](ink.fill)}</g>`;
  return picture(turned + (name === 'generator' ? sine : ''), ink);
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
  const facing = ways.find((way) => classes.includes(way));
  return name && facing ? symbolPicture(name, facing, ink) : null;
}

/** A short line as the legend shows it. */
export function linePicture(colour: string, width: number, dash: string | null): string {
  const dashes = dash === null ? '' : ` stroke-dasharray="${dash}"`;
  return dataAddress(
    `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="12" viewBox="0 0 40 12"><path d="M1 6H39" stroke="${colour}" stroke-width="${width}"${dashes}/></svg>`,
  );
}

function picture(body: string, { stroke, dashed }: Ink): string {
  const dashes = dashed ? ' stroke-dasharray="5 4"' : '';
  return dataAddress(
    '<svg xmlns="http://www.w3.org/2000/svg" width="192" height="192" viewBox="0 0 48 48">' +
      `<g fill="none" stroke="${stroke}" stroke-width="3"${dashes}>` +
      `${body.replaceAll('class="solid"', `fill="${stroke}"`)}</g></svg>`,
  );
}

const dataAddress = (svg: string): string => `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
