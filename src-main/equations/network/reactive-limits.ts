import { PQ, PV } from './power-balance.ts';
import type { PowerBalance, PowerFlowState } from './power-balance.ts';
import type { PowerFlowCase } from './power-flow-case.ts';

/** Which limit holds a node that was a PV node; 0 none, -1 the lower, 1 the upper. */
export type HeldLimit = Int8Array;

/** A bus may come back to its set point this often; after that it stays at its limit. */
const MOST_RETURNS = 5;

const TOLERANCE = 1e-9;

/**
 * One round of reactive limits on a solved state: PV nodes beyond a limit become PQ nodes at it; PQ
 * nodes at a limit whose voltage has passed their set point become PV nodes again.
 *
 * @param held, returns one entry a node; overwritten
 * @returns how many nodes changed
 */
export function applyReactiveLimits(
  given: PowerFlowCase,
  state: PowerFlowState,
  { qCalc }: PowerBalance,
  held: HeldLimit,
  returns: Uint8Array,
): number {
  const { type, q, vm } = state;
  let changed = 0;
  for (let node = 0; node < given.n; node++) {
    if (type[node] === PV) {
      const generated = qCalc[node]! + given.qDemand[node]!;
      const limit = beyond(generated, given.qMin[node]!, given.qMax[node]!);
      if (limit === 0) continue;
      held[node] = limit;
      type[node] = PQ;
      q[node] = (limit > 0 ? given.qMax[node]! : given.qMin[node]!) - given.qDemand[node]!;
      changed++;
    } else if (held[node] !== 0 && returns[node]! < MOST_RETURNS) {
      const excess = (vm[node]! - given.vSet[node]!) * held[node]!;
      if (excess <= TOLERANCE) continue;
      held[node] = 0;
      returns[node]!++;
      type[node] = PV;
      vm[node] = given.vSet[node]!;
      changed++;
    }
  }
  return changed;
}

function beyond(generated: number, least: number, most: number): -1 | 0 | 1 {
  if (generated > most + TOLERANCE) return 1;
  return generated < least - TOLERANCE ? -1 : 0;
}
