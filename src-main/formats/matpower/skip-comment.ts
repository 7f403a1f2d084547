import { endOfLine, isBlank, skipBlanks } from './byte-text.ts';
import type { Cursor } from './byte-text.ts';

const NEWLINE = 0x0a;
const PERCENT = 0x25;
const OPENING = 0x7b;
const CLOSING = 0x7d;

export interface SkippedComment {
  /** Newlines passed. */
  readonly newlines: number;
  /** False where a block comment reaches the end of the file. */
  readonly closed: boolean;
}

/**
 * Moves from a `%` to the newline that ends the comment, or, where the `%` opens a block (`%{`
 * alone on its line), to the one after the matching `%}`.
 */
export function skipComment(bytes: Uint8Array, cursor: Cursor): SkippedComment {
  const start = cursor.position;
  cursor.position = endOfLine(bytes, start);
  if (!standsAlone(bytes, start, OPENING)) return { newlines: 0, closed: true };
  let newlines = 0;
  for (let depth = 1; depth > 0;) {
    if (cursor.position >= bytes.length) return { newlines, closed: false };
    const first = skipBlanks(bytes, cursor.position + 1);
    cursor.position = endOfLine(bytes, cursor.position + 1);
    newlines++;
    if (standsAlone(bytes, first, OPENING)) depth++;
    else if (standsAlone(bytes, first, CLOSING)) depth--;
  }
  return { newlines, closed: true };
}

/** Whether `%{` or `%}` is all that its line holds. */
function standsAlone(bytes: Uint8Array, at: number, brace: number): boolean {
  if (bytes[at] !== PERCENT || bytes[at + 1] !== brace) return false;
  const after = skipBlanks(bytes, at + 2);
  if (after < bytes.length && bytes[after] !== NEWLINE) return false;
  let before = at - 1;
  while (isBlank(bytes[before])) before--;
  return before < 0 || bytes[before] === NEWLINE;
}
