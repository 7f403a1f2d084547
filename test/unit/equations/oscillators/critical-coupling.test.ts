import { describe, expect, it } from 'vitest';

import { completeGraph, ringGraph } from '../../../../src-main/equations/graphs/regular-graphs.ts';
import { erdosRenyi } from '../../../../src-main/equations/graphs/random-graphs.ts';
import { drawConnected, networkOn } from '../../../../src-main/equations/graphs/random-network.ts';
import { randomPowers } from '../../../../src-main/equations/graphs/random-powers.ts';
import { worstDifference } from '../../../../src-main/equations/oscillators/cohesiveness.ts';
import { criticalCoupling } from '../../../../src-main/equations/oscillators/critical-coupling.ts';
import {
  DenseLaplacianSolver,
  laplacianFor,
} from '../../../../src-main/equations/oscillators/dense-laplacian-solver.ts';
import { EquilibriumSolver } from '../../../../src-main/equations/oscillators/equilibrium.ts';
import { LaplacianSolver } from '../../../../src-main/equations/oscillators/laplacian-solver.ts';
import type { OscillatorNetwork } from '../../../../src-main/equations/oscillators/oscillator-network.ts';
import { RandomStream } from '../../../../src-main/numerics/random/random-stream.ts';
import { relativeError } from '../../../fixtures/dense.ts';

function aRandomNetwork(seed: number, n: number, p: number): OscillatorNetwork {
  const stream = new RandomStream(seed);
  const uniform = (): number => stream.uniform();
  const { graph } = drawConnected(() => erdosRenyi(n, p, uniform))!;
  const weight = Float64Array.from(graph.edgeFrom, () => 0.5 + uniform());
  return networkOn(graph, weight, randomPowers('uniform', n, uniform));
}

function linearSolution(network: OscillatorNetwork): Float64Array {
  const laplacian = new LaplacianSolver(network);
  laplacian.factorize(network.weight);
  const theta = new Float64Array(network.n);
  laplacian.solve(network.omega, theta);
  return theta;
}

/** Largest angle at the coupling K; infinite where there is no synchronous state. */
function angleAt(network: OscillatorNetwork, K: number): number {
  const weight = network.weight.map((a) => K * a);
  const theta = linearSolution({ ...network, weight });
  const outcome = new EquilibriumSolver({ ...network, weight }).solve(theta);
  return outcome.status === 'converged' ? outcome.worst.value : Infinity;
}

describe('the exact critical coupling', () => {
  const samples = [0.25, 0.5, 1].flatMap((p) => [1, 2, 3].map((seed) => ({ seed, p })));

  it.each(samples)('is the same by either factorization (seed $seed, p $p)', ({ seed, p }) => {
    const network = aRandomNetwork(seed, 30, p);
    const theta = linearSolution(network);
    const [dense, sparse] = [new DenseLaplacianSolver(network), new LaplacianSolver(network)].map(
      (laplacian) => criticalCoupling(network, theta, Math.PI / 2, laplacian)!,
    );
    expect(relativeError(dense!, sparse!)).toBeLessThan(1e-11);
  });

  it.each(samples)('separates what is cohesive from what is not (seed $seed, p $p)', (sample) => {
    const network = aRandomNetwork(sample.seed, 16, sample.p);
    for (const gamma of [0.4, 1.2, 1.5]) {
      const K = criticalCoupling(network, linearSolution(network), gamma)!;
      expect(angleAt(network, K * (1 + 1e-7))).toBeLessThan(gamma);
      expect(angleAt(network, K * (1 - 1e-7))).toBeGreaterThan(gamma);
    }
  });

  it('is the bridge that comes just before an edge of a cycle would', () => {
    // The edge (0, 4) leads up to an angle of 1.563; then the bridge (1, 2) can carry no more.
    const [from, to, weight] = [
      [0, 0, 0, 0, 1, 1, 3, 3, 3],
      [1, 3, 4, 6, 2, 6, 4, 5, 6],
      [245.1, 10.2, 76.6, 146.2, 92.5, 77.9, 65.2, 95.8, 65.2],
    ] as const;
    const graph = { n: 7, edgeFrom: Int32Array.from(from), edgeTo: Int32Array.from(to) };
    const omega = Float64Array.of(-5066, -26, 3502, 1514, 4783, -1398, -3309).map((w) => w / 7000);
    const network = networkOn(graph, Float64Array.from(weight), omega);
    const theta = linearSolution(network);
    expect(criticalCoupling(network, theta, Math.PI / 2)).toBeCloseTo(3502 / 7000 / 92.5, 12);
    const before = criticalCoupling(network, theta, 1.56)!;
    expect(before).toBeGreaterThan(3502 / 7000 / 92.5 / Math.sin(1.56));
  });

  it('is the norm where every edge is 0 or critical: a complete graph of bipolar powers', () => {
    for (const plus of [1, 3, 5]) {
      const graph = completeGraph(10);
      const weight = new Float64Array(graph.edgeFrom.length).fill(1);
      const omega = Float64Array.from({ length: 10 }, (_, i) =>
        i < plus ? 2 - plus / 5 : -plus / 5,
      );
      const network = networkOn(graph, weight, omega);
      const theta = linearSolution(network);
      const norm = worstDifference(network, weight, theta).value;
      expect(norm).toBeCloseTo(0.2, 14);
      expect(criticalCoupling(network, theta, Math.PI / 2)).toBeCloseTo(norm, 12);
    }
  });

  it('takes the full matrix of small graphs and of those with many neighbours, and only there', () => {
    expect(laplacianFor(ringGraph(12))).toBeInstanceOf(DenseLaplacianSolver);
    expect(laplacianFor(completeGraph(80))).toBeInstanceOf(DenseLaplacianSolver);
    expect(laplacianFor(ringGraph(80))).toBeInstanceOf(LaplacianSolver);
  });
});
