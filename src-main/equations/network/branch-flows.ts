import type { PowerFlowBranch } from '../../../src-shared/studies/power-flow.ts';
import type { PowerFlowState } from './power-balance.ts';
import type { PowerFlowCase } from './power-flow-case.ts';

/**
 * Power into a branch at its two ends, S_from = V_f conj(ff V_f + ft V_t) and likewise S_to, in MW
 * and Mvar; branches out of service are left out.
 */
export function branchFlows(given: PowerFlowCase, { vm, va }: PowerFlowState): PowerFlowBranch[] {
  const { grid, branches, nodeOf } = given;
  const base = grid.baseMva;
  return grid.branches.flatMap((branch, row) => {
    const y = branches[row];
    if (!y) return [];
    const f = nodeOf(branch.from);
    const t = nodeOf(branch.to);
    const angle = va[f]! - va[t]!;
    const product = vm[f]! * vm[t]!;
    const cosine = product * Math.cos(angle);
    const sine = product * Math.sin(angle);
    const squareFrom = vm[f]! * vm[f]!;
    const squareTo = vm[t]! * vm[t]!;
    const pFromMw = base * (y.ffRe * squareFrom + y.ftRe * cosine + y.ftIm * sine);
    const qFromMvar = base * (-y.ffIm * squareFrom + y.ftRe * sine - y.ftIm * cosine);
    const pToMw = base * (y.ttRe * squareTo + y.tfRe * cosine - y.tfIm * sine);
    const qToMvar = base * (-y.ttIm * squareTo - y.tfRe * sine - y.tfIm * cosine);
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
