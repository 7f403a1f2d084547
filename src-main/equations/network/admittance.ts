import { elementLabel, refOf } from '../../../src-shared/grid/element-ref.ts';
import type { Branch, GridCase } from '../../../src-shared/grid/grid-case.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import { blockPatternOfPairs } from '../../numerics/sparse/block-matrix.ts';
import type { BlockPattern } from '../../numerics/sparse/block-matrix.ts';
import { mergeParallel } from './merge-parallel.ts';

/**
 * The four admittances of a branch as seen from its ends, p.u.:
 * I_from = ff V_from + ft V_to, I_to = tf V_from + tt V_to.
 */
export interface BranchAdmittance {
  readonly ffRe: number;
  readonly ffIm: number;
  readonly ftRe: number;
  readonly ftIm: number;
  readonly tfRe: number;
  readonly tfIm: number;
  readonly ttRe: number;
  readonly ttIm: number;
}

/**
 * The pi model with an ideal transformer at the `from` end, turns ratio N = tau e^{j shift}:
 * ff = (ys + j b/2) / tau², ft = -ys / conj(N), tf = -ys / N, tt = ys + j b/2, ys = 1/(r + jx).
 *
 * Source: Zimmerman & Murillo-Sánchez, MATPOWER User's Manual, section 3.2.
 *
 * @throws StudyRefusal where r and x are both zero: the two buses are one.
 */
export function branchAdmittance(branch: Branch): BranchAdmittance {
  const { resistancePu: r, reactancePu: x, chargingPu } = branch;
  const square = r * r + x * x;
  if (square === 0) {
    const label = elementLabel(refOf('branch', branch));
    throw new StudyRefusal(`${label} has no impedance: give it one, or join its two buses.`);
  }
  const g = r / square;
  const b = -x / square;
  const tau = branch.tapRatio === 0 ? 1 : branch.tapRatio;
  const shift = (branch.shiftDegrees * Math.PI) / 180;
  const cosine = Math.cos(shift) / tau;
  const sine = Math.sin(shift) / tau;
  const ttIm = b + chargingPu / 2;
  return {
    ffRe: g / (tau * tau),
    ffIm: ttIm / (tau * tau),
    ftRe: -(g * cosine - b * sine),
    ftIm: -(g * sine + b * cosine),
    tfRe: -(g * cosine + b * sine),
    tfIm: -(b * cosine - g * sine),
    ttRe: g,
    ttIm,
  };
}

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
 * Ybus of the buses that `nodeOf` keeps (-1: left out), from branches and shunts in service.
 *
 * @param nodeOf node of each row of the bus table
 * @param branches the admittance of each row of the branch table; null where it is out
 */
export function admittanceMatrix(
  grid: GridCase,
  n: number,
  nodeOf: (bus: number) => number,
  branches: readonly (BranchAdmittance | null)[],
): AdmittanceMatrix {
  const rows = grid.branches.map((_, row) => row).filter((row) => branches[row] !== null);
  const from = Int32Array.from(rows, (row) => nodeOf(grid.branches[row]!.from));
  const to = Int32Array.from(rows, (row) => nodeOf(grid.branches[row]!.to));
  const edges = mergeParallel(n, from, to, new Float64Array(rows.length));
  const pattern = blockPatternOfPairs(n, edges.edgeFrom, edges.edgeTo);
  const g = new Float64Array(pattern.colIndex.length);
  const b = new Float64Array(pattern.colIndex.length);
  const add = (block: number, re: number, im: number): void => {
    g[block]! += re;
    b[block]! += im;
  };
  rows.forEach((row, c) => {
    const y = branches[row]!;
    const edge = edges.edgeOf[c]!;
    const upward = from[c]! < to[c]!;
    add(pattern.diagonal[from[c]!]!, y.ffRe, y.ffIm);
    add(pattern.diagonal[to[c]!]!, y.ttRe, y.ttIm);
    add((upward ? pattern.forward : pattern.backward)[edge]!, y.ftRe, y.ftIm);
    add((upward ? pattern.backward : pattern.forward)[edge]!, y.tfRe, y.tfIm);
  });
  for (const shunt of grid.shunts) {
    const node = nodeOf(shunt.bus);
    if (!shunt.inService || node < 0) continue;
    add(pattern.diagonal[node]!, shunt.gMw / grid.baseMva, shunt.bMvar / grid.baseMva);
  }
  return { pattern, g, b };
}
