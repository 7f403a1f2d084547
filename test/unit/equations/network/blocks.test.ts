import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { findBlocks } from '../../../../src-main/equations/network/blocks.ts';
import { findIslands } from '../../../../src-main/equations/network/islands.ts';
import { connectedGraph } from '../../../fixtures/random-graph.ts';

const graphOf = (n: number, edges: readonly (readonly [number, number])[]) => ({
  n,
  edgeFrom: Int32Array.from(edges, ([i]) => i),
  edgeTo: Int32Array.from(edges, ([, j]) => j),
});

const sorted = (blocks: readonly Int32Array[]): number[][] =>
  blocks.map((edges) => [...edges].sort((a, b) => a - b)).sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));

describe('findBlocks', () => {
  it('separates a triangle, a bridge and a square that share single nodes', () => {
    const graph = graphOf(7, [
      [0, 1],
      [1, 2],
      [0, 2],
      [2, 3],
      [3, 4],
      [4, 5],
      [5, 6],
      [3, 6],
    ]);
    expect(sorted(findBlocks(graph))).toEqual([[0, 1, 2], [3], [4, 5, 6, 7]]);
  });

  it('leaves open edges out: a cycle without one edge is a chain of bridges', () => {
    const ring = graphOf(4, [
      [0, 1],
      [1, 2],
      [2, 3],
      [0, 3],
    ]);
    expect(sorted(findBlocks(ring, (edge) => edge === 1))).toEqual([[0], [2], [3]]);
  });

  it('puts two edges into one block where no single node separates them, by trying every node', () => {
    fc.assert(
      fc.property(connectedGraph({ maxExtra: 6 }), ({ n, from, to }) => {
        const graph = { n, edgeFrom: Int32Array.from(from), edgeTo: Int32Array.from(to) };
        const blockOf = new Map<number, number>();
        findBlocks(graph).forEach((edges, block) => edges.forEach((e) => blockOf.set(e, block)));
        expect(blockOf.size).toBe(graph.edgeFrom.length);
        graph.edgeFrom.forEach((_, a) => {
          for (let b = 0; b < a; b++) {
            expect(blockOf.get(a) === blockOf.get(b)).toBe(!someNodeSeparates(graph, a, b));
          }
        });
      }),
      { seed: 7, numRuns: 60 },
    );
  });
});

/** Without the node, the two edges (each by an end other than the node) lie in different islands. */
function someNodeSeparates(graph: ReturnType<typeof graphOf>, a: number, b: number): boolean {
  const { n, edgeFrom, edgeTo } = graph;
  return Array.from({ length: n }, (_, node) => node).some((node) => {
    const touches = (e: number): boolean => edgeFrom[e] === node || edgeTo[e] === node;
    const islands = findIslands(graph, touches).of;
    const islandOf = (e: number): number =>
      islands[edgeFrom[e] === node ? edgeTo[e]! : edgeFrom[e]!]!;
    return islandOf(a) !== islandOf(b);
  });
}
