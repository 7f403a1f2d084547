import type { LiveMargin } from '../../src-shared/contract/live-margin.ts';
import { pairKey } from '../../src-shared/grid/bus-pair.ts';
import type { Branch } from '../../src-shared/grid/grid-case.ts';
import { defaultModelOptions } from '../../src-shared/studies/model-options.ts';
import type { EdgeRef, ModelOptions } from '../../src-shared/studies/model-options.ts';

/** How far a line is from its limit. Parallel branches share one state: they share their angle. */
export interface LineState {
  /** theta_from - theta_to in rad for the branch's own direction; null where there is none. */
  readonly angle: number | null;
  /** 'exact' at the equilibrium; 'predicted' by arcsin of the DC difference where Newton found none. */
  readonly origin: 'exact' | 'predicted';
  /** Largest angle allowed, rad. */
  readonly limit: number;
  /**
   * |angle| / limit; above 1 the line is over its limit, also where no angle exists. Of a difference:
   * how much nearer to its limit the line is than in the base, negative where it is further away.
   */
  readonly ratio: number;
  /** |V_i| |V_j| that the model has, p.u. */
  readonly voltageProduct: number;
}

/** States of the lines of one margin, whichever end is named first. */
export interface LineStates {
  readonly size: number;
  /** These are differences of two networks. */
  readonly isDifference: boolean;
  readonly of: (line: EdgeRef) => LineState | null;
  /** How the margin sees the network. */
  readonly model: ModelOptions;
}

export const noLineStates: LineStates = {
  size: 0,
  isDifference: false,
  of: () => null,
  model: defaultModelOptions,
};

export function lineStates(margin: LiveMargin | null): LineStates {
  if (margin === null) return noLineStates;
  if (margin.refusal !== null) return { ...noLineStates, model: margin.model };
  const place = new Map<string, number>();
  margin.edgeFrom.forEach((from, k) => {
    place.set(pairKey({ from, to: margin.edgeTo[k] ?? from }), k);
  });
  // The picture asks for each branch of a network several times.
  const known = new WeakMap<EdgeRef, LineState>();
  return {
    size: place.size,
    isDifference: false,
    model: margin.model,
    of: (line) => {
      const before = known.get(line);
      if (before) return before;
      const k = place.get(pairKey(line));
      if (k === undefined) return null;
      const state = stateOf(margin, k, line);
      known.set(line, state);
      return state;
    },
  };
}

function stateOf(margin: LiveMargin, k: number, line: EdgeRef): LineState {
  const sign = margin.edgeFrom[k] === line.from ? 1 : -1;
  const limit = margin.limit[k] ?? Math.PI / 2;
  const voltageProduct = margin.voltageProduct[k] ?? 1;
  const exact = margin.exactAngle[k] ?? NaN;
  if (Number.isFinite(exact)) {
    const ratio = Math.abs(exact) / limit;
    return { angle: sign * exact, origin: 'exact', limit, ratio, voltageProduct };
  }
  const difference = margin.dcDifference[k] ?? NaN;
  const predicted = Math.asin(difference);
  if (Number.isFinite(predicted)) {
    const ratio = Math.abs(predicted) / limit;
    return { angle: sign * predicted, origin: 'predicted', limit, ratio, voltageProduct };
  }
  const ratio = overloadOf(difference, limit);
  return { angle: null, origin: 'predicted', limit, ratio, voltageProduct };
}

/** Beyond arcsin's reach no angle exists; then the DC difference is compared with the limit's sine. */
const overloadOf = (difference: number, limit: number): number =>
  Math.max(Math.abs(difference) / Math.sin(Math.min(limit, Math.PI / 2)), 1.0001);

/**
 * Coupling of one branch, a = |V_i| |V_j| b / tau, p.u., as the margin's model has it: b = 1/x or
 * x / (r² + x²); tau = 1 where the file says 0 or taps are left out.
 */
export function branchCoupling(
  branch: Pick<Branch, 'resistancePu' | 'reactancePu' | 'tapRatio'>,
  voltageProduct: number,
  { susceptance, taps }: Pick<ModelOptions, 'susceptance' | 'taps'>,
): number {
  const { resistancePu: r, reactancePu: x } = branch;
  const b = susceptance === 'reactance' ? 1 / x : x / (r * r + x * x);
  return (voltageProduct * b) / ((taps && branch.tapRatio) || 1);
}

/** Lossless flow of one branch from its `from` end at an angle in rad, MW. */
export const branchFlowMw = (couplingPu: number, angle: number, baseMva: number): number =>
  couplingPu * Math.sin(angle) * baseMva;
