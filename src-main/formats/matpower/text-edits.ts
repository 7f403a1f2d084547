import type { Span } from './case-layout.ts';

interface TextEdit extends Span {
  readonly text: Uint8Array;
}

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};

/** Replacements in the bytes of a file, collected and then made at once. Everything else stays. */
export class TextEdits {
  readonly #bytes: Uint8Array;
  readonly #edits: TextEdit[] = [];
  readonly #newline: string;
  readonly #isUtf8: boolean;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#isUtf8 = isUtf8(bytes);
    this.#newline = bytes[bytes.indexOf(0x0a) - 1] === 0x0d ? '\r\n' : '\n';
  }

  get count(): number {
    return this.#edits.length;
  }

  /** Puts a text, with line ends and in the encoding of the file, in the place of a piece of it. */
  replace({ start, end }: Span, text: string): void {
    this.#edits.push({ start, end, text: this.#encode(text) });
  }

  /** Several texts at one place come in the order in which they were put there. */
  insert(at: number, text: string): void {
    this.replace({ start: at, end: at }, text);
  }

  remove(span: Span): void {
    this.replace(span, '');
  }

  /** The bytes with all edits made; pieces must not overlap. */
  apply(): Uint8Array {
    const edits = [...this.#edits].sort((a, b) => a.start - b.start || a.end - b.end);
    const parts: Uint8Array[] = [];
    let position = 0;
    for (const { start, end, text } of edits) {
      parts.push(this.#bytes.subarray(position, start), text);
      position = end;
    }
    return joined([...parts, this.#bytes.subarray(position)]);
  }

  /** A Latin-1 file keeps being one where the text allows it. */
  #encode(text: string): Uint8Array {
    const lines = this.#newline === '\n' ? text : text.replaceAll('\n', this.#newline);
    const codes = Array.from(lines, (character) => character.codePointAt(0) ?? 0);
    const latin1 = !this.#isUtf8 && codes.every((code) => code < 256);
    return latin1 ? Uint8Array.from(codes) : new TextEncoder().encode(lines);
  }
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let position = 0;
  for (const part of parts) {
    all.set(part, position);
    position += part.length;
  }
  return all;
}
