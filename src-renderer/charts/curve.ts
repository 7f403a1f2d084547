import type { Curves } from '../../src-shared/contract/run-documents.ts';
import {
  hertzFromRadiansPerSecond,
  degreesFromRadians,
} from '../../src-shared/units/quantities.ts';

/** One curve as it is drawn: in the unit of its axis. */
export interface Curve {
  readonly signal: string;
  readonly label: string;
  readonly unit: string;
  readonly time: Float64Array;
  readonly value: Float64Array;
}

/** A curve with its place among the colours; 'emphasis' stands out from all of them. */
export interface DrawnCurve extends Curve {
  readonly look: number | 'emphasis';
}

/** Curves as they come from the engine, in degrees and hertz instead of rad and rad/s. */
export const drawnCurves = ({ curves }: Curves): Curve[] => curves.map(toDrawnUnit);

function toDrawnUnit(curve: Curve): Curve {
  switch (curve.unit) {
    case 'rad':
      return {
        ...curve,
        unit: '°',
        value: curve.value.map((angle) => degreesFromRadians(angle)),
      };
    case 'rad/s':
      return { ...curve, unit: 'Hz', value: curve.value.map(hertzFromRadiansPerSecond) };
    default:
      return curve;
  }
}

/** The value of a curve at a time: of the sample nearest to it; null outside or where it has none. */
export function valueAt({ time, value }: Pick<Curve, 'time' | 'value'>, at: number): number | null {
  const last = time.length - 1;
  const first = time[0];
  const end = time[last];
  if (first === undefined || end === undefined || at < first || at > end) return null;
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((time[middle] ?? Infinity) <= at) low = middle;
    else high = middle;
  }
  const nearest = at - (time[low] ?? at) <= (time[high] ?? at) - at ? low : high;
  const found = value[nearest];
  return found === undefined || Number.isNaN(found) ? null : found;
}
