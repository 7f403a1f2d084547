import type { PowerFlowBranch } from '../../../src-shared/studies/power-flow.ts';
import type { PowerFlowState } from './power-balance.ts';
import type { PowerFlowCase } from './power-flow-case.ts';

type Eight = readonly [number, number, number, number, number, number, number, number];

/**
 * Power into a branch at its two ends, S_from = V_f conj(ff V_f + ft V_t) and likewise S_to, in MW
 * and Mvar; branches out of service are left out. `loading` is the larger |S| over rating A, null
 * where there is no rating.
 *
 * @param vm, va p.u. and rad, one entry a node
 *
 * Cost O(branches). Source: Zimmerman & Murillo-Sánchez, MATPOWER User's Manual, section 3.6.
 */
export function branchFlows(given: PowerFlowCase, { vm, va }: PowerFlowState): PowerFlowBranch[] {
  const { grid } = given;
  const { from, to, values } = given.branches;
  const base = grid.baseMva;
  return grid.branches.flatMap((branch, row) => {
    const f = from[row]!;
    const t = to[row]!;
    if (f < 0) return [];
    const y = values.subarray(8 * row, 8 * row + 8);
    const [ffRe, ffIm, ftRe, ftIm, tfRe, tfIm, ttRe, ttIm] = y as unknown as Eight;
    const angle = va[f]! - va[t]!;
    const product = vm[f]! * vm[t]!;
    const cosine = product * Math.cos(angle);
    const sine = product * Math.sin(angle);
    const squareFrom = vm[f]! * vm[f]!;
    const squareTo = vm[t]! * vm[t]!;
    const pFromMw = base * (ffRe * squareFrom + ftRe * cosine + ftIm * sine);
    const qFromMvar = base * (-ffIm * squareFrom + ftRe * sine - ftIm * cosine);
    const pToMw = base * (ttRe * squareTo + tfRe * cosine - tfIm * sine);
    const qToMvar = base * (-ttIm * squareTo - tfRe * sine - tfIm * cosine);
    const apparent = Math.max(Math.hypot(pFromMw, qFromMvar), Math.hypot(pToMw, qToMvar));
    return [
      {
        from: branch.from,
        to: branch.to,
        circuit: branch.circuit,
        pFromMw,
        qFromMvar,
        pToMw,
        qToMvar,
        loading: branch.ratingAMva === null ? null : apparent / branch.ratingAMva,
      },
    ];
  });
}
