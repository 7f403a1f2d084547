import { NotUnderstood, entrywise, joinRow, map, select } from './matrix-value.ts';
import type { Value } from './matrix-value.ts';

/** Finds what a name (`Vbase`) or a field (`mpc.bus`) stands for. */
export type Lookup = (name: string) => Value | undefined;

const NOTHING: Lookup = () => undefined;

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

const CONSTANTS: Readonly<Record<string, number>> = {
  pi: Math.PI,
  Inf: Infinity,
  inf: Infinity,
  NaN: NaN,
};

const OPERATIONS: Readonly<Record<string, (x: number, y: number) => number>> = {
  '+': (x, y) => x + y,
  '-': (x, y) => x - y,
  '*': (x, y) => x * y,
  '/': (x, y) => x / y,
  '^': (x, y) => x ** y,
};

const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eEdD][-+]?\d+)?/y;
const NAME = /[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/y;
const DEEPEST_NESTING = 50;

/** The value of a whole text as an expression. @throws NotUnderstood */
export function evaluate(text: string, lookup: Lookup): Value {
  const parser = new Parser(text, false, lookup);
  const value = parser.sum();
  parser.expectEnd();
  return value;
}

/** The two indices of `(rows, columns)`, parentheses included; null for `:`. @throws NotUnderstood */
export function evaluateIndices(
  text: string,
  sizes: readonly [number, number],
  lookup: Lookup,
): readonly [Value | null, Value | null] {
  const parser = new Parser(text, false, lookup);
  const indices = parser.indices(sizes);
  parser.expectEnd();
  return indices;
}

/**
 * The number at the start of `text`, as it stands in a cell: `135/sqrt(3)`, `50/3`. Blanks separate
 * cells, so `1 -2` is two of them and `1 - 2` is one. Null where there is none.
 */
export function evaluateCell(
  text: string,
  lookup: Lookup = NOTHING,
): { readonly value: number; readonly length: number } | null {
  const parser = new Parser(text, true, lookup);
  try {
    const value = parser.sum();
    return typeof value === 'number' ? { value, length: parser.at } : null;
  } catch (error) {
    if (error instanceof NotUnderstood) return null;
    throw error;
  }
}

class Parser {
  at = 0;
  readonly #text: string;
  readonly #lookup: Lookup;
  /** Whether a blank may end the expression: true directly between brackets. */
  #inCells: boolean;
  #depth = 0;
  /** What `end` stands for in the index that is being read. */
  #end: number | null = null;

  constructor(text: string, inCells: boolean, lookup: Lookup) {
    this.#text = text;
    this.#inCells = inCells;
    this.#lookup = lookup;
  }

  sum(): Value {
    return this.#chain('+-', () => this.#product());
  }

  indices(sizes: readonly [number, number]): readonly [Value | null, Value | null] {
    return this.#enclosed('(', ')', false, () => {
      const row = this.#index(sizes[0]);
      this.#expect(',');
      return [row, this.#index(sizes[1])] as const;
    });
  }

  expectEnd(): void {
    this.#skipBlanks();
    if (this.at < this.#text.length) throw new NotUnderstood();
  }

  #product(): Value {
    return this.#chain('*/', () => this.#signed());
  }

  /** Operands joined by operators of one rank, from left to right. */
  #chain(operators: string, operand: () => Value): Value {
    let left = operand();
    for (;;) {
      const operator = this.#operator(operators);
      if (operator === null) return left;
      left = combine(operator, left, operand());
    }
  }

  /** The sign binds weaker than the power: -2^2 is -4. */
  #signed(): Value {
    this.#skipBlanks();
    const sign = this.#text[this.at];
    if (sign !== '-' && sign !== '+') return this.#power();
    this.at++;
    const value = this.#nested(() => this.#signed());
    return sign === '-' ? entrywise(0, value, (_, x) => -x) : value;
  }

  #power(): Value {
    let left = this.#atom();
    for (;;) {
      const operator = this.#operator('^');
      if (operator === null) return left;
      this.#skipBlanks();
      const negative = this.#text[this.at] === '-';
      if (negative) this.at++;
      const exponent = this.#atom();
      left = combine(operator, left, negative ? entrywise(0, exponent, (_, x) => -x) : exponent);
    }
  }

  #atom(): Value {
    this.#skipBlanks();
    const next = this.#text[this.at];
    if (next === '(') return this.#enclosed('(', ')', false, () => this.sum());
    if (next === '[') return this.#enclosed('[', ']', true, () => this.#row());
    const digits = this.#match(NUMBER);
    if (digits !== null) return Number(digits.replace(/d/i, 'e'));
    const name = this.#match(NAME);
    if (name === null) throw new NotUnderstood();
    return this.#named(name);
  }

  /** A variable, an entry of one, a function of something, or a constant. */
  #named(name: string): Value {
    if (name === 'end' && this.#end !== null) return this.#end;
    const value = this.#lookup(name);
    const isCall = this.#text[this.at] === '(';
    if (value !== undefined) {
      if (!isCall || typeof value === 'number') return value;
      return select(value, ...this.indices([value.rows, value.columns]));
    }
    const apply = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
    if (apply && isCall) {
      const argument = this.#enclosed('(', ')', false, () => this.sum());
      return typeof argument === 'number' ? apply(argument) : map(argument, apply);
    }
    const constant = Object.hasOwn(CONSTANTS, name) ? CONSTANTS[name] : undefined;
    if (constant === undefined) throw new NotUnderstood();
    return constant;
  }

  /** The cells between brackets, separated by blanks or commas. */
  #row(): Value {
    const cells: Value[] = [];
    for (;;) {
      this.#skipBlanks();
      if (this.#text[this.at] === ',') this.at++;
      else if (this.#text[this.at] === ']') return joinRow(cells);
      else cells.push(this.sum());
    }
  }

  #index(size: number): Value | null {
    const outer = this.#end;
    this.#end = size;
    this.#skipBlanks();
    let index: Value | null = null;
    if (this.#text[this.at] === ':') this.at++;
    else {
      index = this.sum();
      this.#skipBlanks();
      if (this.#text[this.at] === ':') {
        this.at++;
        index = range(index, this.sum());
      }
    }
    this.#end = outer;
    return index;
  }

  #enclosed<Result>(opening: string, closing: string, cells: boolean, read: () => Result): Result {
    const outer = this.#inCells;
    this.#expect(opening);
    this.#inCells = cells;
    const result = this.#nested(read);
    this.#expect(closing);
    this.#inCells = outer;
    return result;
  }

  #nested<Result>(read: () => Result): Result {
    if (++this.#depth > DEEPEST_NESTING) throw new NotUnderstood();
    const result = read();
    this.#depth--;
    return result;
  }

  /** The next operator if it is one of these, with its leading point; else nothing is consumed. */
  #operator(operators: string): string | null {
    const start = this.at;
    this.#skipBlanks();
    const blankBefore = this.at > start;
    const point = this.#text[this.at] === '.' ? '.' : '';
    const operator = this.#text[this.at + point.length] ?? '';
    const after = this.#text[this.at + point.length + 1] ?? '';
    const opensCell = this.#inCells && blankBefore && '+-'.includes(operator) && !isBlank(after);
    if (operator === '' || !operators.includes(operator) || opensCell) {
      this.at = start;
      return null;
    }
    this.at += point.length + 1;
    return point + operator;
  }

  #expect(character: string): void {
    this.#skipBlanks();
    if (this.#text[this.at] !== character) throw new NotUnderstood();
    this.at++;
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const [found] = pattern.exec(this.#text) ?? [];
    if (found === undefined) return null;
    this.at += found.length;
    return found;
  }

  #skipBlanks(): void {
    while (isBlank(this.#text[this.at] ?? '')) this.at++;
  }
}

const isBlank = (character: string): boolean => character === ' ' || character === '\t';

/** Entry by entry; the product of two matrices, and what divides by one, is algebra and refused. */
function combine(operator: string, left: Value, right: Value): Value {
  const operation = OPERATIONS[operator.slice(-1)];
  const isScalar = { left: typeof left === 'number', right: typeof right === 'number' };
  const isAlgebra =
    (operator === '*' && !isScalar.left && !isScalar.right) ||
    (operator === '/' && !isScalar.right) ||
    (operator === '^' && !(isScalar.left && isScalar.right));
  if (!operation || isAlgebra) throw new NotUnderstood();
  return entrywise(left, right, operation);
}

function range(from: Value, to: Value): Value {
  if (typeof from !== 'number' || typeof to !== 'number') throw new NotUnderstood();
  const length = Math.floor(to - from) + 1;
  if (!(length >= 0 && length <= 1e6)) throw new NotUnderstood();
  return { rows: 1, columns: length, values: Float64Array.from({ length }, (_, i) => from + i) };
}
