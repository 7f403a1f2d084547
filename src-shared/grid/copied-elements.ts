import { z } from 'zod';

import { elementKey, elementsOf, refOf, tableOf } from './element-ref.ts';
import type { ElementKind, ElementRef } from './element-ref.ts';
import type { Edit } from './edits.ts';
import type { Bus, GridCase, Position } from './grid-case.ts';
import { branchSchema, busSchema, generatorSchema, loadSchema, shuntSchema } from './schema.ts';

/**
 * A part of a network on its way through the clipboard, as JSON text: what is copied in one
 * scenario can be pasted in another.
 */
const copiedSchema = z.object({
  format: z.literal('phaselock-elements'),
  version: z.literal(1),
  buses: z.array(busSchema),
  branches: z.array(branchSchema),
  generators: z.array(generatorSchema),
  loads: z.array(loadSchema),
  shunts: z.array(shuntSchema),
});

export type CopiedElements = z.infer<typeof copiedSchema>;

export type Pasting =
  | { readonly ok: true; readonly edit: Edit; readonly elements: readonly ElementRef[] }
  | { readonly ok: false; readonly reason: string };

const kinds: readonly ElementKind[] = ['bus', 'branch', 'generator', 'load', 'shunt'];

/**
 * The chosen elements: buses with all that hangs on them and the branches between them; machines,
 * loads and shunts also by themselves. A branch goes only with both of its buses.
 */
export function copyElements(grid: GridCase, chosen: readonly ElementRef[]): CopiedElements {
  const keys = new Set(chosen.map(elementKey));
  const buses = new Set(chosen.flatMap((ref) => (ref.kind === 'bus' ? [ref.number] : [])));
  const hangs = (kind: 'generator' | 'load' | 'shunt') =>
    elementsOf(grid, kind).filter(
      (element) => buses.has(element.bus) || keys.has(elementKey(refOf(kind, element))),
    );
  return {
    format: 'phaselock-elements',
    version: 1,
    buses: grid.buses.filter(({ number }) => buses.has(number)),
    branches: grid.branches.filter(({ from, to }) => buses.has(from) && buses.has(to)),
    generators: hangs('generator') as CopiedElements['generators'],
    loads: hangs('load') as CopiedElements['loads'],
    shunts: hangs('shunt') as CopiedElements['shunts'],
  };
}

export const isEmptyCopy = (copied: CopiedElements): boolean =>
  kinds.every((kind) => copied[tableOf[kind]].length === 0);

/** JSON has no infinity: limits are written as the word that MATPOWER uses. */
export const copiedText = (copied: CopiedElements): string =>
  JSON.stringify(copied, (_, value: unknown) => {
    if (value === Infinity) return 'Inf';
    return value === -Infinity ? '-Inf' : value;
  });

/** Null for a text that is something else. */
export function readCopied(text: string): CopiedElements | null {
  if (!text.includes('phaselock-elements')) return null;
  try {
    return copiedSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/**
 * Puts copied elements into a network as one step. Buses keep their numbers where none of them is
 * taken, else all get new ones; they are drawn `offset` away. A second slack bus becomes PV. Without
 * a bus among them, machines, loads and shunts go to the bus `onto`.
 */
export function pasteElements(
  grid: GridCase,
  copied: CopiedElements,
  offset: Position,
  onto: number | null,
): Pasting {
  if (copied.buses.length === 0) return pasteOnto(grid, copied, onto);
  const missing = endWithoutBus(copied);
  if (missing !== null) {
    return { ok: false, reason: `The copy names bus ${missing}, which is not in it.` };
  }
  const numbers = newNumbers(grid, copied.buses);
  const numberOf = (bus: number): number => numbers.get(bus) ?? bus;
  const slack = grid.buses.some(({ type }) => type === 'slack');
  const buses = copied.buses.map((bus): Bus => {
    const number = numberOf(bus.number);
    return {
      ...bus,
      number,
      name: bus.name === `Bus ${bus.number}` ? `Bus ${number}` : bus.name,
      type: slack && bus.type === 'slack' ? 'pv' : bus.type,
      position: bus.position && { x: bus.position.x + offset.x, y: bus.position.y + offset.y },
    };
  });
  const edits: Edit[] = [
    ...buses.map((value): Edit => ({ kind: 'insert', elementKind: 'bus', value })),
    ...copied.branches.map((branch): Edit => ({
      kind: 'insert',
      elementKind: 'branch',
      value: { ...branch, from: numberOf(branch.from), to: numberOf(branch.to) },
    })),
    ...hangingEdits(copied, ({ bus, id }) => ({ bus: numberOf(bus), id })),
  ];
  const label = `Paste ${buses.length === 1 ? 'bus' : `${buses.length} buses`}`;
  return {
    ok: true,
    edit: { kind: 'batch', label, edits },
    elements: buses.map((bus) => refOf('bus', bus)),
  };
}

function pasteOnto(grid: GridCase, copied: CopiedElements, onto: number | null): Pasting {
  if (isEmptyCopy(copied)) return { ok: false, reason: 'Nothing is in the clipboard.' };
  if (onto === null) {
    return { ok: false, reason: 'Select the one bus that the copied elements shall hang on.' };
  }
  const taken = new Set(
    (['generator', 'load', 'shunt'] as const).flatMap((kind) =>
      elementsOf(grid, kind).map((element) => elementKey(refOf(kind, element))),
    ),
  );
  const edits = hangingEdits(copied, (_, kind) => {
    let free = 1;
    while (taken.has(elementKey({ kind, bus: onto, id: String(free) }))) free++;
    taken.add(elementKey({ kind, bus: onto, id: String(free) }));
    return { bus: onto, id: String(free) };
  });
  const bus = grid.buses.find(({ number }) => number === onto);
  const holds: Edit[] =
    copied.generators.length > 0 && bus?.type === 'pq'
      ? [{ kind: 'update', element: { kind: 'bus', number: onto }, changes: { type: 'pv' } }]
      : [];
  return {
    ok: true,
    edit: { kind: 'batch', label: `Paste onto bus ${onto}`, edits: [...edits, ...holds] },
    elements: edits.flatMap((edit) =>
      edit.kind === 'insert' ? [refOf(edit.elementKind, edit.value)] : [],
    ),
  };
}

interface Hanging {
  readonly bus: number;
  readonly id: string;
}

function hangingEdits(
  copied: CopiedElements,
  placeOf: (element: Hanging, kind: 'generator' | 'load' | 'shunt') => Hanging,
): Edit[] {
  return [
    ...copied.generators.map((element): Edit => {
      const value = { ...element, ...placeOf(element, 'generator') };
      return { kind: 'insert', elementKind: 'generator', value };
    }),
    ...copied.loads.map((element): Edit => {
      const value = { ...element, ...placeOf(element, 'load') };
      return { kind: 'insert', elementKind: 'load', value };
    }),
    ...copied.shunts.map((element): Edit => {
      const value = { ...element, ...placeOf(element, 'shunt') };
      return { kind: 'insert', elementKind: 'shunt', value };
    }),
  ];
}

/** A text from elsewhere may name buses that it does not hold. */
function endWithoutBus(copied: CopiedElements): number | null {
  const held = new Set(copied.buses.map(({ number }) => number));
  const named = [
    ...copied.branches.flatMap(({ from, to }) => [from, to]),
    ...[...copied.generators, ...copied.loads, ...copied.shunts].map(({ bus }) => bus),
  ];
  return named.find((number) => !held.has(number)) ?? null;
}

function newNumbers(grid: GridCase, buses: readonly Bus[]): Map<number, number> {
  const taken = new Set(grid.buses.map(({ number }) => number));
  if (!buses.some(({ number }) => taken.has(number))) return new Map();
  let next = grid.buses.reduce((largest, { number }) => Math.max(largest, number), 0);
  return new Map(buses.map(({ number }) => [number, ++next]));
}
