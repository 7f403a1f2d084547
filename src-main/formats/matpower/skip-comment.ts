import type { Cursor } from './scan-number.ts';

const NEWLINE = 0x0a;
const PERCENT = 0x25;

/**
 * Moves from a `%` to the newline that ends the comment, or, where the `%` opens a block (`%{`
 * alone on its line), to the one after the matching `%}`. Returns the newlines passed.
 */
export function skipComment(bytes: Uint8Array, cursor: Cursor): number {
  let end = endOfLine(bytes, cursor.position);
  if (!standsAlone(bytes, cursor.position, 0x7b)) {
    cursor.position = end;
    return 0;
  }
  let newlines = 0;
  for (let depth = 1; depth > 0 && end < bytes.length;) {
    const start = end + 1;
    newlines++;
    end = endOfLine(bytes, start);
    const first = skipBlanks(bytes, start);
    if (standsAlone(bytes, first, 0x7b)) depth++;
    else if (standsAlone(bytes, first, 0x7d)) depth--;
  }
  cursor.position = end;
  return newlines;
}

export function endOfLine(bytes: Uint8Array, from: number): number {
  const end = bytes.indexOf(NEWLINE, from);
  return end < 0 ? bytes.length : end;
}

export function skipBlanks(bytes: Uint8Array, from: number): number {
  let i = from;
  while (isBlank(bytes[i])) i++;
  return i;
}

/** Blank, tab or carriage return. */
export const isBlank = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x09 || byte === 0x0d;

/** Whether `%{` or `%}` is all that its line holds. */
function standsAlone(bytes: Uint8Array, at: number, brace: number): boolean {
  if (bytes[at] !== PERCENT || bytes[at + 1] !== brace) return false;
  const after = skipBlanks(bytes, at + 2);
  if (after < bytes.length && bytes[after] !== NEWLINE) return false;
  let before = at - 1;
  while (isBlank(bytes[before])) before--;
  return before < 0 || bytes[before] === NEWLINE;
}
