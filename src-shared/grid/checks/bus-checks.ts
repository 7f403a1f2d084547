import type { Bus } from '../grid-case.ts';
import { clamp, figure, findingAt, updateRepair } from './finding.ts';
import type { CheckedGrid, DataCheck, Finding } from './finding.ts';

export const noVoltageLevel: DataCheck = {
  name: 'no-voltage-level',
  title: 'Buses without a voltage level',
  explanation:
    'Studies in per unit need no base voltage, but diagrams, filters and the conversion from ohm do. A line has the same voltage at both ends, so a neighbour often tells it.',
  find: (checked) => {
    const levels = neighbouringLevels(checked);
    return checked.grid.buses
      .filter(({ baseKv }) => baseKv === 0)
      .map((bus) => {
        const level = levels.get(bus.number);
        const repair =
          level === undefined
            ? null
            : updateRepair(
                'bus',
                bus,
                { baseKv: level },
                `Base voltage 0 → ${figure(level)} kV, as at the other end of its line`,
              );
        return findingAt('note', 'bus', bus, 'has no base voltage.', repair);
      });
  },
};

/** The base voltage at the far end of a line, for each bus that has none of its own. */
function neighbouringLevels({ grid, busOf }: CheckedGrid): ReadonlyMap<number, number> {
  const levels = new Map<number, number>();
  for (const { from, to, isTransformer } of grid.branches) {
    if (isTransformer) continue;
    for (const [here, there] of [
      [from, to],
      [to, from],
    ] as const) {
      const level = busOf.get(there)?.baseKv ?? 0;
      if (busOf.get(here)?.baseKv === 0 && level > 0) levels.set(here, level);
    }
  }
  return levels;
}

export const voltageOutsideLimits: DataCheck = {
  name: 'voltage-outside-limits',
  title: 'Voltages outside their limits',
  explanation:
    'The stored voltage of the bus is above its upper or below its lower limit. After a power flow this is a finding about the state; before one it is only the start value.',
  find: ({ grid }) =>
    grid.buses.flatMap((bus): Finding[] => {
      const { vmPu, vmMinPu, vmMaxPu } = bus;
      if (bus.type === 'isolated' || vmMinPu > vmMaxPu) return [];
      const within = clamp(vmPu, vmMinPu, vmMaxPu);
      if (Math.abs(within - vmPu) <= 1e-6) return [];
      const text = `is at ${figure(vmPu)} p.u., outside ${figure(vmMinPu)} to ${figure(vmMaxPu)}.`;
      return [
        findingAt(
          'warning',
          'bus',
          bus,
          text,
          updateRepair(
            'bus',
            bus,
            { vmPu: within },
            `Voltage ${figure(vmPu)} → ${figure(within)} p.u.`,
          ),
        ),
      ];
    }),
};

export const voltageLimitsCrossed: DataCheck = {
  name: 'voltage-limits-crossed',
  title: 'Voltage limits the wrong way round',
  explanation:
    'The lower limit is above the upper one, so no voltage keeps both. In most cases the two columns were swapped.',
  find: ({ grid }) =>
    grid.buses
      .filter(({ vmMinPu, vmMaxPu }) => vmMinPu > vmMaxPu)
      .map((bus) =>
        findingAt(
          'error',
          'bus',
          bus,
          `has voltage limits from ${figure(bus.vmMinPu)} to ${figure(bus.vmMaxPu)} p.u.`,
          updateRepair(
            'bus',
            bus,
            { vmMinPu: bus.vmMaxPu, vmMaxPu: bus.vmMinPu },
            `Voltage limits → ${figure(bus.vmMaxPu)} to ${figure(bus.vmMinPu)} p.u.`,
          ),
        ),
      ),
};

export const loadAboveSupply: DataCheck = {
  name: 'load-above-supply',
  title: 'Loads much above what can reach them',
  explanation:
    'The load of the bus is larger than the ratings of all branches in service that end there and the generators at the bus together: no state supplies it without an overload. Often the load is in kW, or a branch is missing.',
  find: (checked) => {
    const supply = supplyMva(checked);
    const drawn = loadMva(checked);
    return checked.grid.buses.flatMap((bus: Bus): Finding[] => {
      const load = drawn.get(bus.number) ?? 0;
      const limit = supply.get(bus.number) ?? Infinity;
      if (load <= limit) return [];
      const text = `has a load of ${figure(load)} MVA, and at most ${figure(limit)} MVA can reach it.`;
      return [findingAt('warning', 'bus', bus, text)];
    });
  },
};

/** What the branches and machines in service can bring to each bus that has a branch. */
function supplyMva({ grid, machinesAt }: CheckedGrid): ReadonlyMap<number, number> {
  const supply = new Map<number, number>();
  for (const { from, to, ratingAMva, inService } of grid.branches) {
    if (!inService) continue;
    for (const bus of [from, to]) {
      supply.set(bus, (supply.get(bus) ?? 0) + (ratingAMva ?? Infinity));
    }
  }
  for (const [bus, machines] of machinesAt) {
    if (!supply.has(bus)) continue;
    for (const { pMaxMw, qMaxMvar } of machines) {
      const own = Math.hypot(Math.max(pMaxMw, 0), Math.max(qMaxMvar, 0));
      supply.set(bus, (supply.get(bus) ?? 0) + own);
    }
  }
  return supply;
}

function loadMva({ grid }: CheckedGrid): ReadonlyMap<number, number> {
  const powers = new Map<number, { p: number; q: number }>();
  for (const { bus, pMw, qMvar, inService } of grid.loads) {
    if (!inService) continue;
    const { p, q } = powers.get(bus) ?? { p: 0, q: 0 };
    powers.set(bus, { p: p + pMw, q: q + qMvar });
  }
  return new Map([...powers].map(([bus, { p, q }]) => [bus, p > 0 ? Math.hypot(p, q) : 0]));
}
