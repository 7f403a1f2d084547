import type { ContingencyScreeningResult } from '../../src-shared/studies/contingency-screening.ts';
import { degrees, edgeText } from './format.ts';

/** A line over its limit as the table of elements shows it. */
export interface LoadedRow {
  readonly key: string;
  readonly rank: number;
  readonly from: number;
  readonly to: number;
  readonly line: string;
  /** After how many outages it is over its limit, and in percent of all. */
  readonly outages: number;
  readonly share: number;
  readonly worstOutage: string;
  readonly worstPlace: number;
  readonly worstPercent: number;
  readonly worstDegrees: number | null;
  readonly limitDegrees: number | null;
  readonly basePercent: number | null;
}

/** The worst first, as the result has them. */
export const loadedRows = ({ byElement = [], outages }: ContingencyScreeningResult): LoadedRow[] =>
  byElement.map(({ from, to, limit, worst, base, ...one }, index) => ({
    ...{ key: `${from}-${to}`, rank: index + 1, from, to, line: edgeText({ from, to }) },
    outages: one.outages,
    share: (100 * one.outages) / outages.length,
    worstOutage: outages[one.worstOutage]?.element ?? '',
    worstPlace: one.worstOutage,
    worstPercent: 100 * worst,
    worstDegrees: degrees(worst * limit),
    limitDegrees: degrees(limit),
    basePercent: base === null ? null : 100 * base,
  }));
