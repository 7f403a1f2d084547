import { z } from 'zod';

import { elementKey, elementLabel, refOf } from '../grid/element-ref.ts';
import type { ElementRef } from '../grid/element-ref.ts';
import type { Bus, GridCase } from '../grid/grid-case.ts';
import { searchText } from '../grid/search-text.ts';
import type { Contingency } from './contingency.ts';

/** Which part of a network is taken out one by one, or in pairs. */
export const outageChoiceSchema = z.strictObject({
  kinds: z
    .array(z.enum(['lines', 'transformers', 'machines', 'loads', 'buses']))
    .default(['lines', 'transformers', 'machines']),
  /** Of these areas, at one end at least; null: of all. */
  areas: z.array(z.number()).nullable().default(null),
  /** Of these base voltages, at one end at least; null: of all. */
  kv: z.array(z.number()).nullable().default(null),
  /** Part of the element's label or of the name of one of its buses. */
  name: z.string().max(200).default(''),
  /** One by one (N-1), all pairs of them (N-2), or both. */
  depth: z.enum(['N-1', 'N-2', 'both']).default('N-1'),
});

export type OutageChoice = z.infer<typeof outageChoiceSchema>;

/** A longer list is not read by anybody, and every switch of it travels. */
export const mostOutages = 20_000;

interface Candidate {
  readonly ref: ElementRef;
  readonly buses: readonly Bus[];
}

/** The elements in service that a choice means, in the order of the tables of the network. */
export function chosenElements(grid: GridCase, choice: OutageChoice): ElementRef[] {
  const areas = choice.areas && new Set(choice.areas);
  const kv = choice.kv && new Set(choice.kv);
  const name = searchText(choice.name);
  return candidates(grid, new Set(choice.kinds))
    .filter(
      ({ ref, buses }) =>
        (!areas || buses.some(({ area }) => areas.has(area))) &&
        (!kv || buses.some(({ baseKv }) => kv.has(baseKv))) &&
        [elementLabel(ref), ...buses.map((bus) => bus.name)].some((text) =>
          searchText(text).includes(name),
        ),
    )
    .map(({ ref }) => ref);
}

function candidates(grid: GridCase, kinds: ReadonlySet<string>): Candidate[] {
  const byNumber = new Map(grid.buses.map((bus) => [bus.number, bus]));
  const at = (...numbers: number[]): Bus[] =>
    numbers.flatMap((number) => byNumber.get(number) ?? []);
  const present = <Element extends { readonly inService: boolean }>(
    wanted: boolean,
    list: readonly Element[],
  ): Element[] => (wanted ? list.filter(({ inService }) => inService) : []);
  const branches = present(kinds.has('lines') || kinds.has('transformers'), grid.branches);
  return [
    ...branches
      .filter(({ isTransformer }) => kinds.has(isTransformer ? 'transformers' : 'lines'))
      .map((branch) => ({ ref: refOf('branch', branch), buses: at(branch.from, branch.to) })),
    ...present(kinds.has('machines'), grid.generators).map((machine) => ({
      ...{ ref: refOf('generator', machine), buses: at(machine.bus) },
    })),
    ...present(kinds.has('loads'), grid.loads).map((load) => ({
      ...{ ref: refOf('load', load), buses: at(load.bus) },
    })),
    ...(kinds.has('buses') ? grid.buses : [])
      .filter(({ type }) => type !== 'isolated')
      .map((bus) => ({ ref: refOf('bus', bus), buses: [bus] })),
  ];
}

/** How many outages a choice of `elements` elements makes. */
export function outageCount(elements: number, depth: OutageChoice['depth']): number {
  const pairs = (elements * (elements - 1)) / 2;
  return (depth === 'N-2' ? 0 : elements) + (depth === 'N-1' ? 0 : pairs);
}

/** The outages that a choice means; k elements make k (k − 1) / 2 pairs. */
export function chosenOutages(grid: GridCase, choice: OutageChoice): Contingency[] {
  const elements = chosenElements(grid, choice);
  const singles = elements.map((element) => outageOf([element]));
  return [
    ...(choice.depth === 'N-2' ? [] : singles),
    ...(choice.depth === 'N-1' ? [] : pairsOf(elements)),
  ];
}

/** Every two of these elements out together. */
export const pairsOf = (elements: readonly ElementRef[]): Contingency[] =>
  elements.flatMap((one, i) => elements.slice(i + 1).map((other) => outageOf([one, other])));

/** These elements out together, named by what they are. */
export const outageOf = (elements: readonly ElementRef[]): Contingency => ({
  name: elements.map(elementLabel).join(' + ').slice(0, 200),
  elements: [...elements],
  enabled: true,
});

/** The same for the same elements in any order. */
export const outageKey = (elements: readonly ElementRef[]): string =>
  elements.map(elementKey).sort().join(' ');
