import { ascii } from './byte-text.ts';
import type { Cursor } from './byte-text.ts';

const DOT = 0x2e;
const PLUS = 0x2b;
const MINUS = 0x2d;

/** Powers of ten that a double holds exactly. */
export const POWERS_OF_TEN = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
const LARGEST_EXACT_INTEGER = 2 ** 53;

/**
 * The decimal number at the cursor, correctly rounded; the cursor moves behind it, or stays where
 * it is when there is none. Reads `1`, `1.`, `.5`, `-1e-3`, `1d3`, `Inf`, `NaN` in any case.
 *
 * A mantissa of at most 2^53 times or over a power of ten of at most 10^22 is one exact product or
 * quotient of two doubles, hence correctly rounded (Clinger 1990); everything else takes the slow
 * road through the text.
 */
export function scanNumber(bytes: Uint8Array, cursor: Cursor): number {
  const start = cursor.position;
  let i = start;
  const sign = bytes[i] ?? 0;
  if (sign === MINUS || sign === PLUS) i++;
  const firstDigit = i;
  let mantissa = 0;
  let digit = (bytes[i] ?? 0) - 0x30;
  while (digit >= 0 && digit <= 9) {
    mantissa = mantissa * 10 + digit;
    digit = (bytes[++i] ?? 0) - 0x30;
  }
  let digits = i - firstDigit;
  let scale = 0;
  if ((bytes[i] ?? 0) === DOT) {
    const point = i;
    digit = (bytes[++i] ?? 0) - 0x30;
    while (digit >= 0 && digit <= 9) {
      mantissa = mantissa * 10 + digit;
      digit = (bytes[++i] ?? 0) - 0x30;
    }
    scale = point + 1 - i;
    digits -= scale;
  }
  if (digits === 0) return scanWord(bytes, cursor, firstDigit, sign === MINUS);
  const letter = (bytes[i] ?? 0) | 0x20;
  if (letter === 0x65 || letter === 0x64) {
    cursor.position = i + 1;
    const exponent = scanExponent(bytes, cursor);
    if (cursor.position > i + 1) {
      i = cursor.position;
      scale += exponent;
    }
  }
  cursor.position = i;
  let value: number;
  if (mantissa > LARGEST_EXACT_INTEGER || scale < -22 || scale > 22) {
    return Number(ascii(bytes, start, i).replace(/d/i, 'e')) + 0;
  } else if (scale < 0) value = mantissa / (POWERS_OF_TEN[-scale] ?? 1);
  else value = mantissa * (POWERS_OF_TEN[scale] ?? 1);
  return sign === MINUS ? 0 - value : value;
}

/** The whole number behind an exponent letter; the cursor stays where there is none. */
function scanExponent(bytes: Uint8Array, cursor: Cursor): number {
  let i = cursor.position;
  const sign = bytes[i] ?? 0;
  if (sign === MINUS || sign === PLUS) i++;
  const firstDigit = i;
  let exponent = 0;
  let digit = (bytes[i] ?? 0) - 0x30;
  while (digit >= 0 && digit <= 9) {
    exponent = Math.min(exponent * 10 + digit, 99_999);
    digit = (bytes[++i] ?? 0) - 0x30;
  }
  if (i > firstDigit) cursor.position = i;
  return sign === MINUS ? -exponent : exponent;
}

/** `Inf` and `NaN`, which have no digits. */
function scanWord(bytes: Uint8Array, cursor: Cursor, at: number, negative: boolean): number {
  const letter = (bytes[at] ?? 0) | 0x20;
  if (letter !== 0x69 && letter !== 0x6e) return NaN;
  const word = ascii(bytes, at, at + 3).toLowerCase();
  if (word !== 'inf' && word !== 'nan') return NaN;
  cursor.position = at + 3;
  if (word === 'nan') return NaN;
  return negative ? -Infinity : Infinity;
}
