import type { Graph } from '../oscillators/oscillator-network.ts';

/**
 * The bridges of a graph: edges whose loss cuts it in two.
 *
 * The depth-first order makes the far side of each bridge a run of consecutive nodes:
 * `order[begin[e] .. end[e])`, with end[e] = 0 where edge e is no bridge.
 */
export interface Bridges {
  readonly order: Int32Array;
  readonly begin: Int32Array;
  readonly end: Int32Array;
}

/**
 * Finds all bridges in one depth-first walk, without recursion.
 *
 * Cost O(nodes + edges). Source: R. Tarjan, Inf. Process. Lett. 2 (1974) 160.
 */
export function findBridges(graph: Graph): Bridges {
  const { n, edgeFrom, edgeTo } = graph;
  const { start, edge } = incidentEdges(graph);
  const bridges: Bridges = {
    order: new Int32Array(n),
    begin: new Int32Array(edgeFrom.length),
    end: new Int32Array(edgeFrom.length),
  };
  const rank = new Int32Array(n).fill(-1);
  const low = new Int32Array(n);
  const entered = new Int32Array(n).fill(-1);
  const next = start.slice(0, n);
  const stack = new Int32Array(n);
  let visited = 0;

  const enter = (node: number, through: number): void => {
    rank[node] = low[node] = visited;
    bridges.order[visited++] = node;
    entered[node] = through;
  };
  const leave = (node: number): void => {
    const through = entered[node]!;
    if (through < 0) return;
    const above = edgeFrom[through]! + edgeTo[through]! - node;
    low[above] = Math.min(low[above]!, low[node]!);
    if (low[node]! < rank[node]!) return;
    bridges.begin[through] = rank[node]!;
    bridges.end[through] = visited;
  };

  for (let root = 0; root < n; root++) {
    if (rank[root]! >= 0) continue;
    enter(root, -1);
    stack[0] = root;
    for (let top = 0; top >= 0;) {
      const node = stack[top]!;
      if (next[node] === start[node + 1]) {
        leave(node);
        top--;
        continue;
      }
      const e = edge[next[node]!++]!;
      if (e === entered[node]) continue;
      const other = edgeFrom[e]! + edgeTo[e]! - node;
      if (rank[other]! >= 0) low[node] = Math.min(low[node]!, rank[other]!);
      else {
        enter(other, e);
        stack[++top] = other;
      }
    }
  }
  return bridges;
}

/** The edges at each node: node i has edge[start[i] .. start[i + 1]). */
export function incidentEdges({ n, edgeFrom, edgeTo }: Graph): {
  readonly start: Int32Array;
  readonly edge: Int32Array;
} {
  const start = new Int32Array(n + 1);
  for (const ends of [edgeFrom, edgeTo]) for (const i of ends) start[i + 1]!++;
  for (let i = 0; i < n; i++) start[i + 1]! += start[i]!;
  const next = start.slice(0, n);
  const edge = new Int32Array(start[n]!);
  for (let e = 0; e < edgeFrom.length; e++) {
    edge[next[edgeFrom[e]!]!++] = e;
    edge[next[edgeTo[e]!]!++] = e;
  }
  return { start, edge };
}
