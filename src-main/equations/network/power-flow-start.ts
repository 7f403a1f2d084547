import type { PowerFlowSpec } from '../../../src-shared/studies/power-flow.ts';
import { radiansFromDegrees } from '../../../src-shared/units/quantities.ts';
import { createLdlFactor, factorizeLdl } from '../../numerics/sparse/ldl-factorize.ts';
import { solveLdl } from '../../numerics/sparse/ldl-solve.ts';
import { analyzeLdl } from '../../numerics/sparse/ldl-symbolic.ts';
import { patternOfPairs } from '../../numerics/sparse/symmetric-matrix.ts';
import { rowsInService } from './admittance.ts';
import { mergeParallel } from './merge-parallel.ts';
import { PQ, SLACK } from './power-balance.ts';
import type { PowerFlowState } from './power-balance.ts';
import type { PowerFlowCase } from './power-flow-case.ts';

/**
 * The point a power flow starts from. PV and slack nodes start at their set points; the others at the
 * stored voltage ('case') or 1 p.u. ('flat', 'dc'). Angles: stored, the slack's, or the linear ones.
 */
export function startOf(given: PowerFlowCase, start: PowerFlowSpec['start']): PowerFlowState {
  const { grid, n, busRow, type, p, q, vSet } = given;
  const vm = new Float64Array(n);
  const va = new Float64Array(n);
  const slackAngle = slackAngles(given);
  for (let node = 0; node < n; node++) {
    const bus = grid.buses[busRow[node]!]!;
    const stored = start === 'case' && bus.vmPu > 0 ? bus.vmPu : 1;
    vm[node] = type[node] === PQ ? stored : vSet[node]!;
    va[node] =
      start === 'case' ? radiansFromDegrees(bus.vaDegrees) : slackAngle[given.islandOf[node]!]!;
  }
  if (start === 'dc') setLinearAngles(given, va);
  return { vm, va, p: p.slice(), q: q.slice(), type: type.slice() };
}

function slackAngles({ grid, n, busRow, type, islandOf, islands }: PowerFlowCase): Float64Array {
  const angle = new Float64Array(islands.length);
  for (let node = n - 1; node >= 0; node--) {
    if (type[node] !== SLACK) continue;
    angle[islandOf[node]!] = radiansFromDegrees(grid.buses[busRow[node]!]!.vaDegrees);
  }
  return angle;
}

/**
 * Angles of the linear (DC) power flow: sum over branches of (theta_i - theta_j - shift) / (x tau)
 * equals P_i, slack angles given. Leaves `va` as it is where that system is singular.
 *
 * @param va slack angles in, all angles out
 */
function setLinearAngles({ grid, n, branches, type, p }: PowerFlowCase, va: Float64Array): void {
  const rows = rowsInService(branches);
  const from = rows.map((row) => branches.from[row]!);
  const to = rows.map((row) => branches.to[row]!);
  const coupling = Float64Array.from(rows, (row) => {
    const { reactancePu: x, resistancePu: r, tapRatio } = grid.branches[row]!;
    return 1 / ((x === 0 ? r : x) * (tapRatio === 0 ? 1 : tapRatio));
  });
  const right = p.slice();
  rows.forEach((row, c) => {
    const shifted = radiansFromDegrees(coupling[c]! * grid.branches[row]!.shiftDegrees);
    right[from[c]!]! += shifted;
    right[to[c]!]! -= shifted;
  });
  const { edgeFrom, edgeTo, weight } = mergeParallel(n, from, to, coupling);
  const pattern = patternOfPairs(n, edgeFrom, edgeTo);
  const values = new Float64Array(pattern.rowIndex.length);
  const addTo = (node: number, amount: number): void => {
    values[pattern.colPtr[node]!]! += amount;
  };
  // A slack node is an equation theta = its angle; what its neighbours owe to it moves to the right.
  for (let e = 0; e < weight.length; e++) {
    const i = edgeFrom[e]!;
    const j = edgeTo[e]!;
    const [slackI, slackJ] = [type[i] === SLACK, type[j] === SLACK];
    if (!slackI) addTo(i, weight[e]!);
    if (!slackJ) addTo(j, weight[e]!);
    if (!slackI && !slackJ) values[e + i + 1] = -weight[e]!;
    else if (!slackI) right[i]! += weight[e]! * va[j]!;
    else if (!slackJ) right[j]! += weight[e]! * va[i]!;
  }
  for (let node = 0; node < n; node++) {
    if (type[node] !== SLACK) continue;
    values[pattern.colPtr[node]!] = 1;
    right[node] = va[node]!;
  }
  const factor = createLdlFactor(analyzeLdl(pattern));
  if (factorizeLdl(factor, values).status === 'factorized') solveLdl(factor, right, va);
}
