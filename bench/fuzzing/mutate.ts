import type { RandomStream } from '../../src-main/numerics/random/random-stream.ts';

/** What a mutation does to a file; `other` is a file of any format, to take pieces from. */
type Mutation = (bytes: Uint8Array, random: RandomStream, other: Uint8Array) => Uint8Array;

/** One to four mutations, one after the other; the same stream gives the same file. */
export function mutate(bytes: Uint8Array, other: Uint8Array, random: RandomStream): Mutated {
  let mutated = bytes;
  const names: string[] = [];
  for (let left = 1 + random.below(4); left > 0; left--) {
    const [name, mutation] = MUTATIONS[random.below(MUTATIONS.length)]!;
    names.push(name);
    mutated = mutation(mutated, random, other).subarray(0, LONGEST);
  }
  return { bytes: mutated, names };
}

export interface Mutated {
  readonly bytes: Uint8Array;
  readonly names: readonly string[];
}

/** Files do not grow beyond this, so that a run stays short. */
const LONGEST = 300_000;

const join = (...parts: readonly Uint8Array[]): Uint8Array => {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
};

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));

function range(bytes: Uint8Array, random: RandomStream): [number, number] {
  const start = random.below(bytes.length + 1);
  return [start, Math.min(bytes.length, start + random.below(200))];
}

/** Changes the lines of a text. */
const onLines =
  (change: (lines: string[], random: RandomStream, other: readonly string[]) => void): Mutation =>
  (bytes, random, other) => {
    const lines = textOf(bytes).split('\n');
    change(lines, random, textOf(other).split('\n'));
    return bytesOf(lines.join('\n'));
  };

/** Puts something in the place of one number, or of one in ten. */
const onNumbers =
  (replacement: (number: string, random: RandomStream) => string): Mutation =>
  (bytes, random) => {
    const text = textOf(bytes);
    const count = text.match(NUMBER)?.length ?? 0;
    const all = random.uniform() < 0.2;
    const chosen = random.below(count + 1);
    let seen = 0;
    return bytesOf(
      text.replace(NUMBER, (number) => {
        const hit = all ? random.uniform() < 0.1 : seen === chosen;
        seen++;
        return hit ? replacement(number, random) : number;
      }),
    );
  };

const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g;

const ODD_NUMBERS =
  '0 -0 -1 1e308 1e999 -1e999 NaN Inf -Inf 1e-320 99999999999999999999 2147483648 4294967296 1e9 0x1F 1,5 1.2.3 - + . e5 null true "" 1/0 sqrt(-1) ∞ #N/A'.split(
    ' ',
  );
const ODD_TEXTS = [
  '\0',
  '\xff\xfe',
  '"',
  "'",
  '""',
  ',',
  ',,,,,,,,',
  ';',
  '\t',
  '\r',
  '\n\n\n',
  '/',
  '%{',
  '...',
  '[',
  ']',
  '{',
  '}',
  '];',
  '<',
  '</row>',
  '&#x110000;',
  '# bus\n',
  '0 /\n',
  'Q\n',
  '-999\n',
  'END\n',
  '__proto__',
  '"constructor"',
  '{"a":',
  '[[[[',
];

const pick = <Item>(items: readonly Item[], random: RandomStream): Item =>
  items[random.below(items.length)]!;

const MUTATIONS: readonly (readonly [string, Mutation])[] = [
  [
    'flip bytes',
    (bytes, random) => {
      const copy = bytes.slice();
      for (let left = 1 + random.below(8); left > 0 && copy.length > 0; left--) {
        copy[random.below(copy.length)] = random.below(256);
      }
      return copy;
    },
  ],
  [
    'cut out a range',
    (bytes, random) => {
      const [start, end] = range(bytes, random);
      return join(bytes.subarray(0, start), bytes.subarray(end));
    },
  ],
  [
    'repeat a range',
    (bytes, random) => {
      const [start, end] = range(bytes, random);
      const piece = bytes.subarray(start, end);
      const times = random.uniform() < 0.1 ? 200 : 1 + random.below(5);
      return join(
        bytes.subarray(0, end),
        ...Array<Uint8Array>(times).fill(piece),
        bytes.subarray(end),
      );
    },
  ],
  [
    'insert bytes',
    (bytes, random) => {
      const [start] = range(bytes, random);
      const odd = Uint8Array.from({ length: 1 + random.below(20) }, () => random.below(256));
      return join(bytes.subarray(0, start), odd, bytes.subarray(start));
    },
  ],
  ['truncate', (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1))],
  [
    'insert an odd text',
    (bytes, random) => {
      const [start] = range(bytes, random);
      const times = random.uniform() < 0.05 ? 3000 : 1;
      const odd = bytesOf(pick(ODD_TEXTS, random).repeat(times));
      return join(bytes.subarray(0, start), odd, bytes.subarray(start));
    },
  ],
  [
    'splice another file in',
    (bytes, random, other) => {
      const [start, end] = range(other, random);
      const [at] = range(bytes, random);
      return join(bytes.subarray(0, at), other.subarray(start, end), bytes.subarray(at));
    },
  ],
  [
    'delete lines',
    onLines((lines, random) => lines.splice(random.below(lines.length), 1 + random.below(3))),
  ],
  [
    'repeat a line',
    onLines((lines, random) => {
      const at = random.below(lines.length);
      const times = random.uniform() < 0.1 ? 500 : 1 + random.below(3);
      lines.splice(at, 0, ...Array<string>(times).fill(lines[at]!));
    }),
  ],
  [
    'swap lines',
    onLines((lines, random) => {
      const [a, b] = [random.below(lines.length), random.below(lines.length)];
      [lines[a], lines[b]] = [lines[b]!, lines[a]!];
    }),
  ],
  [
    'join lines',
    onLines((lines, random) => {
      const at = random.below(lines.length);
      lines.splice(at, 2, lines.slice(at, at + 2).join(''));
    }),
  ],
  [
    'take a line of another file',
    onLines((lines, random, other) => {
      lines[random.below(lines.length)] = pick(other, random);
    }),
  ],
  ['odd numbers', onNumbers((_, random) => pick(ODD_NUMBERS, random))],
  ['huge counts', onNumbers((_, random) => String(10 ** (3 + random.below(17))))],
  ['negative numbers', onNumbers((number) => `-${number}`)],
  ['other numbers', onNumbers((_, random) => String(random.below(40)))],
  ['no numbers', onNumbers(() => '')],
];
