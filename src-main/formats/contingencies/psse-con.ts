import type { ElementKind, ElementRef } from '../../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import { singleOutages } from '../../../src-shared/studies/contingency.ts';
import type { Contingency } from '../../../src-shared/studies/contingency.ts';
import type { MessageList } from '../message-list.ts';
import type { ElementFinder, NamedElement } from './element-finder.ts';
import { ContingencyListBuilder, longestName } from './list-builder.ts';

/**
 * A PSS/E contingency description file. Understood are named cases (`CONTINGENCY 'x'` … `END`) that
 * disconnect branches and buses and remove machines, loads and shunts, and the two automatic lists
 * `SINGLE BRANCH IN SYSTEM` and `SINGLE MACHINE IN SYSTEM`. A case with any other statement is left
 * out whole, with a warning.
 */
export function readPsseCon(
  text: string,
  grid: GridCase,
  find: ElementFinder,
  messages: MessageList,
): Contingency[] {
  const builder = new ContingencyListBuilder(find, messages);
  const automatic: Contingency[] = [];
  let open: string | null = null;
  let openedOn = 0;
  let line = 0;
  for (const content of text.split(/\r\n|\r|\n/)) {
    line++;
    const words = wordsOf(content);
    const [first = ''] = words;
    if (first === '' || first === 'COM') continue;
    if (first === 'CONTINGENCY') {
      if (open !== null) builder.drop(open, 'it has no END', openedOn);
      open = openCase(words.slice(1), builder, messages, line);
      openedOn = line;
    } else if (first === 'END') open = null;
    else if (open !== null) addStatement(open, words, content, builder, line);
    else automatic.push(...automaticList(words, content, grid, messages, line));
  }
  if (open !== null) builder.drop(open, 'it has no END', openedOn);
  const named = builder.finish();
  const names = new Set(named.map(({ name }) => name));
  return [...named, ...automatic.filter(({ name }) => unseen(names, name))];
}

function openCase(
  words: readonly string[],
  builder: ContingencyListBuilder,
  messages: MessageList,
  line: number,
): string {
  const wanted = words.join(' ').trim().slice(0, longestName) || `Contingency of line ${line}`;
  let name = wanted;
  for (let i = 2; builder.has(name); i++) name = `${wanted.slice(0, longestName - 8)} (${i})`;
  if (name !== wanted) {
    messages.warning(
      `There are two contingencies “${wanted}”: this one is called “${name}”.`,
      line,
    );
  }
  builder.open(name, line);
  return name;
}

function addStatement(
  name: string,
  words: readonly string[],
  content: string,
  builder: ContingencyListBuilder,
  line: number,
): void {
  const element = statementElement(
    words.map((word) => word.toUpperCase()),
    words,
  );
  if (element) builder.add(name, element, line);
  else builder.drop(name, `“${content.trim().slice(0, 80)}” is not understood`, line);
}

const OUT = ['DISCONNECT', 'OPEN', 'TRIP', 'REMOVE'];
const NOUNS: Readonly<Record<string, ElementKind>> = Object.assign(Object.create(null), {
  BRANCH: 'branch',
  LINE: 'branch',
  MACHINE: 'generator',
  UNIT: 'generator',
  GENERATOR: 'generator',
  LOAD: 'load',
  SHUNT: 'shunt',
  SWSHUNT: 'shunt',
  BUS: 'bus',
}) as Readonly<Record<string, ElementKind>>;

/** `upper` are the words in capitals; identifiers are taken as they stand. */
function statementElement(upper: readonly string[], words: readonly string[]): NamedElement | null {
  const kind = NOUNS[upper[1] ?? ''];
  if (!OUT.includes(upper[0] ?? '') || kind === undefined) return null;
  if (kind === 'bus') {
    const bus = busNumber(upper[2]);
    return bus !== null && upper.length === 3 ? { kind, bus, toBus: null, id: '' } : null;
  }
  return kind === 'branch' ? branchOf(upper, words) : deviceOf(kind, upper, words);
}

/** `… FROM BUS i TO BUS j [CKT c]`; a third bus names a three-winding transformer. */
function branchOf(upper: readonly string[], words: readonly string[]): NamedElement | null {
  const [, , from, bus, i, to, toBusWord, j, circuitWord] = upper;
  const phrase = [from, bus, to, toBusWord].join(' ');
  const [start, end] = [busNumber(i), busNumber(j)];
  if (phrase !== 'FROM BUS TO BUS' || start === null || end === null) return null;
  if (upper.length === 8) return { kind: 'branch', bus: start, toBus: end, id: '' };
  const isCircuit = ['CKT', 'CIRCUIT', 'CIRC', 'ID'].includes(circuitWord ?? '');
  if (!isCircuit || upper.length !== 10) return null;
  return { kind: 'branch', bus: start, toBus: end, id: (words[9] ?? '').trim() };
}

/** `… [id] FROM BUS i`. */
function deviceOf(
  kind: ElementKind,
  upper: readonly string[],
  words: readonly string[],
): NamedElement | null {
  const named = upper[2] !== 'FROM' && upper[2] !== 'AT';
  const [preposition = '', busWord = '', i, ...rest] = upper.slice(named ? 3 : 2);
  const bus = busNumber(i);
  if (!['FROM', 'AT'].includes(preposition) || busWord !== 'BUS' || bus === null) return null;
  return rest.length > 0
    ? null
    : { kind, bus, toBus: null, id: named ? (words[2] ?? '').trim() : '' };
}

const busNumber = (word = ''): number | null => (/^\d{1,9}$/.test(word) ? Number(word) : null);

function automaticList(
  words: readonly string[],
  content: string,
  grid: GridCase,
  messages: MessageList,
  line: number,
): Contingency[] {
  const statement = words.join(' ').toUpperCase();
  const kind = /^SINGLE (BRANCH|LINE) IN SYSTEM$/.test(statement)
    ? 'branch'
    : /^SINGLE (MACHINE|UNIT) IN SYSTEM$/.test(statement)
      ? 'generator'
      : null;
  if (kind === null) {
    messages.warning(`“${content.trim().slice(0, 80)}” is not understood and left out.`, line);
    return [];
  }
  return singleOutages(grid).filter(({ elements }) => elements[0]?.kind === kind);
}

function unseen(names: Set<string>, name: string): boolean {
  if (names.has(name)) return false;
  names.add(name);
  return true;
}

/** The words of a line: separated by blanks or commas, quoted ones whole, `/` begins a remark. */
function wordsOf(line: string): string[] {
  const words: string[] = [];
  for (const [, single, double, bare] of line.matchAll(WORD)) {
    if (bare?.startsWith('/') || bare?.startsWith('!')) break;
    words.push(single ?? double ?? bare ?? '');
  }
  const [first = ''] = words;
  if (/^[a-z]+$/i.test(first)) words[0] = first.toUpperCase();
  return words;
}

const WORD = /'([^']*)'|"([^"]*)"|([^\s,'"]+)/g;

/**
 * The list as a PSS/E contingency description file. What the format cannot hold is left out:
 * contingencies that are switched off, and apostrophes in names.
 */
export function psseCon(list: readonly Contingency[]): string {
  const cases = list
    .filter(({ enabled }) => enabled)
    .map(({ name, elements }) =>
      [`CONTINGENCY '${plainName(name)}'`, ...elements.map(statementOf), 'END'].join('\n'),
    );
  return [...cases, 'END', ''].join('\n');
}

const plainName = (name: string): string => name.replace(/['\r\n]/g, ' ').replace(/–/g, '-');

function statementOf(element: ElementRef): string {
  switch (element.kind) {
    case 'bus':
      return `DISCONNECT BUS ${element.number}`;
    case 'branch':
      return `DISCONNECT BRANCH FROM BUS ${element.from} TO BUS ${element.to} CKT '${element.circuit}'`;
    case 'generator':
      return `REMOVE MACHINE '${element.id}' FROM BUS ${element.bus}`;
    default:
      return `REMOVE ${element.kind.toUpperCase()} '${element.id}' FROM BUS ${element.bus}`;
  }
}
