import type { ScenarioComparison } from '../../src-shared/contract/documents.ts';
import { elementLabel } from '../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../src-shared/grid/element-ref.ts';
import { outageStatusWords } from './ranking.ts';
import { missing, plain } from './format.ts';

/** One differing field of one element. */
export interface NetworkRow {
  readonly key: number;
  readonly element: string;
  readonly change: string;
  readonly field: string;
  readonly left: string;
  readonly right: string;
  readonly ref: ElementRef;
  /** The element is in the right network, so it can be shown there. */
  readonly inRight: boolean;
}

export function networkRows({ network }: ScenarioComparison): NetworkRow[] {
  const rows = network.flatMap(({ element, change, fields }) => {
    const row = { element: elementLabel(element), change, ref: element };
    const inRight = change !== 'removed';
    if (fields.length === 0) {
      const left = change === 'added' ? '' : 'there';
      return [{ ...row, inRight, field: '', left, right: inRight ? 'there' : '' }];
    }
    return fields.map(({ field, left, right }) => ({
      ...{ ...row, inRight, field: fieldTitle(field) },
      left: valueText(left),
      right: valueText(right),
    }));
  });
  return rows.map((row, key) => ({ ...row, key }));
}

const units: readonly (readonly [RegExp, string])[] = [
  [/Mvar$/, 'Mvar'],
  [/Mva$/, 'MVA'],
  [/Mw$/, 'MW'],
  [/Kv$/, 'kV'],
  [/Pu$/, 'p.u.'],
  [/Degrees$/, '°'],
  [/Seconds$/, 's'],
];

/** 'ratingAMva' -> 'rating A / MVA': the name of a field, as words with its unit. */
export function fieldTitle(field: string): string {
  const found = units.find(([ending]) => ending.test(field));
  const name = found ? field.replace(found[0], '') : field;
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/\b([A-Z])([a-z])/g, lowerFirst);
  const symbol = words.length === 1 ? words.toUpperCase() : words;
  return found ? `${symbol} / ${found[1]}` : symbol;
}

const lowerFirst = (_all: string, first: string, rest: string): string =>
  `${first.toLowerCase()}${rest}`;

function valueText(value: unknown): string {
  if (value === null || value === undefined) return 'none';
  if (typeof value === 'number') return plain(value, 9);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export interface ResultRow {
  readonly key: number;
  readonly quantity: string;
  readonly unit: string;
  readonly left: number | null;
  readonly right: number | null;
  readonly difference: number | null;
}

export const resultRows = ({ results }: ScenarioComparison): ResultRow[] =>
  results.map((result, key) => ({
    ...result,
    key,
    difference: difference(result.left, result.right),
  }));

export interface OutageRow {
  readonly key: number;
  readonly name: string;
  readonly leftStatus: string;
  readonly rightStatus: string;
  readonly left: number | null;
  readonly right: number | null;
  readonly difference: number | null;
}

export const outageRows = ({ contingencies }: ScenarioComparison): OutageRow[] =>
  contingencies.map(({ name, left, right }, key) => ({
    ...{ key, name, leftStatus: statusText(left), rightStatus: statusText(right) },
    left: left?.norm ?? null,
    right: right?.norm ?? null,
    difference: difference(left?.norm, right?.norm),
  }));

const statusText = (side: { readonly status: string } | null): string => {
  if (!side) return 'not screened';
  const words: Record<string, { readonly word: string }> = outageStatusWords;
  return words[side.status]?.word ?? side.status;
};

const difference = (
  left: number | null | undefined,
  right: number | null | undefined,
): number | null =>
  left === null || left === undefined || right === null || right === undefined
    ? null
    : right - left;

/** '+0.0123', '−0.5', '0': a difference says its sign; rounding noise is none. */
export function signed(value: number | null, digits: number): string {
  if (value === null) return missing;
  const rounded = Number(value.toFixed(digits));
  if (rounded === 0) return '0';
  return rounded > 0 ? `+${rounded}` : `−${-rounded}`;
}
