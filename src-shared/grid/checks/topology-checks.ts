import { busRef } from '../element-ref.ts';
import type { Bus } from '../grid-case.ts';
import { capacityMw, findingAt, figure, updateRepair } from './finding.ts';
import type { CheckedGrid, DataCheck, Finding, Repair } from './finding.ts';

export const islandsApart: DataCheck = {
  name: 'islands',
  title: 'Parts that are not joined',
  explanation:
    'Machines keep in step only with machines that a path of branches in service joins them to. Every island is studied by itself; an island that was not meant to be one is usually a branch out of service or a missing transformer.',
  find: ({ islands }) =>
    islands.slice(1).map((island) => {
      const [number = 0] = island;
      const others = island.length > 1 ? ` and ${island.length - 1} more` : '';
      return {
        severity: 'warning',
        element: busRef(number),
        text: `Bus ${number}${others} are not joined to the largest island: look for a branch that is missing or out of service.`,
        repair: null,
      };
    }),
};

export const noSlack: DataCheck = {
  name: 'no-slack',
  title: 'Islands without a slack bus',
  explanation:
    'A power flow needs one bus per island whose angle is fixed and whose generator takes up what the others leave over. The bus with the largest generator is the usual choice.',
  find: (checked) =>
    checked.islands.flatMap((island): Finding[] => {
      const held = island.filter((number) => checked.machinesAt.has(number));
      if (held.length === 0 || slackBuses(checked, island).length > 0) return [];
      const bus = largest(checked, held);
      if (!bus) return [];
      const text = `has the largest generator of an island of ${island.length} buses that has no slack bus.`;
      return [findingAt('warning', 'bus', bus, text, setType(bus, 'slack'))];
    }),
};

export const severalSlacks: DataCheck = {
  name: 'several-slacks',
  title: 'Islands with several slack buses',
  explanation:
    'With two fixed angles in one island a power flow invents the transfer between them. One slack bus per island is kept, the one with the largest generator; the others hold their voltage as PV buses.',
  find: (checked) =>
    checked.islands.flatMap((island) => {
      const slacks = slackBuses(checked, island);
      if (slacks.length < 2) return [];
      const kept = largest(
        checked,
        slacks.map(({ number }) => number),
      );
      return slacks
        .filter((bus) => bus !== kept)
        .map((bus) =>
          findingAt(
            'warning',
            'bus',
            bus,
            `is one of ${slacks.length} slack buses of its island.`,
            setType(bus, checked.machinesAt.has(bus.number) ? 'pv' : 'pq'),
          ),
        );
    }),
};

export const heldWithoutMachine: DataCheck = {
  name: 'held-without-machine',
  title: 'Voltage held without a generator',
  explanation:
    'A PV or slack bus keeps its voltage by a generator in service. Without one it is an ordinary (PQ) bus, and a power flow takes it as one.',
  find: ({ grid, machinesAt }) =>
    grid.buses
      .filter(({ type, number }) => (type === 'pv' || type === 'slack') && !machinesAt.has(number))
      .map((bus) =>
        findingAt(
          'warning',
          'bus',
          bus,
          `is a ${bus.type === 'pv' ? 'PV' : 'slack'} bus without a generator in service.`,
          setType(bus, 'pq'),
        ),
      ),
};

export const isolatedBuses: DataCheck = {
  name: 'isolated-buses',
  title: 'Buses without a branch in service',
  explanation:
    'A bus that no branch in service ends at is an island of its own. As an isolated bus it is left out of the studies and kept for saving.',
  find: ({ grid }) => {
    const joined = new Set(
      grid.branches.filter(({ inService }) => inService).flatMap(({ from, to }) => [from, to]),
    );
    return grid.buses
      .filter(({ number, type }) => type !== 'isolated' && !joined.has(number))
      .map((bus) =>
        findingAt(
          'warning',
          'bus',
          bus,
          'has no branch in service.',
          grid.buses.length > 1 ? setType(bus, 'isolated') : null,
        ),
      );
  },
};

export const suppliedIsolated: DataCheck = {
  name: 'supplied-isolated',
  title: 'Isolated buses that have branches in service',
  explanation:
    'A bus of the type isolated is left out of every study, and so is everything that is in service at it. If it was meant to be part of the network, it needs another type.',
  find: ({ grid, machinesAt }) => {
    const joined = new Set(
      grid.branches.filter(({ inService }) => inService).flatMap(({ from, to }) => [from, to]),
    );
    return grid.buses
      .filter(({ number, type }) => type === 'isolated' && joined.has(number))
      .map((bus) =>
        findingAt(
          'warning',
          'bus',
          bus,
          'is isolated by its type although branches in service end there: they are left out.',
          setType(bus, machinesAt.has(bus.number) ? 'pv' : 'pq'),
        ),
      );
  },
};

export const dispatchUnbalanced: DataCheck = {
  name: 'dispatch-unbalanced',
  title: 'Generation that does not match the load',
  explanation:
    'In a balanced state generation exceeds the load by the losses, a few per cent. A larger difference falls on the slack generator, or is spread over all generators in a study: check the dispatch and the units of the loads.',
  find: (checked) =>
    islandPowers(checked).flatMap(({ bus, generated, drawn }): Finding[] => {
      if (generated === 0 || drawn <= 0) return [];
      if (generated >= 0.9 * drawn && generated <= 1.2 * drawn) return [];
      const text = `The island of bus ${bus} generates ${figure(generated)} MW for a load of ${figure(drawn)} MW.`;
      return [{ severity: 'warning', element: busRef(bus), text, repair: null }];
    }),
};

export const capacityShort: DataCheck = {
  name: 'capacity-short',
  title: 'More load than the generators can give',
  explanation:
    'Where the load of an island is larger than the sum of the largest outputs of its generators in service, no dispatch supplies it: generators are missing or out of service, or loads are in the wrong unit (kW instead of MW).',
  find: (checked) =>
    islandPowers(checked).flatMap(({ bus, capacity, drawn }): Finding[] => {
      if (capacity === 0 || drawn <= capacity) return [];
      const text = `The island of bus ${bus} has a load of ${figure(drawn)} MW and machines for ${figure(capacity)} MW.`;
      return [{ severity: 'warning', element: busRef(bus), text, repair: null }];
    }),
};

interface IslandPowers {
  /** Its first bus. */
  readonly bus: number;
  generated: number;
  capacity: number;
  drawn: number;
}

function islandPowers({ grid, islands, machinesAt }: CheckedGrid): IslandPowers[] {
  const sums = islands.map(([bus = 0]) => ({ bus, generated: 0, capacity: 0, drawn: 0 }));
  const islandOf = new Map(
    islands.flatMap((island, i) => island.map((bus) => [bus, sums[i]] as const)),
  );
  for (const machine of [...machinesAt.values()].flat()) {
    const sum = islandOf.get(machine.bus);
    if (!sum) continue;
    sum.generated += machine.pMw;
    sum.capacity += machine.pMaxMw === Infinity ? Infinity : capacityMw(machine);
  }
  for (const { bus, pMw, inService } of grid.loads) {
    const sum = islandOf.get(bus);
    if (sum && inService) sum.drawn += pMw;
  }
  return sums;
}

function slackBuses({ busOf }: CheckedGrid, island: readonly number[]): Bus[] {
  return island
    .map((number) => busOf.get(number))
    .filter((bus): bus is Bus => bus?.type === 'slack');
}

/** The bus with the most capacity in service. */
function largest({ busOf, machinesAt }: CheckedGrid, numbers: readonly number[]): Bus | undefined {
  const capacity = (number: number): number =>
    (machinesAt.get(number) ?? []).reduce((sum, machine) => sum + capacityMw(machine), 0);
  const [best] = [...numbers].sort((a, b) => capacity(b) - capacity(a));
  return best === undefined ? undefined : busOf.get(best);
}

const TYPE_WORDS = { pq: 'PQ', pv: 'PV', slack: 'slack', isolated: 'isolated' } as const;

const setType = (bus: Bus, type: Bus['type']): Repair =>
  updateRepair(
    'bus',
    bus,
    { type },
    `Bus ${bus.number}: type ${TYPE_WORDS[bus.type]} → ${TYPE_WORDS[type]}`,
  );
