import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type { Contingency } from '../../../src-shared/studies/contingency.ts';
import type { ContingencyScreeningSpec } from '../../../src-shared/studies/contingency-screening.ts';
import { branchesOf } from '../../equations/network/outage.ts';
import { pairedElements, pairsBetween, single } from './contingency-list.ts';
import { linearState } from './screened-outage.ts';
import { canBeDetailed } from './screening.ts';
import type { Screening } from './screening.ts';
import { worstFirst } from './worst-first.ts';

/**
 * The pairs number [from, to) of those that the spec asks for: of the elements that it names, or of
 * the branches whose single outages are the worst, which every chunk finds for itself.
 */
export function chosenPairs(
  subject: StudyNetwork,
  spec: ContingencyScreeningSpec,
  screening: Screening,
  from: number,
  to: number,
): readonly Contingency[] {
  const named = spec.pairs?.elements;
  const list = named
    ? [...new Map(named.map((element) => [single(element).name, single(element)])).values()]
    : worstBranches(subject, spec, screening);
  return pairsBetween(list, from, to);
}

/** As many as the plan counts on: those that cut something off stand behind all others. */
function worstBranches(
  subject: StudyNetwork,
  spec: ContingencyScreeningSpec,
  screening: Screening,
): readonly Contingency[] {
  const branches = branchesOf(subject).map(single);
  const detailed = canBeDetailed(screening.model, branches.length);
  const states = branches.map(({ name, elements }) =>
    linearState(screening, screening.compiler.compile(name, elements), detailed),
  );
  const worst = new Set(worstFirst(states, branches.length));
  const others = [...branches.keys()].filter((position) => !worst.has(position));
  return [...worst, ...others]
    .slice(0, pairedElements(subject, spec))
    .map((position) => branches[position]!);
}
