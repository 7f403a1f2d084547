import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { modelOf } from '../../src-main/equations/network/model-of.ts';
import { centre } from '../../src-main/equations/oscillators/cohesiveness.ts';
import { criticalCoupling } from '../../src-main/equations/oscillators/critical-coupling.ts';
import { EquilibriumSolver } from '../../src-main/equations/oscillators/equilibrium.ts';
import { linearPoint } from '../../src-main/studies/linear-point.ts';
import { defaultModelOptions } from '../../src-shared/studies/model-options.ts';
import { anOscillatorDocument } from '../fixtures/oscillators.ts';
import { relativeError } from '../fixtures/dense.ts';
import { balanced, connectedGraph } from '../fixtures/random-graph.ts';
import type { WeightedGraph } from '../fixtures/random-graph.ts';

type Edge = readonly [from: number, to: number, a: number];

interface Question {
  readonly omega: readonly number[];
  readonly edges: readonly Edge[];
}

const questionOf = (graph: WeightedGraph, omega: Float64Array): Question => ({
  omega: [...omega],
  edges: Array.from(graph.from, (from, e): Edge => [from, graph.to[e]!, graph.weight[e]!]),
});

/** Networks through which something flows. */
const question: fc.Arbitrary<Question> = connectedGraph({ maxNodes: 12, maxExtra: 14 }).chain(
  (graph) =>
    balanced(graph.n)
      .filter((omega) => omega.some((power) => Math.abs(power) > 0.05))
      .map((omega) => questionOf(graph, omega)),
);

const modelFor = ({ omega, edges }: Question) =>
  modelOf(
    { kind: 'oscillators', document: anOscillatorDocument(omega, edges) },
    defaultModelOptions,
  );

/** Predicted and exact critical coupling. */
function couplings(asked: Question): readonly [predicted: number, exact: number] {
  const model = modelFor(asked);
  const { theta, worst } = linearPoint(model);
  return [worst.value, criticalCoupling(model.network, theta, Math.PI / 2)!];
}

function expectAlike(
  found: readonly number[],
  expected: readonly number[],
  tolerance = 1e-8,
): void {
  found.forEach((value, k) => expect(relativeError(value, expected[k]!)).toBeLessThan(tolerance));
}

describe('the predicted and the exact critical coupling', () => {
  it('do not depend on the names of the nodes', () => {
    fc.assert(
      fc.property(question, fc.nat(), (asked, turn) => {
        const n = asked.omega.length;
        // A step that shares no factor with n visits every node once.
        const step = [1, 5, 7, 11].find((one) => gcd(one, n) === 1 && one % n > 0) ?? 1;
        const name = (node: number): number => (node * step + turn) % n;
        const omega = new Array<number>(n).fill(0);
        asked.omega.forEach((power, node) => (omega[name(node)] = power));
        const edges = asked.edges.map(([i, j, a]): Edge => [name(i), name(j), a]);
        expectAlike(couplings({ omega, edges }), couplings(asked));
      }),
    );
  });

  it('grow with the powers and fall with the couplings, and not with both', () => {
    fc.assert(
      fc.property(question, fc.integer({ min: 1, max: 50 }), (asked, tenths) => {
        const scale = tenths / 10;
        const omega = asked.omega.map((power) => scale * power);
        const edges = asked.edges.map(([i, j, a]): Edge => [i, j, scale * a]);
        const found = couplings(asked);
        expectAlike(
          couplings({ ...asked, omega }),
          found.map((K) => scale * K),
        );
        expectAlike(
          couplings({ ...asked, edges }),
          found.map((K) => K / scale),
        );
        // Time in other units scales both.
        expectAlike(couplings({ omega, edges }), found);
      }),
    );
  });

  it('do not see that a line is two lines of half the coupling', () => {
    fc.assert(
      fc.property(question, fc.nat(), (asked, pick) => {
        const cut = pick % asked.edges.length;
        const [i, j, a] = asked.edges[cut]!;
        const edges = [...asked.edges.filter((_, e) => e !== cut), [i, j, a / 2], [j, i, a / 2]];
        expectAlike(couplings({ ...asked, edges: edges as Edge[] }), couplings(asked));
      }),
    );
  });

  it('are those of the worse of two networks that share one node', () => {
    fc.assert(
      fc.property(question, question, (first, second) => {
        const joint = first.omega.length - 1;
        const omega = [...first.omega, ...second.omega.slice(1)];
        omega[joint]! += second.omega[0]!;
        const moved = second.edges.map(([i, j, a]): Edge => [i + joint, j + joint, a]);
        const found = couplings({ omega, edges: [...first.edges, ...moved] });
        const [one, other] = [couplings(first), couplings(second)];
        expectAlike(
          found,
          one.map((K, k) => Math.max(K, other[k]!)),
        );
      }),
    );
  });
});

describe('the synchronous state', () => {
  it('is the same from a start that is shifted by a constant phase', () => {
    fc.assert(
      fc.property(question, fc.integer({ min: -300, max: 300 }), (asked, hundredths) => {
        const [, exact] = couplings(asked);
        const edges = asked.edges.map(([i, j, a]): Edge => [i, j, 1.2 * exact * a]);
        const { network } = modelFor({ ...asked, edges });
        const [plain, shifted] = [0, hundredths / 100].map((phase) => {
          const theta = linearPoint(modelFor({ ...asked, edges })).theta.map(
            (angle) => angle + phase,
          );
          expect(new EquilibriumSolver(network).solve(theta).status).toBe('converged');
          centre(theta);
          return theta;
        });
        plain!.forEach((angle, i) => expect(shifted![i]).toBeCloseTo(angle, 9));
      }),
    );
  });
});

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
