/** What charts are made of. Pure data: no screen, colours or Chart.js in it. */

export type Numbers = Float64Array | readonly number[];

/** A curve or a cloud of points; NaN makes a gap. */
export interface Series {
  readonly id: string;
  readonly label: string;
  /** Of the values: '°', 'Hz', 'MW'; '' for a pure number. */
  readonly unit: string;
  readonly x: Numbers;
  readonly y: Numbers;
  /** Ends of the whiskers at every point: confidence intervals, least and largest. */
  readonly low?: Numbers;
  readonly high?: Numbers;
  /** Place among the colours and dashes; 'emphasis' stands out from all of them. */
  readonly look: number | 'emphasis';
  /** Default: 'line'. */
  readonly drawn?: 'line' | 'points' | 'line-and-points';
  /** Default: 'left'. */
  readonly axis?: 'left' | 'right';
}

export interface Axis {
  /** Quantity and unit: 'Angle / °'. */
  readonly title: string;
  readonly from?: number;
  readonly to?: number;
  /** The least that it spans where `from` and `to` are not given. Default: that of the unit. */
  readonly leastSpan?: number;
  /** Default: 'linear'. */
  readonly scale?: 'linear' | 'logarithmic';
  /** Only the lowest chart of a stack shows the figures of the shared axis. Default: true. */
  readonly shown?: boolean;
}

/** Part of the horizontal axis. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A line upright (`at` on the horizontal axis) or across (`at` on the left axis). */
export interface MarkLine {
  readonly at: number;
  readonly label?: string;
}

/** A chart of y over x. */
export interface XYPlot {
  readonly x: Axis;
  readonly left: Axis;
  readonly right?: Axis;
  /** Leaves the room of a right axis: charts of a stack stay above each other. Default: false. */
  readonly rightRoom?: boolean;
  readonly series: readonly Series[];
  /** Ids that are switched off. */
  readonly hidden?: ReadonlySet<string>;
  readonly upright?: readonly MarkLine[];
  readonly across?: readonly MarkLine[];
}

/** Bars for every category; several groups stand side by side. */
export interface BarPlot {
  readonly categories: readonly string[];
  readonly categoryTitle: string;
  readonly value: Axis;
  readonly groups: readonly {
    readonly label: string;
    readonly unit: string;
    readonly values: Numbers;
    readonly low?: Numbers;
    readonly high?: Numbers;
    readonly look: number | 'emphasis';
  }[];
  /** Long names read better beside horizontal bars. Default: false. */
  readonly horizontal?: boolean;
  readonly across?: readonly MarkLine[];
}

/** Counts between edges: bin k is [edges[k], edges[k + 1]). */
export interface HistogramPlot {
  readonly value: Axis;
  readonly count: Axis;
  readonly edges: Numbers;
  readonly groups: readonly {
    readonly label: string;
    readonly counts: Numbers;
    readonly look: number | 'emphasis';
  }[];
  readonly upright?: readonly MarkLine[];
}

/** Values in cells, row by row from the top; NaN is no value. */
export interface HeatPlot {
  readonly columns: readonly string[];
  readonly rows: readonly string[];
  readonly columnTitle: string;
  readonly rowTitle: string;
  /** rows × columns, row after row. */
  readonly values: Numbers;
  readonly title: string;
  readonly unit: string;
  readonly from: number;
  readonly to: number;
  /** sequential: more or less of one; diverging: around the middle of the range. */
  readonly map: 'sequential' | 'diverging';
  /** Digits after the point in the read-out. Default: 3. */
  readonly digits?: number;
}

/** Equal bins from the least to the largest value; a value at the upper end is in the last bin. */
export function binsOf(
  values: Numbers,
  bins: number,
  { from, to }: Span = spanOf(values),
): { readonly edges: number[]; readonly counts: number[] } {
  if (!Number.isInteger(bins) || bins < 1) {
    throw new RangeError(`bins is ${bins}; it is a whole number from 1.`);
  }
  const width = (to - from) / bins || 1;
  const edges = Array.from({ length: bins + 1 }, (_, k) => from + k * width);
  const counts = new Array<number>(bins).fill(0);
  for (const value of values) {
    if (!(value >= from && value <= to)) continue;
    const bin = Math.min(bins - 1, Math.floor((value - from) / width));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { edges, counts };
}

/** Least and largest of the finite values; from 0 to 1 where there is none. */
export function spanOf(values: Numbers): Span {
  let [from, to] = [Infinity, -Infinity];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    from = Math.min(from, value);
    to = Math.max(to, value);
  }
  return from <= to ? { from, to } : { from: 0, to: 1 };
}
