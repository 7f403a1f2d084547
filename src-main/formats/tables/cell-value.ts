import type { CellKind } from './columns.ts';

export type CellValue = number | string | boolean | null;

/** Why a cell cannot be read, as the end of a sentence. */
export class CellFault {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** How the numbers of a file are written. */
export type NumberStyle = 'point' | 'comma' | 'ambiguous';

const POINT_NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;
const COMMA_NUMBER = /^[-+]?(?:\d+,\d*|,\d+)(?:e[-+]?\d+)?$/i;
/** `1,234`: one and a bit, or a thousand and more. */
const MAYBE_THOUSANDS = /^[-+]?[1-9]\d{0,2},\d{3}$/;

/** Gathers from the numeric cells of a file whether the comma is its decimal sign. */
export class NumberStyleFinder {
  #points = false;
  #commas = false;
  #surely = false;

  look(cell: string): void {
    if (cell.includes('.')) this.#points = true;
    if (!cell.includes(',')) return;
    const text = cell.trim();
    if (!COMMA_NUMBER.test(text)) return;
    this.#commas = true;
    if (!MAYBE_THOUSANDS.test(text)) this.#surely = true;
  }

  /** A comma is taken for the decimal sign only where nothing speaks for another reading. */
  get style(): NumberStyle {
    if (!this.#commas) return 'point';
    return this.#surely && !this.#points ? 'comma' : 'ambiguous';
  }
}

const FLAGS: Readonly<Record<string, boolean>> = Object.assign(Object.create(null), {
  ...named(true, 'true yes on in wahr vrai verdadero vero closed'),
  ...named(false, 'false no off out falsch faux falso open'),
}) as Readonly<Record<string, boolean>>;

function named(value: boolean, words: string): Record<string, boolean> {
  return Object.fromEntries(words.split(' ').map((word) => [word, value]));
}

const TYPES: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  pq: 'pq',
  1: 'pq',
  pv: 'pv',
  2: 'pv',
  slack: 'slack',
  ref: 'slack',
  3: 'slack',
  isolated: 'isolated',
  4: 'isolated',
}) as Readonly<Record<string, string>>;

/** The value of a cell that is not empty. */
export function cellValue(kind: CellKind, cell: string, style: NumberStyle): CellValue | CellFault {
  const text = cell.trim();
  switch (kind) {
    case 'text':
      return text;
    case 'flag': {
      const flag = FLAGS[text.toLowerCase()];
      if (flag !== undefined) return flag;
      const number = numberIn(text, style);
      return number === 0 || number === 1 ? number === 1 : new CellFault('is neither 1 nor 0');
    }
    case 'type': {
      const [word = ''] = text.toLowerCase().split(/[\s(]/, 1);
      return TYPES[word] ?? new CellFault('is none of pq, pv, slack and isolated');
    }
    case 'bus': {
      const number = numberIn(text, style);
      const isNumber = typeof number === 'number' && Number.isSafeInteger(number) && number > 0;
      return isNumber ? number : new CellFault('is no positive whole number');
    }
    case 'open':
      return infinity(text) === undefined && !/^(?:none|unlimited|-|—)$/i.test(text)
        ? numberIn(text, style)
        : null;
    case 'limit':
      return infinity(text) ?? numberIn(text, style);
    case 'number':
      return numberIn(text, style);
  }
}

function infinity(text: string): number | undefined {
  const [, sign, word] = /^([-+−]?)(inf|infinity|unlimited|∞)$/i.exec(text) ?? [];
  if (word === undefined) return undefined;
  return sign === '-' || sign === '−' ? -Infinity : Infinity;
}

function numberIn(text: string, style: NumberStyle): number | CellFault {
  const signed = text.replace(/^−/, '-');
  if (COMMA_NUMBER.test(signed)) {
    if (style === 'comma') return finite(Number(signed.replace(',', '.')));
    return new CellFault(
      'has a comma that may stand for a decimal point or for thousands: write all numbers with a point',
    );
  }
  return POINT_NUMBER.test(signed) ? finite(Number(signed)) : new CellFault('is no number');
}

const finite = (value: number): number | CellFault =>
  Number.isFinite(value) ? value : new CellFault('is too large a number');
