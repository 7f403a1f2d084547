/** Where a JSON text stops being one. */
export interface JsonFault {
  readonly line: number;
  readonly text: string;
}

type Path = readonly (string | number)[];

/** Deeper nesting than this is no document of ours. */
export const DEEPEST_NESTING = 200;

/**
 * Walks a JSON text and tells `visit` the path and the line of every value. Returns the first
 * syntax error, or null. JSON.parse is faster but knows no lines; this is for the moment when there
 * is something to report.
 */
export function walkJson(
  text: string,
  visit: (path: Path, line: number) => void,
): JsonFault | null {
  return new JsonWalker(text, visit).walk();
}

class JsonSyntax extends Error {}

const ESCAPE = /\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/y;
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null)(?![\w.])/y;

class JsonWalker {
  readonly #text: string;
  readonly #visit: (path: Path, line: number) => void;
  readonly #path: (string | number)[] = [];
  #at = 0;
  #line = 1;

  constructor(text: string, visit: (path: Path, line: number) => void) {
    this.#text = text;
    this.#visit = visit;
  }

  walk(): JsonFault | null {
    try {
      this.#value();
      this.#skipBlanks();
      if (this.#at < this.#text.length) this.#fail('the end of the document');
      return null;
    } catch (error) {
      if (!(error instanceof JsonSyntax)) throw error;
      return { line: this.#line, text: error.message };
    }
  }

  #value(): void {
    this.#skipBlanks();
    this.#visit(this.#path, this.#line);
    const opening = this.#text[this.#at];
    if (opening === '{') this.#object();
    else if (opening === '[') this.#array();
    else if (opening === '"') this.#string();
    else if (this.#match(SCALAR) === null) this.#fail('a value');
  }

  #object(): void {
    this.#members('}', () => {
      this.#skipBlanks();
      if (this.#text[this.#at] !== '"') this.#fail('a name in quotes');
      const name = this.#string();
      this.#skipBlanks();
      if (this.#text[this.#at] !== ':') this.#fail('a colon');
      this.#at++;
      return JSON.parse(name) as string;
    });
  }

  #array(): void {
    let index = 0;
    this.#members(']', () => index++);
  }

  #members(closing: string, key: () => string | number): void {
    if (this.#path.length >= DEEPEST_NESTING) this.#fail('less nesting');
    this.#at++;
    this.#skipBlanks();
    if (this.#text[this.#at] === closing) {
      this.#at++;
      return;
    }
    for (;;) {
      this.#path.push(key());
      this.#value();
      this.#path.pop();
      this.#skipBlanks();
      const next = this.#text[this.#at];
      if (next !== ',' && next !== closing) this.#fail(`a comma or “${closing}”`);
      this.#at++;
      if (next === closing) return;
    }
  }

  /** Passes a text in quotes and returns it with them. */
  #string(): string {
    const start = this.#at++;
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (!(code >= 0x20)) this.#fail('a closing quote');
      if (code === 0x5c) {
        if (this.#match(ESCAPE) === null) this.#fail('an escape that JSON knows');
      } else {
        this.#at++;
        if (code === 0x22) return this.#text.slice(start, this.#at);
      }
    }
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const [found] = pattern.exec(this.#text) ?? [];
    if (found === undefined) return null;
    this.#at += found.length;
    return found;
  }

  #skipBlanks(): void {
    for (; this.#at < this.#text.length; this.#at++) {
      const character = this.#text[this.#at];
      if (character === '\n') this.#line++;
      else if (character !== ' ' && character !== '\t' && character !== '\r') return;
    }
  }

  #fail(expected: string): never {
    const rest = this.#text.slice(this.#at, this.#at + 20).split('\n', 1)[0] ?? '';
    const found = this.#at >= this.#text.length ? 'the file ends' : `“${rest}” stands there`;
    throw new JsonSyntax(`${expected} is expected where ${found}`);
  }
}
