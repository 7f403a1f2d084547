import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import { compileChordKernel } from '../../../../build/compile-kernels.mjs';
import { networkOn } from '../../../../src-main/equations/graphs/random-network.ts';
import { ChordKernel } from '../../../../src-main/equations/oscillators/chord-kernel.ts';
import { ChordSteps, LANES } from '../../../../src-main/equations/oscillators/chord-steps.ts';
import type {
  ChordProblem,
  ChordStepper,
} from '../../../../src-main/equations/oscillators/chord-steps.ts';
import { LaplacianSolver } from '../../../../src-main/equations/oscillators/laplacian-solver.ts';
import { NearbyEquilibria } from '../../../../src-main/equations/oscillators/nearby-equilibria.ts';
import { balanced, connectedGraph } from '../../../fixtures/random-graph.ts';
import type { WeightedGraph } from '../../../fixtures/random-graph.ts';

/** The problem of a graph, its nodes in the order of the pivots, and what the Jacobian is made of. */
function problemOf({ n, from, to, weight }: WeightedGraph) {
  const graph = { n, edgeFrom: from, edgeTo: to };
  const linear = new LaplacianSolver(graph);
  const { symbolic } = linear.factor;
  const tangent = new LaplacianSolver(graph, symbolic);
  const stiffness = weight.map((a, e) => a * Math.cos(0.3 * Math.sin(e)));
  linear.factorize(weight);
  tangent.factorize(stiffness);
  const problem: ChordProblem = {
    edgeFrom: from.map((i) => symbolic.rank[i]!),
    edgeTo: to.map((i) => symbolic.rank[i]!),
    weight,
    linear: linear.factor,
    tangent: tangent.factor,
    bend: Float64Array.from({ length: n }, (_, i) => 0.01 * Math.cos(i)),
  };
  return { problem, stiffness };
}

const lanesOf = (powers: readonly Float64Array[], order: Int32Array): Float64Array =>
  Float64Array.from(
    { length: order.length * LANES },
    (_, k) => powers[k % LANES]![order[Math.floor(k / LANES)]!]!,
  );

/** Powers so small that no linear difference is beyond a quarter turn. */
const questions = connectedGraph({ maxNodes: 20 }).chain((graph) => {
  const powers = balanced(graph.n).map((omega) => omega.map((power) => power / 200));
  return fc.tuple(fc.constant(graph), fc.array(powers, { minLength: LANES, maxLength: LANES }));
});

const laneOf = (values: Float64Array, lane: number): Float64Array =>
  values.filter((_, k) => k % LANES === lane);

/** sum_j a_ij g(theta_i - theta_j) at every node. */
function sumsAtNodes(
  { edgeFrom, edgeTo }: ChordProblem,
  weight: Float64Array,
  theta: Float64Array,
  g: (difference: number) => number,
): Float64Array {
  const out = new Float64Array(theta.length);
  weight.forEach((a, e) => {
    const flow = a * g(theta[edgeFrom[e]!]! - theta[edgeTo[e]!]!);
    out[edgeFrom[e]!]! += flow;
    out[edgeTo[e]!]! -= flow;
  });
  return out;
}

const largestGap = (a: Float64Array, b: Float64Array): number =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);

describe('a chord step', () => {
  it('starts at the linear solution and solves with the one Jacobian', () => {
    fc.assert(
      fc.property(questions, ([graph, powers]) => {
        const { problem, stiffness } = problemOf(graph);
        const steps = new ChordSteps(problem);
        steps.omega.set(lanesOf(powers, problem.linear.symbolic.order));
        steps.begin();
        const start = steps.theta.slice();
        steps.step();
        for (let c = 0; c < LANES; c++) {
          const omega = laneOf(steps.omega, c);
          const before = laneOf(start, c);
          const dc = before.map((angle, i) => angle - problem.bend[i]!);
          const linearFlow = sumsAtNodes(problem, problem.weight, dc, (d) => d);
          expect(largestGap(linearFlow, omega)).toBeLessThan(1e-12);

          const flow = sumsAtNodes(problem, problem.weight, before, Math.sin);
          const rest = omega.map((power, i) => power - flow[i]!);
          expect(steps.error[c]).toBeCloseTo(largestGap(omega, flow), 12);
          const moved = laneOf(steps.theta, c).map((angle, i) => angle - before[i]!);
          const answered = sumsAtNodes(problem, stiffness, moved, (d) => d);
          expect(largestGap(answered, rest)).toBeLessThan(1e-12);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('the chord kernel', () => {
  let module: WebAssembly.Module;
  beforeAll(async () => {
    module = new WebAssembly.Module(await compileChordKernel());
  });

  const read = ({ theta, error, largest, largestEdge }: ChordStepper) =>
    [theta, error, largest, largestEdge].map((values) => [...values]);

  it('gives the bits of the plain form, with NaN in a lane and without edges too', () => {
    const unlucky = {
      n: 1,
      from: new Int32Array(0),
      to: new Int32Array(0),
      weight: new Float64Array(0),
    };
    fc.assert(
      fc.property(questions, fc.boolean(), ([graph, powers], broken) => {
        const { problem } = problemOf(graph);
        const omega = lanesOf(powers, problem.linear.symbolic.order);
        if (broken) omega[1] = NaN;
        const forms = [new ChordSteps(problem), new ChordKernel(module, problem)];
        const [plain, fast] = forms.map((form) => {
          form.omega.set(omega);
          form.begin();
          const begun = read(form);
          for (let k = 0; k < 3; k++) form.step();
          form.look();
          return [begun, read(form)];
        });
        expect(fast).toEqual(plain);
        expect(Number.isNaN(forms[1]!.error[1])).toBe(broken);
      }),
      {
        numRuns: 30,
        examples: [[[unlucky, Array.from({ length: LANES }, () => new Float64Array(1))], false]],
      },
    );
  });

  it('finds the states that the plain form finds', () => {
    fc.assert(
      fc.property(questions, ([{ n, from, to, weight }, powers]) => {
        const network = networkOn({ n, edgeFrom: from, edgeTo: to }, weight, powers[0]!);
        const inOrder = Int32Array.from({ length: n }, (_, i) => i);
        const lanes = lanesOf(
          powers.map((omega) => omega.map((power) => 300 * power)),
          inOrder,
        );
        const expected = new NearbyEquilibria(network).solve(lanes);
        expect(new NearbyEquilibria(network, module).solve(lanes)).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });
});
