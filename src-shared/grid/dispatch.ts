import type { DispatchRule, GridGroup } from './dispatch-rule.ts';
import { dispatchSentence, membersWords, signedMw } from './dispatch-words.ts';
import { EditError } from './edits.ts';
import type { Edit } from './edits.ts';
import { elementLabel, findElement, refOf } from './element-ref.ts';
import type { ElementRef } from './element-ref.ts';
import type { Generator, GridCase, Load } from './grid-case.ts';
import { shareOut } from './share-out.ts';

/** Why a rule cannot be followed on a network; names the field of the rule. */
export class DispatchError extends EditError {
  readonly field: string;

  constructor(field: string, text: string) {
    super(`${field}: ${text}`);
    this.field = field;
  }
}

/** What a rule does to a network, MW for each row of its tables. */
export interface DispatchShifts {
  readonly generators: readonly number[];
  readonly loads: readonly number[];
  /** Moved by the change itself, signed; the machines that compensate move as much in balance. */
  readonly changedMw: number;
}

/** @throws DispatchError where the rule names what is not there, or cannot be balanced. */
export function dispatchShifts(grid: GridCase, rule: DispatchRule): DispatchShifts {
  const { what, amount } = rule.change;
  const changed = changeOf(grid, rule);
  const sign = what === 'loads' ? Math.sign(amount) : -Math.sign(amount);
  const compensating = compensationOf(grid, rule, Math.abs(changed.mw), sign);
  const moved = what === 'generation' ? changed.shifts : grid.generators.map(() => 0);
  return {
    generators: moved.map((shift, row) => shift + (compensating[row] ?? 0)),
    loads: what === 'loads' ? changed.shifts : grid.loads.map(() => 0),
    changedMw: changed.mw,
  };
}

/** The rule as one edit of the network; its label says it in words. */
export function dispatchEdit(grid: GridCase, rule: DispatchRule): Edit {
  const { generators, loads, changedMw } = dispatchShifts(grid, rule);
  const edits: Edit[] = [];
  grid.loads.forEach((load, row) => {
    const shift = loads[row] ?? 0;
    if (shift !== 0) edits.push(loadEdit(load, shift, rule.change.reactive));
  });
  grid.generators.forEach((machine, row) => {
    const shift = generators[row] ?? 0;
    const changes = { pMw: machine.pMw + shift };
    const { bus, id } = machine;
    if (shift !== 0)
      edits.push({ kind: 'update', element: { kind: 'generator', bus, id }, changes });
  });
  return { kind: 'batch', label: dispatchSentence(rule, changedMw), edits };
}

/** `Loads of area 3 +15 % (+412 MW), compensated by the generators of area 1 in proportion to Pmax`. */
export const dispatchWords = (grid: GridCase, rule: DispatchRule): string =>
  dispatchSentence(rule, dispatchShifts(grid, rule).changedMw);

function loadEdit(
  { bus, id, pMw, qMvar }: Load,
  shift: number,
  reactive: DispatchRule['change']['reactive'],
): Edit {
  const keepsFactor = reactive === 'power-factor' && pMw !== 0;
  const q = keepsFactor ? { qMvar: qMvar * (1 + shift / pMw) } : {};
  return {
    kind: 'update',
    element: { kind: 'load', bus, id },
    changes: { pMw: pMw + shift, ...q },
  };
}

function changeOf(grid: GridCase, { change, limits }: DispatchRule) {
  const { what, amount, unit } = change;
  const members = membersOf(grid, what, change.group, 'change.group');
  const table = what === 'loads' ? grid.loads : grid.generators;
  const present = table.map(({ pMw }, row) => (members.has(row) ? Math.max(pMw, 0) : 0));
  const total = sum(present);
  const mw = unit === 'MW' ? amount : (total * amount) / 100;
  if (mw === 0) {
    const verb = what === 'loads' ? 'draw' : 'give';
    throw new DispatchError(
      'change',
      `the stress direction moves nothing: ${membersWords(what, change.group)} ${verb} 0 MW; choose another group, or a change in MW.`,
    );
  }
  const room = roomOf(grid, what, Math.sign(mw), limits);
  const weights = total > 0 ? present : table.map((_, row) => Number(members.has(row)));
  const shares = shareOut(Math.abs(mw), weights, room);
  if (shares === null) {
    throw tooLittle('change.amount', membersWords(what, change.group), mw, weights, room);
  }
  return { mw, shifts: shares.map((share) => Math.sign(mw) * share) };
}

/** What the machines that follow a change do; those that it moves itself are not among them. */
function compensationOf(grid: GridCase, rule: DispatchRule, mw: number, sign: number): number[] {
  const { what, group } = rule.change;
  const moved =
    what === 'generation'
      ? membersOf(grid, 'generation', group, 'change.group')
      : new Set<number>();
  return compensationShifts(grid, sign * mw, rule, moved, 'compensation');
}

/**
 * Shifts of the machines, MW by row, that together make `mw`.
 *
 * @param excluded rows of machines that take no part
 * @param field name of the rule, for refusals
 * @throws DispatchError where the rule names what is not there, or the machines have not the room
 */
export function compensationShifts(
  grid: GridCase,
  mw: number,
  { compensation, limits }: Pick<DispatchRule, 'compensation' | 'limits'>,
  excluded: ReadonlySet<number>,
  field: string,
): number[] {
  const { group, share } = compensation;
  const weights = compensationWeights(grid, compensation, field, excluded);
  const room = roomOf(grid, 'generation', Math.sign(mw), limits);
  const shares = shareOut(Math.abs(mw), weights, room);
  if (shares !== null) return shares.map((part) => Math.sign(mw) * part);
  const who = share === 'slack' ? 'the slack generators' : membersWords('generation', group);
  throw tooLittle(field, who, mw, weights, room);
}

/**
 * Shares of the machines, by row, in what a rule makes up for; not normalized, some are positive.
 *
 * @throws DispatchError where the rule names what is not there, or nobody has a share
 */
export function compensationWeights(
  grid: GridCase,
  { group, share }: DispatchRule['compensation'],
  field: string,
  excluded: ReadonlySet<number> = new Set(),
): number[] {
  const members = membersOf(grid, 'generation', group, `${field}.group`);
  const weights = grid.generators.map((machine, row) =>
    members.has(row) && !excluded.has(row) ? weightOf(grid, machine, share, field) : 0,
  );
  if (sum(weights) > 0) return weights;
  throw new DispatchError(
    field,
    `no generation to compensate: ${nobody[share]}; choose other generators or another share.`,
  );
}

function weightOf(
  grid: GridCase,
  machine: Generator,
  share: DispatchRule['compensation']['share'],
  field: string,
): number {
  switch (share) {
    case 'output':
      return Math.max(machine.pMw, 0);
    case 'equal':
      return 1;
    case 'slack':
      return Number(busAt(grid, machine.bus)?.type === 'slack');
    case 'pmax':
      if (Number.isFinite(machine.pMaxMw)) return Math.max(machine.pMaxMw, 0);
      throw new DispatchError(
        `${field}.share`,
        `${elementLabel(refOf('generator', machine))} has no Pmax: enter one, or share by output or equally.`,
      );
  }
}

/** How far each can move, MW. */
function roomOf(
  { loads, generators }: GridCase,
  what: DispatchRule['change']['what'],
  sign: number,
  limits: DispatchRule['limits'],
): number[] {
  if (what === 'loads') return loads.map(({ pMw }) => (sign > 0 ? Infinity : Math.max(pMw, 0)));
  return generators.map(({ pMw, pMinMw, pMaxMw }) => {
    if (limits === 'ignore') return Infinity;
    return Math.max(sign > 0 ? pMaxMw - pMw : pMw - pMinMw, 0);
  });
}

function tooLittle(
  field: string,
  who: string,
  mw: number,
  weights: readonly number[],
  room: readonly number[],
): DispatchError {
  const possible = Math.sign(mw) * sum(room.filter((_, row) => (weights[row] ?? 0) > 0));
  return new DispatchError(
    field,
    `${who} can change by ${signedMw(possible)} MW at most, and ${signedMw(mw)} MW are asked: change less, or widen the group.`,
  );
}

/** Rows of what is in service and in the group. */
function membersOf(
  grid: GridCase,
  what: DispatchRule['change']['what'],
  group: GridGroup,
  field: string,
): Set<number> {
  requireThere(grid, group, field);
  const table = what === 'loads' ? grid.loads : grid.generators;
  const kind = what === 'loads' ? 'load' : 'generator';
  const buses = new Map(grid.buses.map((bus) => [bus.number, bus]));
  const named = new Set(group.kind === 'elements' ? group.elements.map(nameOf) : []);
  const rows = [...table.keys()].filter((row) => {
    const element = table[row];
    const bus = element && buses.get(element.bus);
    if (!element?.inService || bus === undefined || bus.type === 'isolated') return false;
    if (group.kind === 'all') return true;
    if (group.kind === 'areas') return group.areas.includes(bus.area);
    if (group.kind === 'zones') return group.zones.includes(bus.zone);
    return named.has(`bus ${bus.number}`) || named.has(nameOf({ kind, ...pick(element) }));
  });
  if (rows.length > 0) return new Set(rows);
  const words = membersWords(what, group);
  throw new DispatchError(field, `no ${words} in service: choose another group.`);
}

const pick = ({ bus, id }: Load | Generator) => ({ bus, id });

const nameOf = (ref: ElementRef): string =>
  ref.kind === 'bus' ? `bus ${ref.number}` : elementLabel(ref);

function requireThere(grid: GridCase, group: GridGroup, field: string): void {
  if (group.kind === 'areas' || group.kind === 'zones') {
    const [word, asked] = group.kind === 'areas' ? ['area', group.areas] : ['zone', group.zones];
    const there = new Set(grid.buses.map(({ area, zone }) => (word === 'area' ? area : zone)));
    const missing = asked.find((number) => !there.has(number));
    if (missing === undefined) return;
    const list = [...there].sort((a, b) => a - b).slice(0, 12);
    throw new DispatchError(
      field,
      `there is no ${word} ${missing} in this network: it has ${word} ${list.join(', ')}${there.size > list.length ? ', …' : ''}.`,
    );
  }
  if (group.kind !== 'elements') return;
  for (const element of group.elements) {
    if (findElement(grid, element) < 0) {
      throw new DispatchError(field, `${elementLabel(element)} does not exist: take it out.`);
    }
  }
}

const busAt = (grid: GridCase, number: number) => grid.buses.find((bus) => bus.number === number);

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);

const nobody = {
  pmax: 'all of these generators have a Pmax of 0',
  output: 'none of these generators gives power',
  equal: 'every one of these generators is changed itself',
  slack: 'no generator in this group stands at a slack bus',
} as const;
