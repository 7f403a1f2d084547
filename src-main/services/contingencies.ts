import type { ParsedRequestOf } from '../../src-shared/contract/contract.ts';
import type { ReportFile } from '../../src-shared/contract/application-documents.ts';
import type { ContingencyReading } from '../../src-shared/contract/reading-documents.ts';
import { PhaselockError } from '../../src-shared/contract/errors.ts';
import { findElement } from '../../src-shared/grid/element-ref.ts';
import { singleOutages } from '../../src-shared/studies/contingency.ts';
import type { Contingency } from '../../src-shared/studies/contingency.ts';
import {
  chosenElements,
  chosenOutages,
  mostOutages,
  outageCount,
  outageKey,
} from '../../src-shared/studies/outage-choice.ts';
import type { OutageChoice } from '../../src-shared/studies/outage-choice.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import { contingencyCsv } from '../formats/contingencies/csv-list.ts';
import { contingencyJson } from '../formats/contingencies/json-list.ts';
import { psseCon } from '../formats/contingencies/psse-con.ts';
import { readContingencies } from '../formats/contingencies/read-contingencies.ts';
import { requirePresentScenario } from './context.ts';
import type { ServiceContext } from './context.ts';
import { fileTitle } from './file-title.ts';
import type { WorkingNetworks } from './working-networks.ts';

export interface ContingencyService {
  readonly list: (request: ParsedRequestOf<'contingencies.list'>) => readonly Contingency[];
  /**
   * The outages of the choice in the network as it stands, in place of the list or after it. Without
   * a choice every single outage, and those of several elements stay while their elements exist. An
   * outage that was switched off stays off.
   */
  readonly generate: (request: ParsedRequestOf<'contingencies.generate'>) => readonly Contingency[];
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
    list({ scenarioId }) {
      requirePresentScenario(store, scenarioId);
      return store.contingencies.get(scenarioId);
    },
    generate({ scenarioId, choice, adds = false }) {
      requirePresentScenario(store, scenarioId);
      const { grid } = networks.open(scenarioId);
      const before = store.contingencies.get(scenarioId);
      const made = choice
        ? madeOf(grid, choice)
        : [...singleOutages(grid), ...severalOf(grid, before)];
      return keep(scenarioId, adds ? extended(before, made) : switchedAs(before, made));
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

/** @throws PhaselockError where the choice means no outage, or more than a list can have */
function madeOf(grid: GridCase, choice: OutageChoice): Contingency[] {
  const elements = chosenElements(grid, choice).length;
  const outages = outageCount(elements, choice.depth);
  if (choice.depth !== 'N-1' && outages > mostOutages) {
    throw new PhaselockError(
      'refused',
      `These are ${outages} outages, and a list has at most ${mostOutages}: choose fewer elements. Pairs of the worst branches need no list: they are an option of the screening.`,
    );
  }
  if (outages > 0) return chosenOutages(grid, choice);
  throw new PhaselockError(
    'refused',
    elements === 1
      ? 'One element makes no pair: choose more, or single outages.'
      : 'No element in service fits the choice: choose more kinds, areas or voltages, or clear the name.',
  );
}

const severalOf = (grid: GridCase, list: readonly Contingency[]): Contingency[] =>
  list.filter(
    ({ elements }) =>
      elements.length > 1 && elements.every((element) => findElement(grid, element) >= 0),
  );

function extended(before: readonly Contingency[], made: readonly Contingency[]): Contingency[] {
  const known = new Set(before.map(({ elements }) => outageKey(elements)));
  return [...before, ...made.filter(({ elements }) => !known.has(outageKey(elements)))];
}

/** What was switched off stays off. */
function switchedAs(before: readonly Contingency[], made: readonly Contingency[]): Contingency[] {
  const off = new Set(before.filter(({ enabled }) => !enabled).map(({ name }) => name));
  return made.map((outage) => ({ ...outage, enabled: !off.has(outage.name) }));
}
