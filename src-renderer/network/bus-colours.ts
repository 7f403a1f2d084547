import { cyclic, diverging, kindColour, viridis } from './colour-maps.ts';
import type { ColourMap } from './colour-maps.ts';

/** What the colour of a bus says. */
export type BusQuantity = 'voltage' | 'phase' | 'frequency' | 'coherence' | 'area';

export interface Range {
  readonly low: number;
  readonly high: number;
}

/** How values of one quantity become colours, and how the legend says it. */
export interface BusScale {
  readonly quantity: BusQuantity;
  readonly title: string;
  readonly unit: string;
  readonly range: Range;
  readonly colourOf: (value: number) => string;
  /** Of kinds instead of values: each with its colour. */
  readonly kinds: readonly { readonly label: string; readonly colour: string }[];
}

const words: Record<BusQuantity, { readonly title: string; readonly unit: string }> = {
  voltage: { title: 'Voltage', unit: 'p.u.' },
  phase: { title: 'Voltage angle', unit: '°' },
  frequency: { title: 'Frequency deviation', unit: 'Hz' },
  coherence: { title: 'Coherence', unit: '' },
  area: { title: 'Area', unit: '' },
};

const maps: Record<Exclude<BusQuantity, 'area'>, ColourMap> = {
  voltage: viridis,
  phase: cyclic,
  frequency: diverging,
  coherence: viridis,
};

/** Steps of a scale: few enough that a picture that hardly changes is hardly painted anew. */
const steps = 48;

/** The scale that values ask for, or one with the range that the user has set. */
export function busScale(
  quantity: BusQuantity,
  values: Iterable<number>,
  wanted: Range | null,
): BusScale {
  if (quantity === 'area') return areaScale(values);
  const range = wanted ?? rangeFor(quantity, values);
  const map = maps[quantity];
  return {
    quantity,
    ...words[quantity],
    range,
    colourOf: (value) => map(Math.round(steps * shareOf(quantity, value, range)) / steps),
    kinds: [],
  };
}

/** Angles go round; what lies beyond another scale gets the colour of its end. */
function shareOf(quantity: BusQuantity, value: number, { low, high }: Range): number {
  if (high <= low) return 0.5;
  const share = (value - low) / (high - low);
  return quantity === 'phase' ? share - Math.floor(share) : share;
}

function areaScale(values: Iterable<number>): BusScale {
  const areas = [...new Set(values)].sort((a, b) => a - b);
  const place = new Map(areas.map((area, k) => [area, k]));
  return {
    quantity: 'area',
    ...words.area,
    range: { low: areas[0] ?? 0, high: areas.at(-1) ?? 0 },
    colourOf: (area) => kindColour(place.get(area) ?? 0),
    kinds: areas.map((area, k) => ({ label: String(area), colour: kindColour(k) })),
  };
}

function rangeFor(quantity: Exclude<BusQuantity, 'area'>, values: Iterable<number>): Range {
  if (quantity === 'phase') return { low: -180, high: 180 };
  const finite = [...values].filter(Number.isFinite);
  const least = finite.reduce((low, value) => Math.min(low, value), Infinity);
  const most = finite.reduce((high, value) => Math.max(high, value), -Infinity);
  if (quantity === 'coherence') {
    const low = [0.99, 0.95, 0.9, 0.8, 0.5, 0].find((round) => least >= round) ?? -1;
    return { low, high: 1 };
  }
  if (quantity === 'voltage') {
    const outwards = (value: number, round: (x: number) => number): number =>
      round(value * 100) / 100;
    return {
      low: Math.min(0.95, outwards(least, Math.floor)),
      high: Math.max(1.05, outwards(most, Math.ceil)),
    };
  }
  const largest = finite.length > 0 ? Math.max(Math.abs(least), Math.abs(most)) : 0;
  const end = [0.05, 0.1, 0.2, 0.5, 1, 2, 5].find((round) => largest <= round) ?? 10;
  return { low: -end, high: end };
}

/** Colours by bus number; buses without a value keep their plain look. */
export function busColours(
  numbers: ArrayLike<number>,
  values: ArrayLike<number>,
  { colourOf }: BusScale,
): Map<number, string> {
  const colours = new Map<number, string>();
  for (let k = 0; k < numbers.length; k++) {
    const [number, value] = [numbers[k], values[k]];
    if (number !== undefined && value !== undefined && Number.isFinite(value)) {
      colours.set(number, colourOf(value));
    }
  }
  return colours;
}
