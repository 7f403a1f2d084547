import type { PowerFlowGenerator } from '../../../src-shared/studies/power-flow.ts';
import { SLACK } from './power-balance.ts';
import type { PowerBalance, PowerFlowState } from './power-balance.ts';
import type { HeldLimit } from './reactive-limits.ts';
import type { PowerFlowCase } from './power-flow-case.ts';

/**
 * What each machine in service gives at a solved state, MW and Mvar. At a slack node the first
 * machine takes what the schedule leaves over; reactive power at a node is shared by the machines'
 * ranges (equally where a range is infinite or empty).
 */
export function machineOutputs(
  given: PowerFlowCase,
  { type }: PowerFlowState,
  { pCalc, qCalc }: PowerBalance,
  held: HeldLimit,
): PowerFlowGenerator[] {
  const { grid } = given;
  const base = grid.baseMva;
  return given.machines.flatMap((rows, node) => {
    const units = rows.map((row) => grid.generators[row]!);
    const surplus = type[node] === SLACK ? base * (pCalc[node]! - given.p[node]!) : 0;
    const shared = sharesOf(units.map(({ qMinMvar, qMaxMvar }) => qMaxMvar - qMinMvar));
    const least = units.reduce((sum, { qMinMvar }) => sum + qMinMvar, 0);
    const total = base * (qCalc[node]! + given.qDemand[node]!);
    const finite = Number.isFinite(least);
    return units.map((unit, k) => ({
      bus: unit.bus,
      id: unit.id,
      pMw: unit.pMw + (k === 0 ? surplus : 0),
      qMvar: finite ? unit.qMinMvar + shared[k]! * (total - least) : shared[k]! * total,
      limit: held[node] === 0 ? 'none' : held[node]! > 0 ? 'qMax' : 'qMin',
    }));
  });
}

function sharesOf(ranges: readonly number[]): number[] {
  const sum = ranges.reduce((total, range) => total + range, 0);
  return Number.isFinite(sum) && sum > 0
    ? ranges.map((range) => range / sum)
    : ranges.map(() => 1 / ranges.length);
}
