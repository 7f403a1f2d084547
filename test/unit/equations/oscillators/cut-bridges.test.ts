import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { networkOn } from '../../../../src-main/equations/graphs/random-network.ts';
import { findIslands } from '../../../../src-main/equations/network/islands.ts';
import { LANES } from '../../../../src-main/equations/oscillators/chord-steps.ts';
import { CutBridges } from '../../../../src-main/equations/oscillators/cut-bridges.ts';
import { balanced, connectedGraph } from '../../../fixtures/random-graph.ts';

const questions = connectedGraph({ maxNodes: 15, maxExtra: 8 }).chain((graph) =>
  fc.tuple(fc.constant(graph), fc.array(balanced(graph.n), { minLength: LANES, maxLength: LANES })),
);

describe('a network cut at its bridges', () => {
  it('has the flows of its bridges as powers at their ends, and balances part by part', () => {
    fc.assert(
      fc.property(questions, ([{ n, from, to, weight }, powers]) => {
        const network = networkOn({ n, edgeFrom: from, edgeTo: to }, weight, powers[0]!);
        const cut = new CutBridges(network);
        const lanes = new Float64Array(n * LANES);
        powers.forEach((omega, c) => omega.forEach((p, i) => (lanes[i * LANES + c] = p)));
        cut.cut(lanes);

        // An edge is a bridge if the graph without it is in two, which leaves the flow no choice.
        const parts = Array.from(from, (_, e) => findIslands(network, (other) => other === e));
        const isBridge = (e: number): boolean => parts[e]!.count === 2;
        powers.forEach((omega, c) => {
          const expected = omega.slice();
          const worst = { sine: 0, edge: -1 };
          parts.forEach(({ of }, e) => {
            if (!isBridge(e)) return;
            const side = omega.filter((_, i) => of[i] === of[from[e]!]);
            const flow = side.reduce((sum, power) => sum + power, 0);
            expected[from[e]!]! -= flow;
            expected[to[e]!]! += flow;
            const sine = Math.abs(flow / weight[e]!);
            if (sine > worst.sine + 1e-12) Object.assign(worst, { sine, edge: e });
          });
          expected.forEach((power, i) => expect(cut.power[i * LANES + c]).toBeCloseTo(power, 12));
          expect(cut.largestSine[c]).toBeCloseTo(worst.sine, 11);
        });

        const kept = [...from.keys()].filter((e) => !isBridge(e));
        expect([...cut.coreEdge]).toEqual(kept);
        expect([...cut.coreNode]).toEqual(
          [...new Set(kept.flatMap((e) => [from[e]!, to[e]!]))].sort((a, b) => a - b),
        );
        kept.forEach((e, k) => {
          expect(cut.coreNode[cut.core.edgeFrom[k]!]).toBe(from[e]);
          expect(cut.coreNode[cut.core.edgeTo[k]!]).toBe(to[e]);
          expect(cut.core.weight[k]).toBe(weight[e]);
        });
      }),
      { numRuns: 60 },
    );
  });
});
