import type { LineState, LineStates } from '../network/line-states.ts';
import type { ComparedView } from '../stores/base-comparison.ts';
import type { RankedOutage } from './ranking.ts';

/** Whether values are differences, which lie around zero. */
export const isDifferenceOf = (view: ComparedView): boolean =>
  view === 'difference' || view === 'change';

type Value = number | null | undefined;

const isNumber = (value: Value): value is number =>
  typeof value === 'number' && Number.isFinite(value);

/**
 * A value as the view wants it: of the present, of the base, present less base, or that in percent
 * of the size of the base. Null where a side that it needs has none.
 */
export function comparedValue(view: ComparedView, present: Value, base: Value): number | null {
  if (view === 'present') return isNumber(present) ? present : null;
  if (view === 'base') return isNumber(base) ? base : null;
  if (!isNumber(present) || !isNumber(base)) return null;
  const difference = present - base;
  if (view === 'difference') return difference;
  return base === 0 ? null : (100 * difference) / Math.abs(base);
}

interface Keyed {
  readonly key: string;
}

/**
 * Rows of a table as the view wants them: in the named fields numbers are compared, row by row under
 * the same key; everything else is that of the present. What only the base has is shown by the view
 * of the base alone.
 */
export function comparedRows<Row extends Keyed & Readonly<Record<string, unknown>>>(
  view: ComparedView,
  present: readonly Row[],
  base: readonly Row[],
  fields: readonly string[],
): readonly Row[] {
  if (view === 'present') return present;
  if (view === 'base') return base;
  const before = new Map(base.map((row) => [row.key, row]));
  return present.map((row) => {
    const other = before.get(row.key);
    const numbers = fields.map((field) => [
      field,
      comparedValue(view, row[field] as Value, other?.[field] as Value),
    ]);
    return { ...row, ...(Object.fromEntries(numbers) as Partial<Row>) };
  });
}

/**
 * Lines as the view wants them. A difference keeps the limits of the present; its ratio says how far
 * the line came nearer to its limit, or went away from it.
 */
export function comparedStates(
  view: ComparedView,
  present: LineStates,
  base: LineStates,
): LineStates {
  if (view === 'present') return present;
  if (view === 'base') return base;
  return {
    ...present,
    isDifference: true,
    of(line) {
      const [after, before] = [present.of(line), base.of(line)];
      return after && before ? differenceOf(after, before) : null;
    },
  };
}

function differenceOf(after: LineState, before: LineState): LineState {
  const angle = after.angle === null || before.angle === null ? null : after.angle - before.angle;
  return { ...after, angle, ratio: after.ratio - before.ratio };
}

type ComparedFigure = 'norm' | 'angleDegrees' | 'loadingPercent' | 'exactLoadingPercent';

/** Outages matched by their name, in the order of the present. */
export function comparedOutages(
  view: ComparedView,
  present: readonly RankedOutage[],
  base: readonly RankedOutage[],
): readonly RankedOutage[] {
  if (view === 'present') return present;
  if (view === 'base') return base;
  const before = new Map(base.map((outage) => [outage.name, outage]));
  return present.map((outage) => {
    const other = before.get(outage.name);
    const compared = (field: ComparedFigure): number | null =>
      comparedValue(view, outage[field], other?.[field]);
    /** What is cut off is 0 in most rows: a change of nothing is nothing. */
    const amount = (field: 'islandedMw' | 'islandedGenerationMw' | 'islandedBuses'): number =>
      comparedValue(view, outage[field], other?.[field]) ?? (other ? 0 : NaN);
    return {
      ...outage,
      ...{ norm: compared('norm'), angleDegrees: compared('angleDegrees') },
      loadingPercent: compared('loadingPercent'),
      exactLoadingPercent: compared('exactLoadingPercent'),
      islandedMw: amount('islandedMw'),
      islandedGenerationMw: amount('islandedGenerationMw'),
      islandedBuses: amount('islandedBuses'),
    };
  });
}

interface Sampled {
  readonly time: Float64Array;
  readonly value: Float64Array;
}

/** A curve less another one, or that in percent of it, at the times of the first. */
export function comparedCurve(view: ComparedView, present: Sampled, base: Sampled): Float64Array {
  let at = 0;
  return present.value.map((value, k) => {
    const time = present.time[k] ?? NaN;
    while ((base.time[at + 1] ?? Infinity) < time) at++;
    return comparedValue(view, value, between(base, at, time)) ?? NaN;
  });
}

/** Linear between two samples; none before the first and after the last. */
function between({ time, value }: Sampled, k: number, at: number): number | null {
  const [t0, t1] = [time[k], time[k + 1]];
  const [v0, v1] = [value[k], value[k + 1]];
  if (t0 === undefined || v0 === undefined || at < t0) return null;
  if (t1 === undefined || v1 === undefined) return at === t0 ? v0 : null;
  return t1 === t0 ? v1 : v0 + ((v1 - v0) * (at - t0)) / (t1 - t0);
}

/** The heading of a column whose numbers are compared; a change in percent has no other unit. */
export function comparedTitle(view: ComparedView, title: string): string {
  if (!isDifferenceOf(view)) return title;
  return view === 'change' ? `Δ% ${title.replace(/ \/ .*$/, '')}` : `Δ ${title}`;
}

export const viewWords: Record<ComparedView, string> = {
  present: 'Present',
  base: 'Base',
  difference: 'Difference',
  change: 'Change %',
};
