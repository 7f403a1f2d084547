import type { Graph } from '../oscillators/oscillator-network.ts';
import { graphOfKeys, graphWhere, pairKey } from './edge-list.ts';
import type { Uniform } from './edge-list.ts';

/**
 * Erdős–Rényi G(n, p): each pair i < j is an edge with probability p, drawn row by row. One draw a
 * pair. Source: E. Gilbert, Ann. Math. Stat. 30 (1959) 1141.
 */
export const erdosRenyi = (n: number, p: number, uniform: Uniform): Graph =>
  graphWhere(n, () => uniform() < p);

/**
 * Random geometric graph: n points uniform in the unit square, edges between those at most `radius`
 * apart. Two draws a node. Source: M. Penrose, Random Geometric Graphs (2003), chapter 1.
 */
export function randomGeometric(n: number, radius: number, uniform: Uniform): Graph {
  const x = new Float64Array(n);
  const y = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    x[i] = uniform();
    y[i] = uniform();
  }
  return graphWhere(n, (i, j) => Math.hypot(x[i]! - x[j]!, y[i]! - y[j]!) <= radius);
}

/**
 * Watts–Strogatz: a ring in which each node is joined to its `degree` nearest; then, for each edge
 * (i, i + step), step by step and node by node, with probability p its far end moves to a node drawn
 * uniformly among those that i is not joined to. The number of edges stays n degree / 2.
 *
 * @param degree even, below n
 *
 * Source: D. Watts, S. Strogatz, Nature 393 (1998) 440.
 */
export function wattsStrogatz(n: number, degree: number, p: number, uniform: Uniform): Graph {
  const edges = new Set<number>();
  const size = new Int32Array(n);
  const join = (i: number, j: number): void => {
    edges.add(pairKey(n, i, j));
    size[i]!++;
    size[j]!++;
  };
  for (let step = 1; step <= degree / 2; step++) {
    for (let i = 0; i < n; i++) join(i, (i + step) % n);
  }
  for (let step = 1; step <= degree / 2; step++) {
    for (let i = 0; i < n; i++) {
      if (uniform() >= p || size[i] === n - 1) continue;
      let end = i;
      while (end === i || edges.has(pairKey(n, i, end))) end = Math.floor(uniform() * n);
      edges.delete(pairKey(n, i, (i + step) % n));
      size[i]!--;
      size[(i + step) % n]!--;
      join(i, end);
    }
  }
  return graphOfKeys(n, edges);
}

/**
 * A tree drawn uniformly among the n^(n - 2) trees on n labelled nodes. n - 2 draws. Source:
 * H. Prüfer, Arch. Math. Phys. 27 (1918) 742.
 */
export function randomTree(n: number, uniform: Uniform): Graph {
  const code = Array.from({ length: Math.max(0, n - 2) }, () => Math.floor(uniform() * n));
  const left = new Int32Array(n).fill(1);
  for (const node of code) left[node]!++;
  const keys: number[] = [];
  // The smallest leaf is cut off at every step; `next` never goes back past a node that is one.
  let next = 0;
  let leaf = -1;
  for (const node of code) {
    if (leaf < 0) {
      while (left[next] !== 1) next++;
      leaf = next++;
    }
    keys.push(pairKey(n, leaf, node));
    left[leaf] = 0;
    leaf = --left[node]! === 1 && node < next ? node : -1;
  }
  if (n > 1) {
    const [i, j] = Array.from(left.keys()).filter((node) => left[node] === 1);
    keys.push(pairKey(n, i!, j!));
  }
  return graphOfKeys(n, keys);
}
