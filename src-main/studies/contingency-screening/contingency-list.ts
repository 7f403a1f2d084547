import { elementKey, elementLabel, refOf } from '../../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../../src-shared/grid/element-ref.ts';
import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type { Contingency } from '../../../src-shared/studies/contingency.ts';
import type { ContingencyScreeningSpec } from '../../../src-shared/studies/contingency-screening.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import { branchesOf } from '../../equations/network/outage.ts';

/** Of more pairs nobody reads the result. */
const MOST_PAIRS = 500_000;

/** The outages to screen, in order: those of the spec that are switched on, or every single one. */
export function contingencyList(
  subject: StudyNetwork,
  { contingencies, singles }: ContingencyScreeningSpec,
): readonly Contingency[] {
  return (contingencies ?? everySingle(subject, singles)).filter(({ enabled }) => enabled);
}

function everySingle(
  subject: StudyNetwork,
  singles: ContingencyScreeningSpec['singles'],
): Contingency[] {
  if (subject.kind === 'oscillators') return branchesOf(subject).map(alone);
  const { branches, generators, loads, buses } = subject.grid;
  const elements = {
    branches: branches.filter(isInService).map((branch) => refOf('branch', branch)),
    machines: generators.filter(isInService).map((machine) => refOf('generator', machine)),
    loads: loads.filter(isInService).map((load) => refOf('load', load)),
    buses: buses.filter(({ type }) => type !== 'isolated').map((bus) => refOf('bus', bus)),
  };
  return [...new Set(singles)].flatMap((kind) => elements[kind]).map(alone);
}

const isInService = ({ inService }: { readonly inService: boolean }): boolean => inService;

const alone = (element: ElementRef): Contingency => ({
  name: elementLabel(element),
  elements: [element],
  enabled: true,
});

/** How many elements pairs are made of; 0 where none are asked for. */
export function pairedElements(
  subject: StudyNetwork,
  { pairs }: Pick<ContingencyScreeningSpec, 'pairs'>,
): number {
  if (pairs === null) return 0;
  const named = pairs.elements && new Set(pairs.elements.map(elementKey)).size;
  const branches = branchesOf(subject).length;
  return named ?? Math.min(pairs.worst, branches);
}

/** @throws StudyRefusal where there are too many */
export function pairCount(
  subject: StudyNetwork,
  spec: Pick<ContingencyScreeningSpec, 'pairs'>,
): number {
  const elements = pairedElements(subject, spec);
  const count = (elements * (elements - 1)) / 2;
  if (count <= MOST_PAIRS) return count;
  throw new StudyRefusal(
    `pairs: ${elements} elements make ${count} pairs, and ${MOST_PAIRS} are the most that are screened: choose fewer.`,
  );
}

/** Both out together. */
export const pairOf = (a: Contingency, b: Contingency): Contingency => ({
  name: `${a.name} + ${b.name}`,
  elements: [...a.elements, ...b.elements],
  enabled: true,
});

/** The pairs number [from, to) of a list: (0, 1), (0, 2), …, (1, 2), … */
export function pairsBetween(
  list: readonly Contingency[],
  from: number,
  to: number,
): Contingency[] {
  const found: Contingency[] = [];
  let number = 0;
  for (let i = 0; i < list.length && number < to; i++) {
    const row = list.length - 1 - i;
    for (let j = i + 1; j < list.length && number + row > from; j++) {
      const at = number + j - i - 1;
      if (at >= from && at < to) found.push(pairOf(list[i]!, list[j]!));
    }
    number += row;
  }
  return found;
}

export const single = alone;
