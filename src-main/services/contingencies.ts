import type { ParsedRequestOf } from '../../src-shared/contract/contract.ts';
import { findElement } from '../../src-shared/grid/element-ref.ts';
import { singleOutages } from '../../src-shared/studies/contingency.ts';
import type { Contingency } from '../../src-shared/studies/contingency.ts';
import { requirePresentScenario } from './context.ts';
import type { ServiceContext } from './context.ts';
import type { WorkingNetworks } from './working-networks.ts';

export interface ContingencyService {
  /**
   * Every single outage of the network as it stands. What the user has made stays: an outage that
   * was switched off stays off, and those of several elements stay while their elements exist.
   */
  readonly generate: (request: { readonly scenarioId: number }) => readonly Contingency[];
  readonly set: (request: ParsedRequestOf<'contingencies.set'>) => readonly Contingency[];
}

export function contingencyService(
  context: ServiceContext,
  networks: WorkingNetworks,
): ContingencyService {
  const { store, events } = context;

  const keep = (scenarioId: number, list: readonly Contingency[]): readonly Contingency[] => {
    store.contingencies.set(scenarioId, list);
    events.emit('scenario.changed', { scenarioId });
    return list;
  };

  return {
    generate({ scenarioId }) {
      requirePresentScenario(store, scenarioId);
      const { grid } = networks.open(scenarioId);
      const before = store.contingencies.get(scenarioId);
      const off = new Set(before.filter(({ enabled }) => !enabled).map(({ name }) => name));
      const single = singleOutages(grid).map((outage) => ({
        ...outage,
        enabled: !off.has(outage.name),
      }));
      const several = before.filter(
        ({ elements }) =>
          elements.length > 1 && elements.every((element) => findElement(grid, element) >= 0),
      );
      return keep(scenarioId, [...single, ...several]);
    },
    set({ scenarioId, contingencies }) {
      requirePresentScenario(store, scenarioId);
      return keep(scenarioId, contingencies);
    },
  };
}
