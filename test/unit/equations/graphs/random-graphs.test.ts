import { describe, expect, it } from 'vitest';

import { completeGraph, ringGraph } from '../../../../src-main/equations/graphs/regular-graphs.ts';
import {
  erdosRenyi,
  randomGeometric,
  randomTree,
  wattsStrogatz,
} from '../../../../src-main/equations/graphs/random-graphs.ts';
import { drawConnected } from '../../../../src-main/equations/graphs/random-network.ts';
import { randomPowers } from '../../../../src-main/equations/graphs/random-powers.ts';
import { findIslands } from '../../../../src-main/equations/network/islands.ts';
import type { Graph } from '../../../../src-main/equations/oscillators/oscillator-network.ts';
import { RandomStream } from '../../../../src-main/numerics/random/random-stream.ts';

function uniformOf(seed: number): () => number {
  const stream = new RandomStream(seed);
  return () => stream.uniform();
}

const pairs = ({ edgeFrom, edgeTo }: Graph): string[] =>
  Array.from(edgeFrom, (from, e) => `${from}-${edgeTo[e]!}`);

/** Each pair once, from < to, sorted: what every Laplacian relies on. */
function expectOrdered({ n, edgeFrom, edgeTo }: Graph): void {
  let last = -1;
  edgeFrom.forEach((from, e) => {
    const to = edgeTo[e]!;
    expect(0 <= from && from < to && to < n).toBe(true);
    expect(from * n + to).toBeGreaterThan(last);
    last = from * n + to;
  });
}

function degreesOf({ n, edgeFrom, edgeTo }: Graph): Int32Array {
  const degree = new Int32Array(n);
  edgeFrom.forEach((from, e) => {
    degree[from]!++;
    degree[edgeTo[e]!]!++;
  });
  return degree;
}

describe('regular graphs', () => {
  it('join all pairs, or neighbours on a circle', () => {
    expect(pairs(completeGraph(4))).toEqual(['0-1', '0-2', '0-3', '1-2', '1-3', '2-3']);
    expect(pairs(ringGraph(4))).toEqual(['0-1', '0-3', '1-2', '2-3']);
    expect(pairs(ringGraph(3))).toEqual(pairs(completeGraph(3)));
  });

  it('refuse a ring without room for its neighbours', () => {
    expect(() => ringGraph(2)).toThrow(/degree is 2 of 2 nodes/);
  });
});

describe('random graphs', () => {
  it('of Erdős and Rényi have p n (n - 1) / 2 edges, within four standard deviations', () => {
    const uniform = uniformOf(1);
    const [n, p, graphs] = [40, 0.2, 100];
    let edges = 0;
    for (let k = 0; k < graphs; k++) {
      const graph = erdosRenyi(n, p, uniform);
      expectOrdered(graph);
      edges += graph.edgeFrom.length;
    }
    const trials = (graphs * n * (n - 1)) / 2;
    expect(Math.abs(edges - trials * p)).toBeLessThan(4 * Math.sqrt(trials * p * (1 - p)));
  });

  it('of points in a square join as many pairs as lie that near each other', () => {
    // P(distance <= r) = pi r² - 8 r³ / 3 + r⁴ / 2 in the unit square, r <= 1.
    const uniform = uniformOf(2);
    const [r, graphs] = [0.3, 20_000];
    const expected = Math.PI * r * r - (8 / 3) * r ** 3 + r ** 4 / 2;
    let joined = 0;
    for (let k = 0; k < graphs; k++) joined += randomGeometric(2, r, uniform).edgeFrom.length;
    expect(Math.abs(joined / graphs - expected)).toBeLessThan(
      4 * Math.sqrt((expected * (1 - expected)) / graphs),
    );
  });

  it('of Watts and Strogatz keep their edges, and are the lattice at p = 0', () => {
    const lattice = wattsStrogatz(12, 4, 0, uniformOf(3));
    expect(new Set(degreesOf(lattice))).toEqual(new Set([4]));
    for (const p of [0.1, 0.5, 1]) {
      const graph = wattsStrogatz(12, 4, p, uniformOf(3));
      expectOrdered(graph);
      expect(graph.edgeFrom.length).toBe(24);
      // Half of the edges of a node are its own to move: two stay with it in any case.
      expect(Math.min(...degreesOf(graph))).toBeGreaterThanOrEqual(2);
      expect(pairs(graph)).not.toEqual(pairs(lattice));
    }
  });

  it('of Watts and Strogatz end where every node is joined to every other', () => {
    expect(pairs(wattsStrogatz(5, 4, 1, uniformOf(4)))).toEqual(pairs(completeGraph(5)));
  });

  it('are trees, each of the 16 on four nodes as often as the others', () => {
    const uniform = uniformOf(5);
    const count = new Map<string, number>();
    const draws = 16_000;
    for (let k = 0; k < draws; k++) {
      const tree = randomTree(4, uniform);
      expect(findIslands(tree).count).toBe(1);
      expect(tree.edgeFrom.length).toBe(3);
      const key = pairs(tree).join(' ');
      count.set(key, (count.get(key) ?? 0) + 1);
    }
    expect(count.size).toBe(16);
    for (const found of count.values()) expect(Math.abs(found - 1000)).toBeLessThan(4 * 31);
  });

  it.each([1, 2, 3, 30])('are trees of %i nodes', (n) => {
    const tree = randomTree(n, uniformOf(6));
    expectOrdered(tree);
    expect(tree.edgeFrom.length).toBe(n - 1);
    expect(findIslands(tree).count).toBe(1);
  });

  it('are drawn again until they are connected, and given up where they never are', () => {
    const uniform = uniformOf(7);
    let draws = 0;
    const found = drawConnected(() => {
      draws++;
      return erdosRenyi(20, 0.12, uniform);
    });
    expect(found?.redrawn).toBe(draws - 1);
    expect(found?.redrawn).toBeGreaterThan(0);
    expect(findIslands(found!.graph).count).toBe(1);
    expect(drawConnected(() => erdosRenyi(20, 0, uniform), 50)).toBeNull();
  });
});

describe('random powers', () => {
  it('are two values that are 2 apart, or spread over an interval of 2; and balanced', () => {
    const bipolar = randomPowers('bipolar', 9, uniformOf(8));
    expect(new Set(bipolar.map((power) => Number(power.toFixed(12)))).size).toBe(2);
    expect(Math.max(...bipolar) - Math.min(...bipolar)).toBeCloseTo(2, 14);
    const even = randomPowers('uniform', 9, uniformOf(8));
    expect(new Set(even).size).toBe(9);
    expect(Math.max(...even) - Math.min(...even)).toBeLessThan(2);
    for (const powers of [bipolar, even]) {
      expect(Math.abs(powers.reduce((sum, power) => sum + power, 0))).toBeLessThan(1e-14);
    }
  });

  it('are never all alike', () => {
    const uniform = uniformOf(9);
    for (let k = 0; k < 50; k++) {
      expect([...randomPowers('bipolar', 2, uniform)].sort((a, b) => a - b)).toEqual([-1, 1]);
    }
  });
});
