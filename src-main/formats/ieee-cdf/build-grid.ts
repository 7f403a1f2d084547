import { busRef } from '../../../src-shared/grid/element-ref.ts';
import type { ElementKind } from '../../../src-shared/grid/element-ref.ts';
import { emptyGrid } from '../../../src-shared/grid/grid-case.ts';
import type {
  Branch,
  Bus,
  BusType,
  Generator,
  GridCase,
  Load,
  Shunt,
} from '../../../src-shared/grid/grid-case.ts';
import { noteSlackBuses, typesChecked } from '../bus-types.ts';
import { requireFiniteGrid } from '../finite-check.ts';
import { LineIndex } from '../line-index.ts';
import type { MessageList } from '../message-list.ts';
import type { RawLine } from '../line-cursor.ts';
import { BRANCH, BUS, TITLE, isBlank, numberAt, textAt } from './cards.ts';
import type { CdfDocument } from './cards.ts';

export interface BuiltCdf {
  readonly grid: GridCase;
  readonly lines: LineIndex;
}

/** 0: load; 1: load that holds its reactive power; 2: holds its voltage; 3: holds the angle. */
const TYPES: readonly BusType[] = ['pq', 'pq', 'pv', 'slack'];

/** The network of a file in IEEE common data format. Null where it has errors. */
export function buildCdfGrid(
  { title, cards }: CdfDocument,
  fileName: string,
  messages: MessageList,
): BuiltCdf | null {
  const baseMva = baseOf(title, messages);
  if (cards.bus.length === 0) {
    messages.error('The file has no bus cards: a network needs them.', title.line);
  }
  const draft = new CdfDraft(baseMva, messages);
  for (const card of cards.bus) draft.addBus(card);
  for (const card of cards.branch) draft.addBranch(card);
  if (messages.hasErrors) return null;
  const { buses, branches, generators, loads, shunts, lines } = draft;
  const grid: GridCase = {
    ...emptyGrid,
    name: textAt(title, TITLE.identification) || fileName.replace(/\.[^.]*$/, '').slice(0, 200),
    description: title.text.trim(),
    sources: [`IEEE common data format file ${fileName}`],
    baseMva,
    buses: typesChecked(buses, generators, messages),
    ...{ branches, generators, loads, shunts },
  };
  requireFiniteGrid(grid, messages);
  noteSlackBuses(grid, messages);
  messages.note('The format holds no frequency: 60 Hz is assumed; change it in the properties.');
  messages.note(
    'The format holds no voltage limits, and of generators neither power limits nor ratings: 0.9 to 1.1 p.u., no limits and the system base are assumed.',
  );
  return { grid, lines };
}

function baseOf(title: RawLine, messages: MessageList): number {
  const baseMva = numberAt(title, TITLE.baseMva, 'MVA base', messages);
  if (baseMva > 0) return baseMva;
  messages.warning(
    'The title card gives no MVA base in columns 32 to 37: 100 is taken.',
    title.line,
  );
  return 100;
}

class CdfDraft {
  readonly buses: Bus[] = [];
  readonly branches: Branch[] = [];
  readonly generators: Generator[] = [];
  readonly loads: Load[] = [];
  readonly shunts: Shunt[] = [];
  readonly lines = new LineIndex();
  readonly #baseMva: number;
  readonly #messages: MessageList;
  readonly #lineOf = new Map<number, number>();
  readonly #circuits = new Map<string, Set<string>>();

  constructor(baseMva: number, messages: MessageList) {
    this.#baseMva = baseMva;
    this.#messages = messages;
  }

  /** A bus card holds the bus with its load, its machine and its shunt. */
  addBus(card: RawLine): void {
    const read = (field: keyof typeof BUS): number =>
      numberAt(card, BUS[field], field, this.#messages);
    const number = read('number');
    if (!this.#isFree(number, card.line)) return;
    const code = read('type');
    const type = TYPES[code];
    if (type === undefined) {
      this.#messages.error(
        `Bus ${number} has type ${code}: write 0 or 1 (load), 2 (voltage held) or 3 (slack).`,
        card.line,
      );
    }
    const vmPu = read('vm') || 1;
    this.#messages.count('defaulted', 'bus');
    if (read('baseKv') < 0) this.#messages.count('repaired', 'bus');
    this.buses.push({
      number,
      name: textAt(card, BUS.name),
      type: type ?? 'pq',
      baseKv: Math.max(0, read('baseKv')),
      vmPu,
      vaDegrees: read('va'),
      vmMinPu: 0.9,
      vmMaxPu: 1.1,
      area: read('area'),
      zone: read('zone'),
      position: null,
    });
    this.lines.add('bus', card.line);
    this.#addLoad(number, card);
    this.#addShunt(number, card);
    const [pMw, qMvar] = [read('pg'), read('qg')];
    if (code < 2 && pMw === 0 && qMvar === 0) return;
    const limits = code >= 2 ? this.#reactiveLimits(read('min'), read('max')) : {};
    this.#addGenerator({ bus: number, pMw, qMvar, vSetPu: read('desiredVm') || vmPu }, limits);
    this.lines.add('generator', card.line);
  }

  #isFree(number: number, line: number): boolean {
    const before = this.#lineOf.get(number);
    if (!Number.isSafeInteger(number) || number < 1) {
      this.#messages.error(
        `Bus number ${number} is not a positive whole number: write it in columns 1 to 4.`,
        line,
      );
      return false;
    }
    if (before !== undefined) {
      this.#messages.error(
        `Bus ${number} is there twice, on lines ${before} and ${line}: give each bus its own number.`,
        line,
        busRef(number),
      );
      return false;
    }
    this.#lineOf.set(number, line);
    return true;
  }

  #addLoad(bus: number, card: RawLine): void {
    const [pMw, qMvar] = this.#pair(card, 'pd', 'qd', 'load');
    if (pMw === 0 && qMvar === 0) return;
    this.loads.push({ bus, id: '1', pMw, qMvar, inService: true });
    this.lines.add('load', card.line);
  }

  /** Two figures of a bus card; where only one of them is there the other is assumed to be 0. */
  #pair(
    card: RawLine,
    first: keyof typeof BUS,
    second: keyof typeof BUS,
    kind: ElementKind,
  ): [number, number] {
    if (isBlank(card, BUS[first]) !== isBlank(card, BUS[second])) {
      this.#messages.count('defaulted', kind);
    }
    return [
      numberAt(card, BUS[first], first, this.#messages),
      numberAt(card, BUS[second], second, this.#messages),
    ];
  }

  /** In the file in per unit. */
  #addShunt(bus: number, card: RawLine): void {
    const [g, b] = this.#pair(card, 'g', 'b', 'shunt');
    if (g === 0 && b === 0) return;
    const [gMw, bMvar] = [g * this.#baseMva, b * this.#baseMva];
    this.shunts.push({ bus, id: '1', gMw, bMvar, inService: true });
    this.lines.add('shunt', card.line);
  }

  /** Both 0 stands for not given. */
  #reactiveLimits(min: number, max: number): Partial<Generator> {
    return min === 0 && max === 0 ? {} : { qMinMvar: min, qMaxMvar: max };
  }

  #addGenerator(
    given: Pick<Generator, 'bus' | 'pMw' | 'qMvar' | 'vSetPu'>,
    limits: Partial<Generator>,
  ): void {
    this.#messages.count('defaulted', 'generator');
    this.generators.push({
      ...given,
      id: '1',
      pMinMw: -Infinity,
      pMaxMw: Infinity,
      qMinMvar: -Infinity,
      qMaxMvar: Infinity,
      ratingMva: this.#baseMva,
      inService: true,
      dynamics: null,
      ...limits,
    });
  }

  /** The tap stands at the first bus of a branch card. */
  addBranch(card: RawLine): void {
    const read = (field: keyof typeof BRANCH): number =>
      numberAt(card, BRANCH[field], field, this.#messages);
    const [from, to] = [read('tapBus'), read('zBus')];
    for (const bus of new Set([from, to])) {
      if (this.#lineOf.has(bus)) continue;
      this.#messages.error(
        `Branch ${from}–${to} names bus ${bus}, which does not exist: add the bus or correct the number.`,
        card.line,
      );
    }
    if ((['r', 'x', 'b'] as const).some((field) => isBlank(card, BRANCH[field]))) {
      this.#messages.count('defaulted', 'branch');
    }
    const [ratio, shiftDegrees] = [read('ratio'), read('angle')];
    const rating = (mva: number): number | null => (mva > 0 ? mva : null);
    this.branches.push({
      from,
      to,
      circuit: this.#freeCircuit(from, to, textAt(card, BRANCH.circuit) || '1'),
      resistancePu: read('r'),
      reactancePu: read('x'),
      chargingPu: read('b'),
      isTransformer: ratio !== 0 || shiftDegrees !== 0 || read('type') > 0,
      tapRatio: ratio === 0 ? 1 : ratio,
      shiftDegrees,
      ratingAMva: rating(read('rating1')),
      ratingBMva: rating(read('rating2')),
      ratingCMva: rating(read('rating3')),
      angleMinDegrees: null,
      angleMaxDegrees: null,
      inService: true,
    });
    this.lines.add('branch', card.line);
  }

  /** Files often number every circuit 1: parallel branches get the next free number. */
  #freeCircuit(from: number, to: number, wanted: string): string {
    const pair = from < to ? `${from}-${to}` : `${to}-${from}`;
    const taken = this.#circuits.get(pair) ?? new Set<string>();
    this.#circuits.set(pair, taken);
    let circuit = wanted;
    for (let next = taken.size + 1; taken.has(circuit); next++) circuit = String(next);
    taken.add(circuit);
    return circuit;
  }
}
