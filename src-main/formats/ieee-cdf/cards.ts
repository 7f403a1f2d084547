import type { MessageList } from '../message-list.ts';
import { LineCursor } from '../line-cursor.ts';
import type { RawLine } from '../line-cursor.ts';

/** First and last column of a field, counted from 1 as the format's description does. */
export type Field = readonly [first: number, last: number];

/**
 * Working Group on a Common Format for Exchange of Solved Load Flow Data, IEEE Trans. Power
 * Apparatus and Systems PAS-92 (1973), pp. 1916–1925.
 */
export const TITLE = { baseMva: [32, 37], identification: [46, 73] } as const;

export const BUS = {
  number: [1, 4],
  name: [6, 17],
  area: [19, 20],
  zone: [21, 23],
  type: [25, 26],
  vm: [28, 33],
  va: [34, 40],
  pd: [41, 49],
  qd: [50, 59],
  pg: [60, 67],
  qg: [68, 75],
  baseKv: [77, 83],
  desiredVm: [85, 90],
  max: [91, 98],
  min: [99, 106],
  g: [107, 114],
  b: [115, 122],
} as const;

export const BRANCH = {
  tapBus: [1, 4],
  zBus: [6, 9],
  circuit: [17, 17],
  type: [19, 19],
  r: [20, 29],
  x: [30, 40],
  b: [41, 50],
  rating1: [51, 55],
  rating2: [57, 61],
  rating3: [63, 67],
  ratio: [77, 82],
  angle: [84, 90],
} as const;

export type CdfSection = 'bus' | 'branch';

export interface CdfDocument {
  readonly title: RawLine;
  readonly cards: Readonly<Record<CdfSection, readonly RawLine[]>>;
}

/** Bus numbers have four columns: what holds more cards than this is no network. */
const MOST_CARDS = 100_000;

/** Cuts the file into its cards: title, then sections that end by a line of nines. */
export function parseCdf(text: string, messages: MessageList): CdfDocument | null {
  const cursor = new LineCursor(text);
  const title = cursor.nextData();
  if (!title) {
    messages.error('The file holds no lines of data: choose another one.');
    return null;
  }
  const cards: Record<CdfSection, RawLine[]> = { bus: [], branch: [] };
  let section: CdfSection | 'other' | null = null;
  let expected: { count: number; line: number } | null = null;
  for (let card = cursor.nextData(); card !== null; card = cursor.nextData()) {
    const begins = /^\s*(BUS|BRANCH|LOSS|INTERCHANGE|TIE)\b.*\bFOLLOW/i.exec(card.text);
    if (begins) {
      section = sectionNamed(begins[1] ?? '');
      const count = Number(/FOLLOWS?\s+(\d+)/i.exec(card.text)?.[1] ?? NaN);
      expected = Number.isNaN(count) ? null : { count, line: card.line };
    } else if (/^\s*-9+\b/.test(card.text)) {
      if (section && section !== 'other') checkCount(cards[section], section, expected, messages);
      section = null;
    } else if (section === 'bus' || section === 'branch') {
      if (cards[section].push(card) <= MOST_CARDS) continue;
      messages.error(
        `There are more than ${MOST_CARDS} ${section} cards, more than the format can number: check the file.`,
        card.line,
      );
      return null;
    }
  }
  if (section === 'bus' || section === 'branch') {
    messages.error(
      `The ${section} cards are not closed by -999: the file may be cut off; fetch it again.`,
      cursor.line,
    );
    return null;
  }
  return { title, cards };
}

function sectionNamed(word: string): CdfSection | 'other' {
  if (/^BUS$/i.test(word)) return 'bus';
  return /^BRANCH$/i.test(word) ? 'branch' : 'other';
}

function checkCount(
  cards: readonly RawLine[],
  section: CdfSection,
  expected: { count: number; line: number } | null,
  messages: MessageList,
): void {
  if (!expected || expected.count === cards.length) return;
  messages.warning(
    `The file announces ${expected.count} ${section} cards and holds ${cards.length}: check that it is whole.`,
    expected.line,
  );
}

export const textAt = ({ text }: RawLine, [first, last]: Field): string =>
  text.slice(first - 1, last).trim();

export const isBlank = (card: RawLine, field: Field): boolean => textAt(card, field) === '';

/** The number in a field; an empty field is 0, anything else that is no number an error. */
export function numberAt(card: RawLine, field: Field, what: string, messages: MessageList): number {
  const text = textAt(card, field);
  if (text === '') return 0;
  const value = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[ed][-+]?\d+)?$/i.test(text)
    ? Number(text.replace(/d/i, 'e'))
    : NaN;
  if (Number.isFinite(value)) return value + 0;
  messages.error(
    `“${text}” in columns ${field[0]} to ${field[1]} (${what}) is no finite number: write the number, in these columns.`,
    card.line,
  );
  return 0;
}
