import type { Bus, Generator, GridCase } from '../../src-shared/grid/grid-case.ts';
import { islandsOf } from '../../src-shared/grid/islands.ts';
import type { MessageList } from './message-list.ts';

/** A bus can hold its voltage only by a machine in service: PV and slack buses without become PQ. */
export function typesChecked(
  buses: readonly Bus[],
  generators: readonly Generator[],
  messages: MessageList,
): Bus[] {
  const held = new Set(generators.filter(({ inService }) => inService).map(({ bus }) => bus));
  return buses.map((bus) => {
    if ((bus.type !== 'pv' && bus.type !== 'slack') || held.has(bus.number)) return bus;
    const type = bus.type === 'pv' ? 'PV' : 'slack';
    messages.count('repaired', 'bus');
    messages.note(
      `Bus ${bus.number} is a ${type} bus without a generator in service: it is taken as a PQ bus.`,
      null,
      { kind: 'bus', number: bus.number },
    );
    return { ...bus, type: 'pq' };
  });
}

export function noteSlackBuses(grid: GridCase, messages: MessageList): void {
  const slack = new Set(
    grid.buses.filter(({ type }) => type === 'slack').map(({ number }) => number),
  );
  const held = new Set(grid.generators.filter(({ inService }) => inService).map(({ bus }) => bus));
  for (const island of islandsOf(grid)) {
    if (!island.some((bus) => held.has(bus)) || island.some((bus) => slack.has(bus))) continue;
    const number = island.find((bus) => held.has(bus)) ?? 0;
    messages.note(
      `The island of bus ${number} has no slack bus: give one of its PV buses the type slack before a power flow.`,
      null,
      { kind: 'bus', number },
    );
  }
}

/** Of the machines at a bus the first in service sets the voltage. */
export function warnOfDifferentSetpoints({ generators }: GridCase, messages: MessageList): void {
  const setpoints = new Map<number, number>();
  for (const { bus, id, vSetPu, inService } of generators) {
    if (!inService) continue;
    const first = setpoints.get(bus);
    if (first === undefined) setpoints.set(bus, vSetPu);
    else if (first !== vSetPu) {
      const element = { kind: 'generator', bus, id } as const;
      messages.warning(
        `Generator ${id} at bus ${bus} holds ${vSetPu} p.u. where the first one there holds ${first}: the first in service counts.`,
        null,
        element,
      );
    }
  }
}
