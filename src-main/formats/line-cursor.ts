/** One line that holds data. */
export interface RawLine {
  readonly text: string;
  /** Line of the file, 1-based. */
  readonly line: number;
}

const isComment = (text: string): boolean => text.trimStart().startsWith('@!');

/** Walks through the lines of a file; `@!` comment lines are passed over everywhere. */
export class LineCursor {
  readonly #text: string;
  #position = 0;
  #line = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Number of the line read last. */
  get line(): number {
    return this.#line;
  }

  /** The next line, which may be blank; null at the end. */
  next(): RawLine | null {
    while (this.#position < this.#text.length) {
      const end = this.#text.indexOf('\n', this.#position);
      const stop = end < 0 ? this.#text.length : end;
      const text = this.#text.slice(this.#position, stop).replace(/\r+$/, '');
      this.#position = stop + 1;
      this.#line++;
      if (text.startsWith('\u001a')) return null;
      if (!isComment(text)) return { text, line: this.#line };
    }
    return null;
  }

  /** The next line that is not blank; null at the end. */
  nextData(): RawLine | null {
    let line = this.next();
    while (line !== null && line.text.trim() === '') line = this.next();
    return line;
  }
}
