import { elementKey, elementLabel } from '../../src-shared/grid/element-ref.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import type { Contingency } from '../../src-shared/studies/contingency.ts';
import type { Disturbance } from '../../src-shared/studies/simulated-disturbances.ts';
import { clearingBranches } from './fault-choices.ts';
import { elementsOut } from './outage-edit.ts';

/** Each outage as a trip of its elements at the same time. */
export const tripsOf = (
  grid: GridCase,
  outages: readonly Pick<Contingency, 'name' | 'elements'>[],
  time: number,
): Disturbance[] =>
  outages.flatMap(({ name, elements }) => {
    // A branch may be named itself and by the bus it ends at.
    const out = new Map(elementsOut(grid, elements).map((one) => [elementKey(one), one]));
    const events = [...out.values()].map((element) => ({ kind: 'trip' as const, time, element }));
    return events.length > 0 ? [{ name, events }] : [];
  });

/**
 * A three-phase fault at the bus of every generator in service, cleared by the trip of each branch
 * there in turn; by itself where there is none.
 */
export function generatorFaults(
  grid: GridCase,
  time: number,
  clearedAfterSeconds: number,
): Disturbance[] {
  const live = grid.generators.filter(({ inService }) => inService).map(({ bus }) => bus);
  return [...new Set(live)].flatMap((bus): Disturbance[] => {
    const fault = { kind: 'fault' as const, bus, time, clearedAfterSeconds };
    const branches = clearingBranches(grid, bus);
    if (branches.length === 0) return [{ name: `Fault at bus ${bus}`, events: [fault] }];
    return branches.map((trip) => ({
      name: `Fault at bus ${bus}, ${elementLabel(trip)} trips`,
      events: [{ ...fault, trip }],
    }));
  });
}
