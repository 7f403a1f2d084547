import type { Branch } from '../../../src-shared/grid/grid-case.ts';
import { elementLabel, refOf } from '../../../src-shared/grid/element-ref.ts';
import type { ModelOptions } from '../../../src-shared/studies/model-options.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import { radiansFromDegrees } from '../../../src-shared/units/quantities.ts';

/**
 * Coupling of a branch: a = |V_i| |V_j| b / tau with b = 1/x, or b = Im of 1/(r + jx), that is
 * x / (r² + x²) (paper B, equations B4 and B5).
 *
 * @throws StudyRefusal where the branch has no reactance, as its coupling would be infinite.
 */
export function couplingOf(
  branch: Branch,
  vmFrom: number,
  vmTo: number,
  { susceptance, taps }: Pick<ModelOptions, 'susceptance' | 'taps'>,
): number {
  const { resistancePu: r, reactancePu: x } = branch;
  if (x === 0) {
    const label = elementLabel(refOf('branch', branch));
    throw new StudyRefusal(
      `${label} has zero reactance, so its coupling is infinite: give it a reactance, or join its two buses.`,
    );
  }
  const b = susceptance === 'reactance' ? 1 / x : x / (r * r + x * x);
  return (vmFrom * vmTo * b) / tapOf(branch, { taps });
}

/** Turns ratio as the model has it: 1 where the file says 0, or where taps are left out. */
export const tapOf = (
  { tapRatio }: Pick<Branch, 'tapRatio'>,
  { taps }: Pick<ModelOptions, 'taps'>,
): number => (taps && tapRatio !== 0 ? tapRatio : 1);

/**
 * Largest angle difference that a branch may carry, rad: pi/2, its angle limits, and the angle at
 * which the lossless flow a sin(theta) reaches its long-term rating.
 */
export function angleLimitOf(branch: Branch, coupling: number, baseMva: number): number {
  const limits = [Math.PI / 2];
  for (const degrees of [branch.angleMinDegrees, branch.angleMaxDegrees]) {
    if (degrees !== null) limits.push(radiansFromDegrees(Math.abs(degrees)));
  }
  if (branch.ratingAMva !== null) {
    const sine = branch.ratingAMva / (baseMva * Math.abs(coupling));
    if (sine < 1) limits.push(Math.asin(sine));
  }
  return Math.min(...limits);
}
