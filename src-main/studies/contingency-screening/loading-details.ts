import type { OutageResult, Violation } from '../../../src-shared/studies/contingency-screening.ts';
import { edgeRef } from '../../equations/network/network-model.ts';
import type { NetworkModel } from '../../equations/network/network-model.ts';

/** How the edges stand against their limits. */
export type LoadingDetails = Pick<
  OutageResult,
  'largestLoading' | 'loadedEdge' | 'violations' | 'violationCount'
>;

/** Violations that are told one by one. */
export const VIOLATIONS_TOLD = 20;

export const notEvaluated: LoadingDetails = {
  largestLoading: null,
  loadedEdge: null,
  violations: [],
  violationCount: null,
};

/** Largest |angle| / limit over the edges, and which; -1 without edges. */
export function largestLoading(
  { angleLimit }: NetworkModel,
  angle: Float64Array,
): { readonly value: number; readonly edge: number } {
  let value = 0;
  let edge = -1;
  for (let e = 0; e < angleLimit.length; e++) {
    const loading = Math.abs(angle[e]!) / angleLimit[e]!;
    if (loading <= value && edge >= 0) continue;
    value = loading;
    edge = e;
  }
  return { value, edge };
}

/** By the condition, from the linear differences of all edges (0 on those that are gone); all violations. */
export function loadingDetails(model: NetworkModel, difference: Float64Array): LoadingDetails {
  const { angleLimit } = model;
  const angle = new Float64Array(difference.length);
  const over: number[] = [];
  for (let e = 0; e < angle.length; e++) {
    angle[e] = Math.asin(Math.min(Math.abs(difference[e]!), 1));
    if (angle[e]! > angleLimit[e]!) over.push(e);
  }
  const { value, edge } = largestLoading(model, angle);
  const loading = (e: number): number => angle[e]! / angleLimit[e]!;
  const violations = over
    .toSorted((a, b) => loading(b) - loading(a))
    .map((e): Violation => ({ ...edgeRef(model, e)!, angle: angle[e]!, limit: angleLimit[e]! }));
  return {
    largestLoading: value,
    loadedEdge: edgeRef(model, edge),
    violations,
    violationCount: over.length,
  };
}
