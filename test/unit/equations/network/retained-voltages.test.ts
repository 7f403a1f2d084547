import { describe, expect, it } from 'vitest';

import { retainedVoltages } from '../../../../src-main/equations/network/retained-voltages.ts';
import type { FaultedNetwork } from '../../../../src-main/equations/network/retained-voltages.ts';
import { denseInverse, largestDifference } from '../../../fixtures/dense.ts';
import type { Dense } from '../../../fixtures/dense.ts';

/** Five nodes, two of them with machines; b and V by hand. */
const network: FaultedNetwork = {
  graph: {
    n: 5,
    edgeFrom: Int32Array.of(0, 0, 1, 2, 3),
    edgeTo: Int32Array.of(1, 2, 2, 3, 4),
  },
  susceptance: Float64Array.of(8, 5, 10, 12.5, 4),
  sources: Float64Array.of(6, 0, 0, 0, 3),
  voltage: Float64Array.of(1.05, 1.02, 0.98, 1, 1.03),
};

/** The bus impedance matrix (its imaginary part), by a dense inverse. */
function impedances({ graph, susceptance, sources }: FaultedNetwork): Dense {
  const y = Array.from(sources, (_, i) => Array.from(sources, (own, j) => (i === j ? own : 0)));
  susceptance.forEach((b, e) => {
    const [i, j] = [graph.edgeFrom[e]!, graph.edgeTo[e]!];
    y[i]![i]! += b;
    y[j]![j]! += b;
    y[i]![j]! -= b;
    y[j]![i]! -= b;
  });
  return denseInverse(y);
}

describe('the voltages that a fault leaves', () => {
  it('are those of the bus impedances and the fault that slides along a branch', () => {
    const Z = impedances(network);
    const { voltage: V, graph, susceptance } = network;
    for (const edge of [0, 2, 3]) {
      const [f, t] = [graph.edgeFrom[edge]!, graph.edgeTo[edge]!];
      // One of two circuits of the edge, with a share of its susceptance.
      const b = 0.6 * susceptance[edge]!;
      for (const s of [1e-3, 0.25, 0.5, 0.9]) {
        const ZFF =
          (1 - s) ** 2 * Z[f]![f]! +
          s ** 2 * Z[t]![t]! +
          2 * s * (1 - s) * Z[f]![t]! +
          (s * (1 - s)) / b;
        const VF = (1 - s) * V[f]! + s * V[t]!;
        const expected = Array.from(
          V,
          (v, i) => 1 - (((1 - s) * Z[i]![f]! + s * Z[i]![t]!) * VF) / (ZFF * v),
        );
        const found = retainedVoltages(network, { edge, susceptance: b, position: s });
        expect(largestDifference(found!, expected)).toBeLessThan(1e-8);
      }
    }
  });

  it('are those of a fault at a bus by its impedances, which the sliding fault runs into', () => {
    const Z = impedances(network);
    const { voltage: V } = network;
    const atBus = retainedVoltages(network, { node: 2 })!;
    const expected = Array.from(V, (v, i) => 1 - (Z[i]![2]! * V[2]!) / (Z[2]![2]! * v));
    expect(largestDifference(atBus, expected)).toBeLessThan(1e-8);
    expect(atBus[2]).toBe(0);
    const near = { edge: 3, susceptance: 12.5, position: 1e-7 };
    expect(largestDifference(retainedVoltages(network, near)!, atBus)).toBeLessThan(1e-6);
  });

  it('fall with the fault where no machine holds them, and stay beyond an open branch', () => {
    const alone = { ...network, sources: Float64Array.of(6, 0, 0, 0, 0) };
    const cut = { ...alone, susceptance: Float64Array.of(8, 5, 10, 0, 4) };
    const left = retainedVoltages(cut, { node: 4 })!;
    expect([...left.subarray(0, 3)]).toEqual([1, 1, 1]);
    expect(left[3]).toBeLessThan(1e-8);
    // Without loads nothing takes away what the flow before had lost on the way to the fault.
    const voltage = Float64Array.of(1.05, 1.02, 0.98, 1.05, 1.03);
    expect(retainedVoltages({ ...cut, voltage }, { node: 4 })![3]).toBeCloseTo(1 - 1.03 / 1.05, 8);
  });
});
