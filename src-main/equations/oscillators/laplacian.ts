import { patternOfPairs } from '../../numerics/sparse/symmetric-matrix.ts';
import type { SymmetricMatrix, SymmetricPattern } from '../../numerics/sparse/symmetric-matrix.ts';
import type { Graph } from './oscillator-network.ts';

/** Pattern of L = B diag(weight) Bᵀ, the same for all weights. Cost O(nodes + edges). */
export const laplacianPattern = ({ n, edgeFrom, edgeTo }: Graph): SymmetricPattern =>
  patternOfPairs(n, edgeFrom, edgeTo);

/**
 * L = B diag(weight) Bᵀ, plus `ground` on the diagonal of the grounded nodes.
 *
 * A Laplacian is singular: its potentials are free by a constant in each island. One unit of
 * conductance to ground at one node of each island makes it regular and leaves every potential
 * difference as it is, since balanced injections send no current through it.
 *
 * @param matrix its pattern is that of `laplacianPattern(graph)`; its values are overwritten
 * @param grounds one node of each island
 *
 * Cost O(nodes + edges); nothing is allocated.
 */
export function fillLaplacian(
  { n, edgeFrom, edgeTo }: Graph,
  weight: Float64Array,
  grounds: ArrayLike<number>,
  matrix: SymmetricMatrix,
): void {
  const { pattern, values } = matrix;
  const { colPtr } = pattern;
  for (let i = 0; i < n; i++) values[colPtr[i]!] = 0;
  for (let e = 0; e < edgeFrom.length; e++) {
    const i = edgeFrom[e]!;
    const a = weight[e]!;
    values[e + i + 1] = -a;
    values[colPtr[i]!]! += a;
    values[colPtr[edgeTo[e]!]!]! += a;
  }
  for (let k = 0; k < grounds.length; k++) values[colPtr[grounds[k]!]!]! += 1;
}
