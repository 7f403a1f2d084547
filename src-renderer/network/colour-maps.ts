import { cssColour } from './colour.ts';
import type { Rgb } from './colour.ts';

/** Colours at even steps from 0 to 1; what lies between is mixed. */
type Anchors = readonly Rgb[];

function mixed(anchors: Anchors, share: number): Rgb {
  const place = Math.max(0, Math.min(1, share)) * (anchors.length - 1);
  const below = Math.min(Math.floor(place), anchors.length - 2);
  const [a, b] = [anchors[below], anchors[below + 1]];
  if (!a || !b) return [0, 0, 0];
  const part = place - below;
  const channel = (from: number, to: number): number => Math.round(from + part * (to - from));
  return [channel(a[0], b[0]), channel(a[1], b[1]), channel(a[2], b[2])];
}

/** Viridis (van der Walt & Smith 2015): even in lightness, told apart with any colour vision. */
const viridisAnchors: Anchors = [
  [68, 1, 84],
  [71, 44, 122],
  [59, 81, 139],
  [44, 113, 142],
  [33, 144, 141],
  [39, 173, 129],
  [92, 200, 99],
  [170, 220, 50],
  [253, 231, 37],
];

/** After twilight (Bechtold 2018): both ends alike, for angles; dark at zero degrees. */
const cyclicAnchors: Anchors = [
  [226, 217, 226],
  [164, 189, 200],
  [110, 143, 191],
  [94, 84, 172],
  [48, 20, 55],
  [131, 40, 79],
  [178, 91, 80],
  [203, 156, 135],
  [226, 217, 226],
];

/** Blue over white to red (ColorBrewer RdBu, safe for colour-blind people): away from a middle. */
const divergingAnchors: Anchors = [
  [33, 102, 172],
  [67, 147, 195],
  [146, 197, 222],
  [247, 247, 247],
  [244, 165, 130],
  [214, 96, 77],
  [178, 24, 43],
];

export type ColourMap = (share: number) => string;

export const viridis: ColourMap = (share) => cssColour(mixed(viridisAnchors, share));
export const cyclic: ColourMap = (share) => cssColour(mixed(cyclicAnchors, share));
export const diverging: ColourMap = (share) => cssColour(mixed(divergingAnchors, share));

/** Okabe & Ito (2008) without black: kinds that any colour vision tells apart. */
const kinds = ['#E69F00', '#56B4E9', '#009E73', '#F0E442', '#0072B2', '#D55E00', '#CC79A7'];

export const kindColour = (index: number): string => kinds[index % kinds.length] ?? '#999999';
