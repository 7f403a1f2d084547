import { createLdlFactor, factorizeLdl } from '../../numerics/sparse/ldl-factorize.ts';
import { solveLdl } from '../../numerics/sparse/ldl-solve.ts';
import { analyzeLdl } from '../../numerics/sparse/ldl-symbolic.ts';
import { fillLaplacian, laplacianPattern } from '../oscillators/laplacian.ts';
import type { Graph } from '../oscillators/oscillator-network.ts';

/** Where a bolted three-phase fault is: at a node, or inside one branch of an edge. */
export type FaultPlace =
  | { readonly node: number }
  | {
      readonly edge: number;
      /** Of the branch alone, which may be one of several circuits of the edge, p.u. */
      readonly susceptance: number;
      /** Reactance from the edge's first node to the fault over that of the branch; 0 < x < 1. */
      readonly position: number;
    };

export interface FaultedNetwork {
  readonly graph: Graph;
  /** b of each edge with all of its circuits in service, p.u. */
  readonly susceptance: Float64Array;
  /** Sum of 1 / x'd of the machines at each node, p.u. */
  readonly sources: Float64Array;
  /** |V| before the fault, p.u. */
  readonly voltage: Float64Array;
}

/** Holds parts of the network without a machine, to which nothing is added otherwise; p.u. */
const LEAK = 1e-9;

/**
 * What a bolted three-phase fault leaves of each voltage, |V_i during| / |V_i before|, from 0 to 1.
 *
 * By superposition the deviations d solve (L_b + diag(1/x'd)) d = 0 off the fault, where the EMF of
 * every machine stays as it was behind its x'd, and V + d = 0 at it: short-circuit reactances alone,
 * all voltages of one phase, loads left out. A fault inside a branch is a node between b / s and
 * b / (1 - s) with V = (1 - s) V_from + s V_to; as its voltage is known it is never an unknown.
 * Equivalent to the bus impedances of the sliding fault, Z_FF = (1-s)² Z_ff + s² Z_tt +
 * 2 s (1-s) Z_ft + s (1-s) x (Grainger & Stevenson, Power System Analysis, 1994, section 10.3).
 *
 * As loads are left out, a bus that only the fault joins to a machine keeps V_i - V_F where that is
 * above 0: the drop of the flow before, some percent, in truth nothing. Negative susceptances may carry
 * a voltage beyond these bounds, at which it is cut. Null where the reactances resonate. One sparse
 * factorization; cost O(its fill).
 */
export function retainedVoltages(
  { graph, susceptance, sources, voltage }: FaultedNetwork,
  place: FaultPlace,
): Float64Array | null {
  const pattern = laplacianPattern(graph);
  const matrix = { pattern, values: new Float64Array(pattern.rowIndex.length) };
  const weight = susceptance.slice();
  const ground = sources.map((source) => source + LEAK);
  const deviation = new Float64Array(graph.n);
  const joinToFault = (node: number, b: number, before: number): void => {
    ground[node]! += b;
    deviation[node]! -= b * before;
  };
  if ('node' in place) {
    const before = voltage[place.node]!;
    for (let e = 0; e < weight.length; e++) {
      const [i, j] = [graph.edgeFrom[e]!, graph.edgeTo[e]!];
      if (i !== place.node && j !== place.node) continue;
      joinToFault(i === place.node ? j : i, weight[e]!, before);
      weight[e] = 0;
    }
    ground[place.node] = 1;
    deviation[place.node] = -before;
  } else {
    const { edge, susceptance: b, position: s } = place;
    const [i, j] = [graph.edgeFrom[edge]!, graph.edgeTo[edge]!];
    const before = (1 - s) * voltage[i]! + s * voltage[j]!;
    weight[edge]! -= b;
    joinToFault(i, b / s, before);
    joinToFault(j, b / (1 - s), before);
  }
  fillLaplacian(graph, weight, [], matrix);
  for (let i = 0; i < graph.n; i++) matrix.values[pattern.colPtr[i]!]! += ground[i]!;
  const factor = createLdlFactor(analyzeLdl(pattern));
  if (factorizeLdl(factor, matrix.values).status !== 'factorized') return null;
  solveLdl(factor, deviation, deviation);
  return deviation.map((d, i) => Math.min(1, Math.max(0, 1 + d / voltage[i]!)));
}
