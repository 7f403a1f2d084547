import type { SideBySide } from '../../src-shared/contract/comparison-documents.ts';
import { elementLabel } from '../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../src-shared/grid/element-ref.ts';
import { fieldWords } from '../../src-shared/grid/field-words.ts';
import { missing, plain } from './format.ts';

/** Values of the scenarios in a row of a table, as fields `s0`, `s1`, … */
export type Sides<Value> = Readonly<Record<`s${number}`, Value>>;

export const sideField = (index: number): `s${number}` => `s${index}`;

const sides = <Value>(values: readonly Value[]): Sides<Value> =>
  Object.fromEntries(values.map((value, index) => [sideField(index), value]));

/** One differing field of one element. */
export interface NetworkRow {
  readonly key: number;
  readonly scenario: string;
  readonly element: string;
  readonly change: string;
  readonly field: string;
  readonly left: string;
  readonly right: string;
  readonly ref: ElementRef;
  /** The scenario that has it, so that it can be shown there; null where it was removed. */
  readonly shownIn: number | null;
}

/** What every scenario has beside the first, or lacks. */
export function networkRows({ scenarios, networks }: SideBySide): NetworkRow[] {
  const rows = networks.flatMap((differences, index) =>
    differences.flatMap(({ element, change, fields }) => {
      const scenario = scenarios[index];
      const shownIn = change === 'removed' ? null : (scenario?.id ?? null);
      const row = { scenario: scenario?.name ?? '', element: elementLabel(element), change };
      const common = { ...row, ref: element, shownIn };
      if (fields.length === 0) {
        const [left, right] = change === 'added' ? ['', 'there'] : ['there', ''];
        return [{ ...common, field: '', left, right }];
      }
      return fields.map(({ field, left, right }) => ({
        ...common,
        field: fieldTitle(field),
        left: valueText(left),
        right: valueText(right),
      }));
    }),
  );
  return rows.map((row, key) => ({ ...row, key }));
}

/** 'ratingAMva' -> 'rating A / MVA': the name of a field, as words with its unit. */
export function fieldTitle(field: string): string {
  const { name, unit } = fieldWords(field);
  return unit === '' ? name : `${name} / ${unit}`;
}

function valueText(value: unknown): string {
  if (value === null || value === undefined) return 'none';
  if (typeof value === 'number') return plain(value, 9);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export type ResultRow = Sides<number | string | null> & {
  readonly key: number;
  readonly study: string;
  readonly quantity: string;
  readonly unit: string;
  /** Of two scenarios; null where there is no number on either side. */
  readonly difference: number | null;
};

/** Numbers, and the places where they are worst, study by study. */
export function resultRows({ quantities, places }: SideBySide): ResultRow[] {
  const studies = [...new Set(quantities.map(({ study }) => study))];
  const rows = studies.flatMap((study) => [
    ...quantities
      .filter((one) => one.study === study)
      .map(({ values, ...about }) => ({
        ...about,
        ...sides<number | string | null>(values),
        difference: difference(values[0], values[1]),
      })),
    ...places
      .filter((one) => one.study === study)
      .map(({ values, ...about }) => ({
        ...{ ...about, unit: '', difference: null },
        ...sides<number | string | null>(values),
      })),
  ]);
  return rows.map((row, key) => ({ ...row, key }));
}

export type OutageRow = Sides<number | null> & {
  readonly key: number;
  readonly name: string;
  /** The states, where they are not the same everywhere. */
  readonly states: string;
  readonly difference: number | null;
  /** How far the norms of the scenarios lie apart. */
  readonly spread: number | null;
};

/** Where the scenarios differ most comes first; what only one of them screened comes last. */
export function outageRows({ contingencies }: SideBySide): OutageRow[] {
  const rows = contingencies.map(({ name, sides: found }, key) => {
    const norms = found.map((side) => side?.norm ?? null);
    const known = norms.filter((norm) => norm !== null);
    return {
      ...{ key, name, states: statesText(found) },
      ...sides(norms),
      difference: difference(norms[0], norms[1]),
      spread: known.length > 1 ? Math.max(...known) - Math.min(...known) : null,
    };
  });
  return rows.sort((a, b) => (b.spread ?? -1) - (a.spread ?? -1));
}

function statesText(found: SideBySide['contingencies'][number]['sides']): string {
  const words = found.map(statusText);
  const [first] = words;
  return words.every((word) => word === first) ? (first ?? '') : words.join(' | ');
}

const statusText = (side: { readonly status: string } | null): string =>
  side?.status ?? 'not screened';

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
