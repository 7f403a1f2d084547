import {
  elementKey,
  elementLabel,
  elementsAtBus,
  findElement,
} from '../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import type {
  ContingencyScreeningResult,
  OutageResult,
} from '../../src-shared/studies/contingency-screening.ts';
import { outageVerdictText } from '../../src-shared/studies/outage-verdict.ts';
import { counted, decimals, degreesText, edgeText, plain } from './format.ts';

interface DefinedElement {
  readonly key: string;
  readonly label: string;
  readonly facts: string;
}

/** The elements of an outage with what they are in the network as it stands. */
export const definitionOf = (
  grid: GridCase | null,
  elements: readonly ElementRef[],
): DefinedElement[] =>
  elements.map((ref) => ({
    ...{ key: elementKey(ref), label: elementLabel(ref) },
    facts: (grid && factsOf(grid, ref)) ?? 'no longer in the network',
  }));

function factsOf(grid: GridCase, ref: ElementRef): string | null {
  const row = findElement(grid, ref);
  if (row < 0) return null;
  const kv = (number: number): string =>
    `${plain(grid.buses.find((bus) => bus.number === number)?.baseKv)} kV`;
  switch (ref.kind) {
    case 'branch': {
      const branch = grid.branches[row];
      if (!branch) return null;
      const { from, to, reactancePu, ratingAMva, isTransformer } = branch;
      const what = isTransformer ? `transformer ${kv(from)} to ${kv(to)}` : `line, ${kv(from)}`;
      const rating = ratingAMva === null ? 'no rating' : `rating ${plain(ratingAMva)} MVA`;
      return `${what}, x = ${plain(reactancePu)} p.u., ${rating}`;
    }
    case 'generator':
      return `generator, ${plain(grid.generators[row]?.pMw)} MW, ${kv(ref.bus)}`;
    case 'load':
      return `load, ${plain(grid.loads[row]?.pMw)} MW, ${kv(ref.bus)}`;
    case 'shunt':
      return `shunt, ${kv(ref.bus)}`;
    case 'bus':
      return `bus with ${counted(elementsAtBus(grid, ref.number).length, 'element')} at it, ${kv(ref.number)}`;
  }
}

interface Occurrence {
  readonly topic: string;
  readonly text: string;
}

/** What an outage did to the network, against the network without it. */
export function occurrencesOf(
  outage: OutageResult,
  { base, ignored }: Pick<ContingencyScreeningResult, 'base' | 'ignored'>,
): Occurrence[] {
  const sharing = ignored.find(({ topic }) => topic === 'power after an outage');
  const isLost = outage.lostGenerationMw !== 0 || outage.lostLoadMw !== 0;
  return [
    { topic: 'State', text: stateText(outage) },
    ...(outage.norm === null
      ? []
      : [
          {
            topic: 'Norm',
            text: `${decimals(outage.norm, 4)} on ${edgeText(outage.worstEdge)}; without the outage ${decimals(base.norm, 4)} on ${edgeText(base.worstEdge)}`,
          },
        ]),
    ...(outage.maxAngleDifference === null
      ? []
      : [
          {
            topic: 'Largest angle, exact',
            text: `${degreesText(outage.maxAngleDifference, 2)}; without the outage ${degreesText(base.maxAngleDifference, 2)}`,
          },
        ]),
    ...(isLost
      ? [
          {
            topic: 'Lost with the elements',
            text: `${decimals(outage.lostGenerationMw, 1)} MW of generation, ${decimals(outage.lostLoadMw, 1)} MW of load`,
          },
        ]
      : []),
    ...(outage.islandedBuses > 0
      ? [
          {
            topic: 'Cut off',
            text: `${counted(outage.islandedBuses, 'bus', 'buses')} with ${decimals(outage.islandedMw, 1)} MW of load and ${decimals(outage.islandedGenerationMw, 1)} MW of generation; ${outage.islands} islands afterwards`,
          },
        ]
      : []),
    ...(sharing && (isLost || outage.islandedBuses > 0)
      ? [{ topic: 'Made up for', text: sharing.text }]
      : []),
  ];
}

function stateText(outage: OutageResult): string {
  const { equilibrium, norm, violationCount, largestLoading, loadedEdge } = outage;
  const over =
    violationCount === null || violationCount === 0 || largestLoading === null
      ? ''
      : ` (${counted(violationCount, 'line')}; the worst ${edgeText(loadedEdge)} at ${decimals(100 * largestLoading, 1)} %)`;
  const word = `${outageVerdictText(outage)}${over}`;
  if (norm === null) return `${word}: nothing remains that could be studied`;
  if (equilibrium === null) return `${word}, by the condition; not solved exactly`;
  if (equilibrium === 'beyond-limit') return `${word}: at the state found an angle is over 90°`;
  if (equilibrium === 'no-solution') return `${word}: Newton found none either`;
  return `${word}, solved exactly`;
}
