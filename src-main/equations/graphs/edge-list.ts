import type { Graph } from '../oscillators/oscillator-network.ts';

/** Uniform numbers in [0, 1), one a call. */
export type Uniform = () => number;

/** The graph of these pairs, given sorted by (from, to) with from < to, each once. */
export const graphOfPairs = (n: number, from: readonly number[], to: readonly number[]): Graph => ({
  n,
  edgeFrom: Int32Array.from(from),
  edgeTo: Int32Array.from(to),
});

/** The graph of the pairs i < j for which `isJoined` says so, asked row by row, each pair once. */
export function graphWhere(n: number, isJoined: (i: number, j: number) => boolean): Graph {
  const from: number[] = [];
  const to: number[] = [];
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      if (!isJoined(i, j)) continue;
      from.push(i);
      to.push(j);
    }
  }
  return graphOfPairs(n, from, to);
}

/** The graph of pairs in any order, each once, in keys min(i, j) n + max(i, j). */
export function graphOfKeys(n: number, keys: Iterable<number>): Graph {
  const sorted = Float64Array.from(keys).sort();
  return {
    n,
    edgeFrom: Int32Array.from(sorted, (key) => Math.floor(key / n)),
    edgeTo: Int32Array.from(sorted, (key) => key % n),
  };
}

export const pairKey = (n: number, i: number, j: number): number =>
  Math.min(i, j) * n + Math.max(i, j);
