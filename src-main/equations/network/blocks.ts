import type { Graph } from '../oscillators/oscillator-network.ts';
import { incidentEdges } from './bridges.ts';

/**
 * The blocks (biconnected components) of a graph: the largest parts that no single node cuts in
 * two. Every edge is in exactly one; a bridge is a block of its own. Each is a list of edges.
 *
 * One depth-first walk without recursion; cost O(nodes + edges).
 * Source: J. Hopcroft, R. Tarjan, Comm. ACM 16 (1973) 372.
 *
 * @param isOpen edges that are left out
 */
export function findBlocks(
  graph: Graph,
  isOpen: (edge: number) => boolean = () => false,
): Int32Array[] {
  const { n, edgeFrom, edgeTo } = graph;
  const { start, edge } = incidentEdges(graph);
  const rank = new Int32Array(n).fill(-1);
  const low = new Int32Array(n);
  const entered = new Int32Array(n).fill(-1);
  const next = start.slice(0, n);
  const path: number[] = [];
  const pending: number[] = [];
  const blocks: Int32Array[] = [];
  let visited = 0;

  const enter = (node: number, through: number): void => {
    rank[node] = low[node] = visited++;
    entered[node] = through;
    path.push(node);
  };
  const leave = (node: number): void => {
    path.pop();
    if (path.length === 0) return;
    const above = path[path.length - 1]!;
    low[above] = Math.min(low[above]!, low[node]!);
    // Nothing below `node` reaches past `above`: what is pending since then is a block.
    if (low[node]! < rank[above]!) return;
    blocks.push(Int32Array.from(pending.splice(pending.lastIndexOf(entered[node]!))));
  };
  const step = (node: number): void => {
    const e = edge[next[node]!++]!;
    if (e === entered[node] || isOpen(e)) return;
    const other = edgeFrom[e]! + edgeTo[e]! - node;
    if (rank[other]! < 0) {
      pending.push(e);
      enter(other, e);
    } else if (rank[other]! < rank[node]!) {
      pending.push(e);
      low[node] = Math.min(low[node]!, rank[other]!);
    }
  };

  for (let root = 0; root < n; root++) {
    if (rank[root]! >= 0) continue;
    enter(root, -1);
    while (path.length > 0) {
      const node = path[path.length - 1]!;
      if (next[node] === start[node + 1]) leave(node);
      else step(node);
    }
  }
  return blocks;
}
