import { decodeText } from '../file-text.ts';
import { ascii, endOfLine } from './byte-text.ts';
import type { Cursor } from './byte-text.ts';
import { skipComment } from './skip-comment.ts';

const NEWLINE = 0x0a;
const QUOTE = 0x27;
const DOUBLE_QUOTE = 0x22;

/** Longer than this is no statement of a case file, and no text in one. */
const LONGEST_STATEMENT = 50_000;
const LONGEST_TEXT = 20_000;

export interface ScannedStatement {
  /** Without comments; continued lines joined by a blank. */
  readonly text: string;
  /** Newlines passed. */
  readonly newlines: number;
  /** False where the file ends within brackets. */
  readonly closed: boolean;
}

/**
 * Reads one statement of code: up to a semicolon, comma or newline outside brackets and quotes.
 * The cursor ends on that separator. Null where it does not end within reason.
 */
export function scanStatement(bytes: Uint8Array, cursor: Cursor): ScannedStatement | null {
  const limit = cursor.position + LONGEST_STATEMENT;
  let text = '';
  let newlines = 0;
  let depth = 0;
  let previous = NEWLINE;
  while (cursor.position < bytes.length) {
    if (cursor.position > limit) return null;
    const byte = bytes[cursor.position] ?? 0;
    if (byte === 0x25) {
      newlines += skipComment(bytes, cursor).newlines;
      continue;
    }
    if (startsContinuation(bytes, cursor.position)) {
      cursor.position = Math.min(endOfLine(bytes, cursor.position) + 1, bytes.length);
      newlines++;
      text += ' ';
      previous = 0x20;
      continue;
    }
    if (byte === DOUBLE_QUOTE || (byte === QUOTE && !transposes(previous))) {
      const start = cursor.position;
      if (scanQuoted(bytes, cursor) === null) return null;
      text += ascii(bytes, start, cursor.position);
      previous = QUOTE;
      continue;
    }
    if (byte === 0x28 || byte === 0x5b || byte === 0x7b) depth++;
    if (byte === 0x29 || byte === 0x5d || byte === 0x7d) depth--;
    if (depth <= 0 && (byte === NEWLINE || byte === 0x3b || byte === 0x2c)) break;
    if (byte === NEWLINE) newlines++;
    text += String.fromCharCode(byte);
    previous = byte;
    cursor.position++;
  }
  return { text: text.trim(), newlines, closed: depth <= 0 };
}

/** The content of a quoted text at the cursor, doubled quotes undoubled; null where none closes. */
export function scanQuoted(bytes: Uint8Array, cursor: Cursor): string | null {
  const quote = bytes[cursor.position] ?? 0;
  const start = cursor.position + 1;
  for (let i = start; i < start + LONGEST_TEXT && i < bytes.length; i++) {
    if (bytes[i] === NEWLINE) return null;
    if (bytes[i] !== quote) continue;
    if (bytes[i + 1] === quote) {
      i++;
      continue;
    }
    cursor.position = i + 1;
    const mark = String.fromCharCode(quote);
    return decodeText(bytes.subarray(start, i)).replaceAll(mark + mark, mark);
  }
  return null;
}

/** After a name, a number or a closing bracket a quote transposes; elsewhere it opens a text. */
const transposes = (previous: number): boolean => /[\w)\]}'.]/.test(String.fromCharCode(previous));

const startsContinuation = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === 0x2e && bytes[at + 1] === 0x2e && bytes[at + 2] === 0x2e;
