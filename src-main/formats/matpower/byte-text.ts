const NEWLINE = 0x0a;

/** Where a scanner stands in the bytes of a file. */
export interface Cursor {
  position: number;
}

/** Blank, tab or carriage return. */
export const isBlank = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x09 || byte === 0x0d;

export function skipBlanks(bytes: Uint8Array, from: number): number {
  let i = from;
  while (isBlank(bytes[i])) i++;
  return i;
}

/** Position of the newline that ends the line, or of the end of the file. */
export function endOfLine(bytes: Uint8Array, from: number): number {
  const end = bytes.indexOf(NEWLINE, from);
  return end < 0 ? bytes.length : end;
}

/** One character a byte, from `start` to before `end`. */
export function ascii(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let i = start; i < end && i < bytes.length; i++) text += String.fromCharCode(bytes[i] ?? 0);
  return text;
}

/** What stands on the line from here on, at most so many characters of it. */
export function restOfLine(bytes: Uint8Array, from: number, longest: number): string {
  const text = ascii(bytes, from, from + longest);
  const newline = text.indexOf('\n');
  return newline < 0 ? text : text.slice(0, newline);
}
