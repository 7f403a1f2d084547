import type { GridCase } from '../../../src-shared/grid/grid-case.ts';
import { blockPatternOfPairs } from '../../numerics/sparse/block-matrix.ts';
import type { BlockPattern } from '../../numerics/sparse/block-matrix.ts';
import type { BranchAdmittances } from './branch-admittances.ts';
import { mergeParallel } from './merge-parallel.ts';

/**
 * Ybus on the pattern of the network's graph, p.u.: one complex entry a block of the pattern, which
 * the Jacobian of the power balance shares.
 */
export interface AdmittanceMatrix {
  readonly pattern: BlockPattern;
  /** Real and imaginary part by block. */
  readonly g: Float64Array;
  readonly b: Float64Array;
}

/**
 * Ybus, I = Ybus V, from branches and shunts in service: ff and tt of each branch and the shunts on
 * the diagonal, ft and tf beside it, parallel branches added up.
 *
 * @param n nodes
 * @param nodeOf node of a bus number; -1: left out
 * @param branches as `branchAdmittances` has them, p.u.
 *
 * Cost O(nodes + branches). Source: Zimmerman & Murillo-Sánchez, MATPOWER User's Manual, section 3.6.
 */
export function admittanceMatrix(
  grid: GridCase,
  n: number,
  nodeOf: (bus: number) => number,
  branches: BranchAdmittances,
): AdmittanceMatrix {
  const rows = rowsInService(branches);
  const from = rows.map((row) => branches.from[row]!);
  const to = rows.map((row) => branches.to[row]!);
  const edges = mergeParallel(n, from, to, new Float64Array(rows.length));
  const pattern = blockPatternOfPairs(n, edges.edgeFrom, edges.edgeTo);
  const g = new Float64Array(pattern.colIndex.length);
  const b = new Float64Array(pattern.colIndex.length);
  const { forward, backward, diagonal } = pattern;
  const { values } = branches;
  const add = (block: number, at: number): void => {
    g[block]! += values[at]!;
    b[block]! += values[at + 1]!;
  };
  for (let c = 0; c < rows.length; c++) {
    const edge = edges.edgeOf[c]!;
    const upward = from[c]! < to[c]!;
    const at = 8 * rows[c]!;
    add(diagonal[from[c]!]!, at);
    add(upward ? forward[edge]! : backward[edge]!, at + 2);
    add(upward ? backward[edge]! : forward[edge]!, at + 4);
    add(diagonal[to[c]!]!, at + 6);
  }
  for (const shunt of grid.shunts) {
    const node = nodeOf(shunt.bus);
    if (!shunt.inService || node < 0) continue;
    g[diagonal[node]!]! += shunt.gMw / grid.baseMva;
    b[diagonal[node]!]! += shunt.bMvar / grid.baseMva;
  }
  return { pattern, g, b };
}

/** Rows of the branch table that take part. */
export function rowsInService({ from }: BranchAdmittances): Int32Array {
  const rows = new Int32Array(from.length);
  let count = 0;
  for (let row = 0; row < from.length; row++) if (from[row]! >= 0) rows[count++] = row;
  return rows.subarray(0, count);
}
