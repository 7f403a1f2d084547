import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { findBridges } from '../../../../src-main/equations/network/bridges.ts';
import { findIslands, largestIsland } from '../../../../src-main/equations/network/islands.ts';
import { mergeParallel } from '../../../../src-main/equations/network/merge-parallel.ts';
import type { Graph } from '../../../../src-main/equations/oscillators/oscillator-network.ts';
import { connectedGraph, type WeightedGraph } from '../../../fixtures/random-graph.ts';

const asGraph = ({ n, from, to }: WeightedGraph): Graph => ({ n, edgeFrom: from, edgeTo: to });

/** Nodes that a walk from the start reaches without the closed-off edges. */
function reachable({ edgeFrom, edgeTo }: Graph, start: number, isOpen: (e: number) => boolean) {
  const seen = new Set([start]);
  for (let grown = true; grown;) {
    grown = false;
    edgeFrom.forEach((i, e) => {
      const j = edgeTo[e]!;
      if (isOpen(e) || seen.has(i) === seen.has(j)) return;
      seen.add(i).add(j);
      grown = true;
    });
  }
  return seen;
}

describe('islands', () => {
  it('are what a walk from any of their nodes reaches', () => {
    fc.assert(
      fc.property(connectedGraph(), fc.array(fc.boolean(), { minLength: 1 }), (weighted, open) => {
        const graph = asGraph(weighted);
        const isOpen = (e: number): boolean => open[e % open.length]!;
        const islands = findIslands(graph, isOpen);
        for (let node = 0; node < graph.n; node++) {
          const walk = [...reachable(graph, node, isOpen)].sort((a, b) => a - b);
          const same = [...islands.of.keys()].filter((k) => islands.of[k] === islands.of[node]);
          expect(walk).toEqual(same);
          expect(islands.size[islands.of[node]!]).toBe(walk.length);
        }
      }),
    );
  });

  it('are numbered by their first node, and the first of equal ones is the largest', () => {
    const graph = { n: 5, edgeFrom: Int32Array.of(0, 1), edgeTo: Int32Array.of(2, 3) };
    const islands = findIslands(graph);
    expect([...islands.of]).toEqual([0, 1, 0, 1, 2]);
    expect(largestIsland(islands)).toBe(0);
    expect(largestIsland(findIslands({ ...graph, n: 0, edgeFrom: new Int32Array(0) }))).toBe(-1);
  });
});

describe('bridges', () => {
  it('are the edges without which the far side is out of reach', () => {
    fc.assert(
      fc.property(connectedGraph({ maxExtra: 15 }), (weighted) => {
        const graph = asGraph(weighted);
        const { order, begin, end } = findBridges(graph);
        graph.edgeFrom.forEach((_, e) => {
          const near = reachable(graph, 0, (other) => other === e);
          const cutOff = [...order.slice(begin[e], end[e])].sort((a, b) => a - b);
          const missing = [...order.keys()].filter((node) => !near.has(node));
          expect(cutOff).toEqual(missing);
        });
      }),
    );
  });

  it('are found on each island, and on a path too long for recursion', () => {
    const n = 200_000;
    const path = {
      n,
      edgeFrom: Int32Array.from({ length: n - 2 }, (_, i) => (i < n / 2 - 1 ? i : i + 1)),
      edgeTo: Int32Array.from({ length: n - 2 }, (_, i) => (i < n / 2 - 1 ? i + 1 : i + 2)),
    };
    const { begin, end } = findBridges(path);
    expect(end.every((last, e) => last > begin[e]!)).toBe(true);
    expect(end[0]! - begin[0]!).toBe(n / 2 - 1);
  });
});

describe('parallel couplings', () => {
  it('add up to edges sorted by their nodes, whatever their order and direction', () => {
    const merged = mergeParallel(
      4,
      Int32Array.of(3, 0, 1, 2, 1),
      Int32Array.of(1, 2, 3, 0, 0),
      Float64Array.of(1, 2, 4, -8, 16),
    );
    expect([...merged.edgeFrom]).toEqual([0, 0, 1]);
    expect([...merged.edgeTo]).toEqual([1, 2, 3]);
    expect([...merged.weight]).toEqual([16, -6, 5]);
    expect([...merged.edgeOf]).toEqual([2, 1, 2, 1, 0]);
    expect(merged.parallelGroups).toBe(2);
  });
});
