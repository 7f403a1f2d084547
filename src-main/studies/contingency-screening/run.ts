import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type {
  ContingencyScreeningResult,
  ContingencyScreeningSpec,
  LoadedElement,
} from '../../../src-shared/studies/contingency-screening.ts';
import type { StudyContext } from '../../../src-shared/studies/study-room.ts';
import { edgeRef } from '../../equations/network/network-model.ts';
import { outageIdentity } from '../../equations/network/outage.ts';
import { EquilibriumSolver } from '../../equations/oscillators/equilibrium.ts';
import { violationsByElement } from './by-element.ts';
import { contingencyList } from './contingency-list.ts';
import { VIOLATIONS_TOLD } from './loading-details.ts';
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
  /** Where every edge was looked at; `worstOutage` is a place among these outages. */
  readonly byElement: readonly LoadedElement[];
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

  // Equal outages have one answer: it is worked out for the first of them.
  const identities = compiled.map(outageIdentity);
  const known = new Map<string, ScreenedOutage>();
  const screened: ScreenedOutage[] = [];
  for (const [position, outage] of compiled.entries()) {
    if (position % POLL_EVERY === 0) {
      if (context.stopped()) break;
      context.progress(position / work);
    }
    const identity = identities[position]!;
    const found =
      known.get(identity) ??
      (pairs ? fullState(screening, outage) : linearState(screening, outage, detailed));
    known.set(identity, found);
    screened.push({ ...found, identity, ...(pairs ? { contingency: list[position]! } : {}) });
  }
  const byElement = violationsByElement(screening, screened);

  const solver = new EquilibriumSolver(model.network);
  const theta = linear.theta.slice();
  const base = solver.solve(theta);
  const solved = new Map<string, ScreenedOutage>();
  for (const [done, position] of worstFirst(screened, spec.exactForWorst).entries()) {
    if (context.stopped()) break;
    context.progress((compiled.length + EXACT_COST * done) / work);
    const [own, identity] = [screened[position]!, identities[position]!];
    const found =
      solved.get(identity) ?? solvedExactly(screening, own, compiled[position]!, solver, theta);
    solved.set(identity, found);
    screened[position] = own.contingency ? { ...found, contingency: own.contingency } : found;
  }
  return {
    base: {
      norm: linear.worst.value,
      worstEdge: edgeRef(model, linear.worst.edge),
      maxAngleDifference: base.status === 'no-solution' ? null : base.worst.value,
      ...withFirstViolations(baseDetails(screening)),
    },
    outages: screened.map(withFirstViolations),
    byElement,
    ignored: [...model.ignored, sharingAssumption(model, spec)],
    warnings: model.warnings,
  };
}

const withFirstViolations = <Found extends Pick<ScreenedOutage, 'violations'>>(
  found: Found,
): Found => ({ ...found, violations: found.violations.slice(0, VIOLATIONS_TOLD) });
