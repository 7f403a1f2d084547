import { createBlockLu, factorizeBlockLu, solveBlockLu } from '../../numerics/sparse/block-lu.ts';
import type { AdmittanceMatrix } from './admittance.ts';

/** A machine's internal node: EMF behind a reactance at a node of the network, p.u. */
export interface InternalNode {
  readonly node: number;
  /** x'd on the system base. */
  readonly reactance: number;
}

/** Complex matrix by rows, in two arrays of length order². */
export interface ComplexMatrix {
  readonly order: number;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

export type KronOutcome =
  | { readonly status: 'reduced'; readonly admittance: ComplexMatrix }
  | {
      readonly status: 'singular';
      /** Node of the network that the elimination stopped at. */
      readonly node: number;
    };

/**
 * Kron reduction to the machines' internal nodes (paper C):
 * Y_red = Y_gg - Y_gl Y_ll⁻¹ Y_lg, where Y_gg = diag(y_d), Y_gl couples an internal node to its bus by
 * -y_d, y_d = 1 / (j x'd), and Y_ll is Ybus with the loads' and the machines' admittances added.
 *
 * @param network Ybus
 * @param loadRe, loadIm constant admittance of the demand at each node, p.u.
 *
 * Only columns of Y_ll⁻¹ at machine buses are needed: one sparse factorization in 2x2 blocks (a
 * complex number a + jb is the block [a -b; b a]) and one solve for each bus with machines; no
 * matrix of the network's size is ever dense. Cost O(factor + machine buses x blocks of the factor).
 */
export function reduceToInternalNodes(
  network: AdmittanceMatrix,
  loadRe: Float64Array,
  loadIm: Float64Array,
  internal: readonly InternalNode[],
): KronOutcome {
  const { pattern } = network;
  const values = blocksOf(network);
  const addTo = (node: number, re: number, im: number): void => {
    const at = 4 * pattern.diagonal[node]!;
    values[at]! += re;
    values[at + 1]! -= im;
    values[at + 2]! += im;
    values[at + 3]! += re;
  };
  for (let node = 0; node < pattern.n; node++) addTo(node, loadRe[node]!, loadIm[node]!);
  for (const { node, reactance } of internal) addTo(node, 0, -1 / reactance);
  const lu = createBlockLu(pattern);
  const factorized = factorizeBlockLu(lu, values);
  if (factorized.status === 'singular') return { status: 'singular', node: factorized.row };
  return { status: 'reduced', admittance: reducedMatrix(lu, pattern.n, internal) };
}

function blocksOf({ g, b }: AdmittanceMatrix): Float64Array {
  const values = new Float64Array(4 * g.length);
  for (let p = 0; p < g.length; p++) {
    values[4 * p] = g[p]!;
    values[4 * p + 1] = -b[p]!;
    values[4 * p + 2] = b[p]!;
    values[4 * p + 3] = g[p]!;
  }
  return values;
}

/** y_i delta_ij - y_i (Y_ll⁻¹)_{bus i, bus j} y_j with y_i = -j / x_i, so that y_i y_j = -1/(x_i x_j). */
function reducedMatrix(
  lu: ReturnType<typeof createBlockLu>,
  n: number,
  internal: readonly InternalNode[],
): ComplexMatrix {
  const order = internal.length;
  const re = new Float64Array(order * order);
  const im = new Float64Array(order * order);
  const column = new Float64Array(2 * n);
  const solvedFor = new Map<number, Float64Array>();
  internal.forEach(({ node, reactance }, j) => {
    let solution = solvedFor.get(node);
    if (!solution) {
      column.fill(0);
      column[2 * node] = 1;
      solveBlockLu(lu, column, column);
      solution = columnAtMachines(column, internal);
      solvedFor.set(node, solution);
    }
    for (let i = 0; i < order; i++) {
      const product = 1 / (internal[i]!.reactance * reactance);
      re[i * order + j] = product * solution[2 * i]!;
      im[i * order + j] = product * solution[2 * i + 1]!;
    }
    im[j * order + j]! -= 1 / reactance;
  });
  return { order, re, im };
}

const columnAtMachines = (
  column: Float64Array,
  internal: readonly InternalNode[],
): Float64Array => {
  const values = new Float64Array(2 * internal.length);
  internal.forEach(({ node }, k) => {
    values[2 * k] = column[2 * node]!;
    values[2 * k + 1] = column[2 * node + 1]!;
  });
  return values;
};
