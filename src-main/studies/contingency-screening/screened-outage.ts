import type { Contingency } from '../../../src-shared/studies/contingency.ts';
import type { OutageResult } from '../../../src-shared/studies/contingency-screening.ts';
import type { Equilibrium } from '../../../src-shared/studies/sync-condition.ts';
import { edgeRef } from '../../equations/network/network-model.ts';
import type { Outage } from '../../equations/network/outage.ts';
import type { Outages } from '../../equations/network/outages.ts';
import { edgeDifferences } from '../../equations/oscillators/cohesiveness.ts';
import type { EquilibriumSolver } from '../../equations/oscillators/equilibrium.ts';
import { equilibriumResult } from '../equilibrium-result.ts';
import { largestLoading, loadingDetails, notEvaluated } from './loading-details.ts';
import type { Screening } from './screening.ts';

/** What one chunk found of an outage; `exact` where it is among the worst of the chunk. */
export interface ScreenedOutage extends Pick<
  OutageResult,
  | 'norm'
  | 'worstEdge'
  | 'islandedMw'
  | 'islandedGenerationMw'
  | 'islandedBuses'
  | 'islands'
  | 'lostGenerationMw'
  | 'lostLoadMw'
  | 'largestLoading'
  | 'loadedEdge'
  | 'violations'
  | 'violationCount'
> {
  /** The same for outages that leave the same network. */
  readonly identity?: string;
  readonly exact: Equilibrium | null;
  readonly exactLoading: number | null;
  /** Of a pair, which no list names. */
  readonly contingency?: Contingency;
}

/**
 * By the fast update of the largest difference alone, and all edges beside it where asked for; what
 * goes out together is solved on all edges in any case.
 */
export function linearState(
  screening: Screening,
  outage: Outage,
  detailed: boolean,
): ScreenedOutage {
  const { model, outages } = screening;
  const parts = outage.edges.size + outage.machines.length + outage.loads.length;
  if (parts > 1) return fullState(screening, outage);
  const { worst, cutOff } = outages.state(outage);
  const exists = worst.edge >= 0 && Number.isFinite(worst.value);
  const difference = detailed && exists ? screening.solutions.solve(outage)?.difference : undefined;
  return {
    norm: exists ? worst.value : null,
    worstEdge: edgeRef(model, worst.edge),
    ...whatIsLost(screening, outage, cutOff),
    ...(difference ? loadingDetails(model, difference) : notEvaluated),
    exact: null,
    exactLoading: null,
  };
}

/** By the differences on all edges, whatever goes out together. */
export function fullState(screening: Screening, outage: Outage): ScreenedOutage {
  const { model, solutions, outages } = screening;
  const solution = solutions.solve(outage);
  const cutOff = solution?.cutOff ?? outages.remainder(outage).cutOff;
  const worst = solution ? worstOf(solution.difference) : -1;
  return {
    norm: worst < 0 ? null : Math.abs(solution!.difference[worst]!),
    worstEdge: edgeRef(model, worst),
    ...whatIsLost(screening, outage, cutOff),
    ...(solution ? loadingDetails(model, solution.difference) : notEvaluated),
    exact: null,
    exactLoading: null,
  };
}

const worstOf = (difference: Float64Array): number =>
  difference.reduce(
    (worst, d, e) => (worst < 0 || Math.abs(d) > Math.abs(difference[worst]!) ? e : worst),
    -1,
  );

function whatIsLost({ model, outages }: Screening, outage: Outage, cutOff: Int32Array) {
  const { demand, balance, baseMva } = model;
  const inside = new Set(cutOff);
  const gone = (lost: Outage['loads']): number =>
    lost.reduce((sum, { power }) => sum + power, 0) * baseMva;
  const total = (perNode: Float64Array, lost: Outage['loads']): number => {
    let sum = 0;
    for (const node of cutOff) sum += perNode[node]!;
    for (const { node, power } of lost) if (inside.has(node)) sum -= power;
    return sum * baseMva;
  };
  return {
    islandedMw: total(demand, outage.loads),
    islandedGenerationMw: total(balance.generation, outage.machines),
    islandedBuses: cutOff.length,
    islands: islandsAfter(outages, outage, cutOff),
    lostGenerationMw: gone(outage.machines),
    lostLoadMw: gone(outage.loads),
  };
}

function islandsAfter(outages: Outages, outage: Outage, cutOff: Int32Array): number {
  if (cutOff.length === 0) return 1;
  return outage.edges.size === 1 ? 2 : (outages.remainder(outage).grounds?.length ?? 1);
}

/** With the exact state, by Newton from that of the whole network. */
export function solvedExactly(
  { model, outages, solutions }: Screening,
  screened: ScreenedOutage,
  outage: Outage,
  solver: EquilibriumSolver,
  start: Float64Array,
): ScreenedOutage {
  const theta = start.slice();
  const remainder = outages.remainder(outage);
  const outcome = solver.solve(theta, remainder);
  const angles = edgeDifferences(model.network, theta);
  const exists = outcome.status !== 'no-solution';
  remainder.weight.forEach((a, e) => (angles[e]! *= Number(a !== 0)));
  const loading = largestLoading(model, angles).value;
  const difference =
    screened.violationCount === null ? solutions.solve(outage)?.difference : undefined;
  return {
    ...screened,
    ...(difference ? loadingDetails(model, difference) : {}),
    exact: equilibriumResult(model, outcome),
    exactLoading: exists ? loading : null,
  };
}

/** The network before any outage against its limits. */
export function baseDetails({ model, linear }: Screening) {
  const details = loadingDetails(model, edgeDifferences(model.network, linear.theta));
  const { loadedEdge, violations } = details;
  return {
    largestLoading: details.largestLoading ?? 0,
    loadedEdge,
    violations,
    violationCount: details.violationCount ?? 0,
  };
}
