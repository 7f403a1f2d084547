/**
 * Arithmetic as it stands in cells and scalars of case files: `135/sqrt(3)`, `50/3`, `2*pi`.
 * Inside a matrix blanks separate cells, so there `1 -2` is two cells and `1 - 2` is one.
 */
export interface EvaluatedExpression {
  readonly value: number;
  /** Characters of the text that the expression took. */
  readonly length: number;
}

const FUNCTIONS: Readonly<Record<string, (x: number) => number>> = {
  sqrt: Math.sqrt,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  exp: Math.exp,
  log: Math.log,
  abs: Math.abs,
};

const CONSTANTS: Readonly<Record<string, number>> = { pi: Math.PI, Inf: Infinity, inf: Infinity };

const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eEdD][-+]?\d+)?/y;
const NAME = /[A-Za-z_]\w*/y;
const DEEPEST_NESTING = 50;

/**
 * Value of the expression at the start of `text`; null where there is none, or it uses a name that
 * is neither known here nor in `variables`.
 */
export function evaluateExpression(
  text: string,
  inMatrix: boolean,
  variables: ReadonlyMap<string, number> = new Map(),
): EvaluatedExpression | null {
  const parser = new Parser(text, inMatrix, variables);
  const value = parser.sum();
  return value === null ? null : { value, length: parser.at };
}

class Parser {
  at = 0;
  readonly #text: string;
  readonly #variables: ReadonlyMap<string, number>;
  /** Depth of parentheses: inside them a blank is only a blank, even in a matrix. */
  #depth = 0;
  readonly #inMatrix: boolean;

  constructor(text: string, inMatrix: boolean, variables: ReadonlyMap<string, number>) {
    this.#text = text;
    this.#inMatrix = inMatrix;
    this.#variables = variables;
  }

  sum(): number | null {
    let left = this.#product();
    while (left !== null) {
      const operator = this.#operator('+-');
      if (operator === null) break;
      const right = this.#product();
      if (right === null) return null;
      left = operator === '+' ? left + right : left - right;
    }
    return left;
  }

  #product(): number | null {
    let left = this.#signed();
    while (left !== null) {
      const operator = this.#operator('*/');
      if (operator === null) break;
      const right = this.#signed();
      if (right === null) return null;
      left = operator === '*' ? left * right : left / right;
    }
    return left;
  }

  /** The sign binds weaker than the power: -2^2 is -4. */
  #signed(): number | null {
    this.#skipBlanks();
    const sign = this.#text[this.at];
    if (sign !== '-' && sign !== '+') return this.#power();
    this.at++;
    if (++this.#depth > DEEPEST_NESTING) return null;
    const value = this.#signed();
    this.#depth--;
    if (value === null) return null;
    return sign === '-' ? -value : value;
  }

  #power(): number | null {
    let left = this.#atom();
    while (left !== null && this.#operator('^') !== null) {
      this.#skipBlanks();
      const sign = this.#text[this.at] === '-' ? -1 : 1;
      if (sign < 0) this.at++;
      const right = this.#atom();
      if (right === null) return null;
      left **= sign * right;
    }
    return left;
  }

  #atom(): number | null {
    this.#skipBlanks();
    if (this.#text[this.at] === '(') return this.#parenthesis();
    const digits = this.#match(NUMBER);
    if (digits !== null) return Number(digits.replace(/d/i, 'e'));
    const name = this.#match(NAME);
    if (name === null) return null;
    const apply = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
    if (apply && this.#text[this.at] === '(') {
      const argument = this.#parenthesis();
      return argument === null ? null : apply(argument);
    }
    const constant = Object.hasOwn(CONSTANTS, name) ? CONSTANTS[name] : undefined;
    return this.#variables.get(name) ?? constant ?? null;
  }

  #parenthesis(): number | null {
    if (++this.#depth > DEEPEST_NESTING) return null;
    this.at++;
    const value = this.sum();
    this.#skipBlanks();
    if (value === null || this.#text[this.at] !== ')') return null;
    this.at++;
    this.#depth--;
    return value;
  }

  /** The next operator if it is one of these, `.*` and `./` included; else nothing is consumed. */
  #operator(operators: string): string | null {
    const start = this.at;
    this.#skipBlanks();
    const blankBefore = this.at > start;
    if (this.#text[this.at] === '.' && /[*/^]/.test(this.#text[this.at + 1] ?? '')) this.at++;
    const operator = this.#text[this.at] ?? '';
    if (operator === '' || !operators.includes(operator) || this.#startsCell(blankBefore)) {
      this.at = start;
      return null;
    }
    this.at++;
    return operator;
  }

  /** In a matrix, a sign after a blank and before none opens the next cell. */
  #startsCell(blankBefore: boolean): boolean {
    if (!this.#inMatrix || this.#depth > 0 || !blankBefore) return false;
    const operator = this.#text[this.at] ?? '';
    return (operator === '+' || operator === '-') && !/[ \t]/.test(this.#text[this.at + 1] ?? '');
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const [found] = pattern.exec(this.#text) ?? [];
    if (found === undefined) return null;
    this.at += found.length;
    return found;
  }

  #skipBlanks(): void {
    while (this.#text[this.at] === ' ' || this.#text[this.at] === '\t') this.at++;
  }
}
