import { elementLabel } from '../../../src-shared/grid/element-ref.ts';
import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import { singleOutages } from '../../../src-shared/studies/contingency.ts';
import type { Contingency } from '../../../src-shared/studies/contingency.ts';
import type { ContingencyScreeningSpec } from '../../../src-shared/studies/contingency-screening.ts';
import { branchesOf } from '../../equations/network/outage.ts';

/** The outages to screen, in order: those of the spec that are switched on, or every single one. */
export function contingencyList(
  subject: StudyNetwork,
  { contingencies }: ContingencyScreeningSpec,
): readonly Contingency[] {
  return (contingencies ?? everySingle(subject)).filter(({ enabled }) => enabled);
}

function everySingle(subject: StudyNetwork): Contingency[] {
  if (subject.kind === 'grid') return singleOutages(subject.grid);
  return branchesOf(subject).map((element) => ({
    name: elementLabel(element),
    elements: [element],
    enabled: true,
  }));
}
