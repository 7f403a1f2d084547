import { degreesFromRadians } from '../../../../src-shared/units/quantities.ts';
import type { Assumption, EdgeRef } from '../../../../src-shared/studies/model-options.ts';

export const figure = (value: number | null, digits = 4): string =>
  value === null ? 'none' : value.toFixed(digits);

/** `0.2531 rad (14.50 degrees)` */
export const angle = (value: number | null): string =>
  value === null
    ? 'none'
    : `${value.toFixed(4)} rad (${degreesFromRadians(value).toFixed(2)} degrees)`;

export const edge = (ref: EdgeRef | null): string =>
  ref === null ? 'none' : `${ref.from}-${ref.to}`;

/** What the model leaves out, and what it warns of: a result is not read without them. */
export function remarks(result: {
  readonly ignored: readonly Assumption[];
  readonly warnings: readonly string[];
}): string[] {
  return [
    '',
    ...result.warnings.map((warning) => `warning: ${warning}`),
    ...result.ignored.map(({ text }) => `neglected: ${text}`),
  ];
}

/** Rows under a head, every column as wide as its widest cell; figures stand to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return /^[-\d.]+$/.test(cell) ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  return [head, ...rows].map((row) => `  ${line(row)}`);
}
