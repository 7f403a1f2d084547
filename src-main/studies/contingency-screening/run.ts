import type { StudyNetwork } from '../../../src-shared/studies/catalogue.ts';
import type {
  ContingencyScreeningResult,
  ContingencyScreeningSpec,
  OutageResult,
} from '../../../src-shared/studies/contingency-screening.ts';
import type { Assumption } from '../../../src-shared/studies/model-options.ts';
import type { StudyContext } from '../../../src-shared/studies/study-room.ts';
import type { Equilibrium } from '../../../src-shared/studies/sync-condition.ts';
import { balanceWords } from '../../equations/network/balance.ts';
import { edgeRef } from '../../equations/network/network-model.ts';
import type { NetworkModel } from '../../equations/network/network-model.ts';
import { OutageCompiler } from '../../equations/network/outage.ts';
import type { Outage } from '../../equations/network/outage.ts';
import { Outages } from '../../equations/network/outages.ts';
import { EquilibriumSolver } from '../../equations/oscillators/equilibrium.ts';
import { equilibriumResult } from '../equilibrium-result.ts';
import { linearPoint } from '../linear-point.ts';
import { studyModel } from '../study-model.ts';
import { contingencyList } from './contingency-list.ts';
import type { ScreeningChunk } from './plan.ts';
import { worstFirst } from './worst-first.ts';

/** What one chunk found of an outage; `exact` where it is among the worst of the chunk. */
export interface ScreenedOutage extends Pick<
  OutageResult,
  'norm' | 'worstEdge' | 'islandedMw' | 'islandedGenerationMw' | 'islandedBuses'
> {
  readonly exact: Equilibrium | null;
}

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
  { from, to }: ScreeningChunk,
  context: StudyContext,
): ScreeningPart {
  const model = studyModel(subject, spec.model, context.stopped);
  const linear = linearPoint(model);
  const outages = new Outages(model, linear.laplacian, linear.theta);
  const compiler = new OutageCompiler(subject, model);
  const list = contingencyList(subject, spec).slice(from, to);
  const compiled = list.map(({ name, elements }) => compiler.compile(name, elements));
  const work = compiled.length + EXACT_COST * Math.min(spec.exactForWorst, compiled.length);

  const screened: ScreenedOutage[] = [];
  for (const [position, outage] of compiled.entries()) {
    if (position % POLL_EVERY === 0) {
      if (context.stopped()) break;
      context.progress(position / work);
    }
    screened.push({ ...linearState(model, outages, outage), exact: null });
  }

  const solver = new EquilibriumSolver(model.network);
  const theta = linear.theta.slice();
  const base = solver.solve(theta);
  const worst = worstFirst(screened, spec.exactForWorst);
  for (const [done, position] of worst.entries()) {
    if (context.stopped()) break;
    context.progress((compiled.length + EXACT_COST * done) / work);
    const outcome = solver.solve(theta.slice(), outages.remainder(compiled[position]!));
    screened[position] = { ...screened[position]!, exact: equilibriumResult(model, outcome) };
  }
  return {
    base: {
      norm: linear.worst.value,
      worstEdge: edgeRef(model, linear.worst.edge),
      maxAngleDifference: base.status === 'no-solution' ? null : base.worst.value,
    },
    outages: screened,
    ignored: [...model.ignored, sharingAssumption(model)],
    warnings: model.warnings,
  };
}

function sharingAssumption({ balance }: NetworkModel): Assumption {
  return {
    topic: 'power after an outage',
    text: `After an outage the largest island goes on; the power of what it has lost is ${balanceWords[balance.rule]}.`,
    amount: null,
    unit: '',
  };
}

function linearState(
  model: NetworkModel,
  outages: Outages,
  outage: Outage,
): Omit<ScreenedOutage, 'exact'> {
  const { worst, cutOff } = outages.state(outage);
  const { demand, balance, baseMva } = model;
  const inside = new Set(cutOff);
  const total = (perNode: Float64Array, lost: Outage['loads']): number => {
    let sum = 0;
    for (const node of cutOff) sum += perNode[node]!;
    for (const { node, power } of lost) if (inside.has(node)) sum -= power;
    return sum * baseMva;
  };
  return {
    norm: worst.edge >= 0 && Number.isFinite(worst.value) ? worst.value : null,
    worstEdge: edgeRef(model, worst.edge),
    islandedMw: total(demand, outage.loads),
    islandedGenerationMw: total(balance.generation, outage.machines),
    islandedBuses: cutOff.length,
  };
}
