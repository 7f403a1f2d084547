import type { ParsedRequestOf } from '../../src-shared/contract/contract.ts';
import type { ContingencyReading, ReportFile } from '../../src-shared/contract/documents.ts';
import { PhaselockError } from '../../src-shared/contract/errors.ts';
import { findElement } from '../../src-shared/grid/element-ref.ts';
import { singleOutages } from '../../src-shared/studies/contingency.ts';
import type { Contingency } from '../../src-shared/studies/contingency.ts';
import { contingencyCsv } from '../formats/contingencies/csv-list.ts';
import { contingencyJson } from '../formats/contingencies/json-list.ts';
import { psseCon } from '../formats/contingencies/psse-con.ts';
import { readContingencies } from '../formats/contingencies/read-contingencies.ts';
import { requirePresentScenario } from './context.ts';
import type { ServiceContext } from './context.ts';
import { fileTitle } from './file-title.ts';
import type { WorkingNetworks } from './working-networks.ts';

export interface ContingencyService {
  /**
   * Every single outage of the network as it stands. What the user has made stays: an outage that
   * was switched off stays off, and those of several elements stay while their elements exist.
   */
  readonly generate: (request: { readonly scenarioId: number }) => readonly Contingency[];
  readonly set: (request: ParsedRequestOf<'contingencies.set'>) => readonly Contingency[];
  /** Reads a list against the network as it stands; one with errors changes nothing. */
  readonly import: (request: ParsedRequestOf<'contingencies.import'>) => ContingencyReading;
  readonly export: (request: ParsedRequestOf<'contingencies.export'>) => ReportFile;
}

const writers = {
  csv: { mediaType: 'text/csv', write: contingencyCsv },
  json: { mediaType: 'application/json', write: contingencyJson },
  con: { mediaType: 'text/plain', write: psseCon },
} as const;

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
    import({ scenarioId, fileName, bytes }) {
      requirePresentScenario(store, scenarioId);
      const { grid } = networks.open(scenarioId);
      const { contingencies, messages } = readContingencies(fileName, bytes, grid);
      if (contingencies) keep(scenarioId, contingencies);
      return { contingencies, messages };
    },
    export({ scenarioId, format }) {
      const { name } = requirePresentScenario(store, scenarioId);
      const list = store.contingencies.get(scenarioId);
      if (list.length === 0) {
        throw new PhaselockError(
          'refused',
          'There is no outage to export: generate the single outages, or import a list.',
        );
      }
      const { mediaType, write } = writers[format];
      return {
        fileName: `${fileTitle(name)} contingencies.${format}`,
        mediaType,
        bytes: new TextEncoder().encode(write(list)),
      };
    },
  };
}
