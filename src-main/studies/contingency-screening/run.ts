import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type {
  ContingencyScreeningResult,
  ContingencyScreeningSpec,
} from '../../../src-shared/studies/contingency-screening.ts';
import type { StudyContext } from '../../../src-shared/studies/study-room.ts';
import { edgeRef } from '../../equations/network/network-model.ts';
import { EquilibriumSolver } from '../../equations/oscillators/equilibrium.ts';
import { contingencyList } from './contingency-list.ts';
import { chosenPairs } from './pairs.ts';
import type { ScreeningChunk } from './plan.ts';
import { baseDetails, fullState, linearState, solvedExactly } from './screened-outage.ts';
import type { ScreenedOutage } from './screened-outage.ts';
import { canBeDetailed, prepareScreening, sharingAssumption } from './screening.ts';
import { worstFirst } from './worst-first.ts';

export interface ScreeningPart extends Pick<
  ContingencyScreeningResult,
  'base' | 'ignored' | 'warnings'
> {
  readonly outages: readonly ScreenedOutage[];
}

/** Outages between two looks at the stop signal. */
const POLL_EVERY = 64;
/** An exact state costs about as much as this many linear ones. */
const EXACT_COST = 100;
/**
 * Screens the outages of one chunk with the condition, and solves its worst ones exactly, by
 * Newton from the equilibrium of the whole network.
 *
 * @throws StudyRefusal where the network has nothing to study, or the list names what is not there
 */
export function runContingencyScreening(
  subject: StudyNetwork,
  spec: ContingencyScreeningSpec,
  { from, to, pairs }: ScreeningChunk,
  context: StudyContext,
): ScreeningPart {
  const screening = prepareScreening(subject, spec, context.stopped);
  const { model, linear, compiler } = screening;
  const all = contingencyList(subject, spec);
  const list = pairs ? chosenPairs(subject, spec, screening, from, to) : all.slice(from, to);
  const compiled = list.map(({ name, elements }) => compiler.compile(name, elements));
  const work = compiled.length + EXACT_COST * Math.min(spec.exactForWorst, compiled.length);
  const detailed = canBeDetailed(model, all.length);

  const screened: ScreenedOutage[] = [];
  for (const [position, outage] of compiled.entries()) {
    if (position % POLL_EVERY === 0) {
      if (context.stopped()) break;
      context.progress(position / work);
    }
    const found = pairs ? fullState(screening, outage) : linearState(screening, outage, detailed);
    screened.push(pairs ? { ...found, contingency: list[position]! } : found);
  }

  const solver = new EquilibriumSolver(model.network);
  const theta = linear.theta.slice();
  const base = solver.solve(theta);
  for (const [done, position] of worstFirst(screened, spec.exactForWorst).entries()) {
    if (context.stopped()) break;
    context.progress((compiled.length + EXACT_COST * done) / work);
    const outage = compiled[position]!;
    screened[position] = solvedExactly(screening, screened[position]!, outage, solver, theta);
  }
  return {
    base: {
      norm: linear.worst.value,
      worstEdge: edgeRef(model, linear.worst.edge),
      maxAngleDifference: base.status === 'no-solution' ? null : base.worst.value,
      ...baseDetails(screening),
    },
    outages: screened,
    ignored: [...model.ignored, sharingAssumption(model, spec)],
    warnings: model.warnings,
  };
}
