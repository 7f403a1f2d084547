import { valueAt } from '../charts/curve.ts';
import type { Curve } from '../charts/curve.ts';
import { commaSeparated, tabSeparated } from './table-text.ts';

/** Curves as a table with one time column: every instant at which any of them has a sample. */
export function curveTable(curves: readonly Curve[], form: 'csv' | 'tsv' = 'csv'): string {
  const times = [...new Set(curves.flatMap(({ time }) => [...time]))].sort((a, b) => a - b);
  const columns = [
    { title: 'Time / s', field: 'time' },
    ...curves.map(({ signal, label, unit }) => ({
      title: unit === '' ? label : `${label} / ${unit}`,
      field: signal,
    })),
  ];
  const rows = times.map((time) => ({
    time,
    ...Object.fromEntries(curves.map((curve) => [curve.signal, valueAt(curve, time)])),
  }));
  return form === 'csv' ? commaSeparated(columns, rows) : tabSeparated(columns, rows);
}
