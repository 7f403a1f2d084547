import { elementLabel, refOf } from '../../../src-shared/grid/element-ref.ts';
import type { Branch, GridCase } from '../../../src-shared/grid/grid-case.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import { radiansFromDegrees } from '../../../src-shared/units/quantities.ts';

/**
 * The branches of a power flow, by row of the branch table: I_from = ff V_from + ft V_to and
 * I_to = tf V_from + tt V_to, p.u.
 */
export interface BranchAdmittances {
  /** Node at either end; -1 at both where the branch is out of service or of the case. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Eight values a branch: real and imaginary part of ff, ft, tf, tt. */
  readonly values: Float64Array;
}

/**
 * The pi model with an ideal transformer at the `from` end, turns ratio N = tau e^{j shift}:
 * ff = (ys + j b/2) / tau², ft = -ys / conj(N), tf = -ys / N, tt = ys + j b/2, ys = 1/(r + jx).
 *
 * @param from, to nodes of the branches, as they are handed on
 *
 * Source: Zimmerman & Murillo-Sánchez, MATPOWER User's Manual, section 3.2.
 *
 * @throws StudyRefusal where r and x are both zero: the two buses are one.
 */
export function branchAdmittances(
  { branches }: GridCase,
  from: Int32Array,
  to: Int32Array,
): BranchAdmittances {
  const values = new Float64Array(8 * branches.length);
  for (let row = 0; row < branches.length; row++) {
    if (from[row]! >= 0) writeAdmittances(branches[row]!, values, 8 * row);
  }
  return { from, to, values };
}

function writeAdmittances(branch: Branch, values: Float64Array, at: number): void {
  const { resistancePu: r, reactancePu: x, chargingPu, shiftDegrees } = branch;
  const square = r * r + x * x;
  if (square === 0) {
    const label = elementLabel(refOf('branch', branch));
    throw new StudyRefusal(`${label} has no impedance: give it one, or join its two buses.`);
  }
  const g = r / square;
  const b = -x / square;
  const tau = branch.tapRatio === 0 ? 1 : branch.tapRatio;
  const shift = radiansFromDegrees(shiftDegrees);
  const cosine = (shift === 0 ? 1 : Math.cos(shift)) / tau;
  const sine = shift === 0 ? 0 : Math.sin(shift) / tau;
  const ttIm = b + chargingPu / 2;
  values[at] = g / (tau * tau);
  values[at + 1] = ttIm / (tau * tau);
  values[at + 2] = -(g * cosine - b * sine);
  values[at + 3] = -(g * sine + b * cosine);
  values[at + 4] = -(g * cosine + b * sine);
  values[at + 5] = -(b * cosine - g * sine);
  values[at + 6] = g;
  values[at + 7] = ttIm;
}
