import { defineStore } from 'pinia';
import { shallowRef, watch } from 'vue';

import { api } from '../api/api.ts';
import { largestFileBytes } from '../../src-shared/contract/contract.ts';
import type { RequestOf } from '../../src-shared/contract/contract.ts';
import type { ContingencyReading } from '../../src-shared/contract/documents.ts';
import { elementKey, elementLabel } from '../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../src-shared/grid/element-ref.ts';
import type { Contingency } from '../../src-shared/studies/contingency.ts';
import { downloadFile } from '../api/download.ts';
import { tooLargeText } from '../../src-shared/contract/file-size.ts';
import type { ReadableFile } from './imports.ts';
import { useMessages } from './messages.ts';
import { useWorkspace } from './workspace.ts';

/** What came of the last list that was imported, until the user has seen enough of it. */
export interface ListReading extends ContingencyReading {
  readonly fileName: string;
  /** The list that was there before. */
  readonly before: readonly Contingency[];
}

/** The outages that are to be screened, and which of them are switched on. */
export const useContingencies = defineStore('contingencies', () => {
  const workspace = useWorkspace();
  const reading = shallowRef<ListReading | null>(null);
  let sending = false;
  let unsent = false;

  /** Every single branch and machine outage of the network as it is now. */
  async function generate(): Promise<boolean> {
    const scenarioId = workspace.scenario?.id;
    if (scenarioId === undefined) return false;
    try {
      workspace.contingencies = await api.call('contingencies.generate', { scenarioId });
      return true;
    } catch (error) {
      workspace.fail(error);
      return false;
    }
  }

  /** Changes the list here at once; while one is under way, only the newest is sent after it. */
  async function replace(contingencies: readonly Contingency[]): Promise<void> {
    workspace.contingencies = contingencies;
    unsent = true;
    if (sending) return;
    sending = true;
    try {
      while (unsent) {
        unsent = false;
        await send();
      }
    } catch (error) {
      workspace.fail(error);
    } finally {
      sending = false;
    }
  }

  async function send(): Promise<void> {
    const scenarioId = workspace.scenario?.id;
    if (scenarioId === undefined) return;
    await api.call('contingencies.set', {
      scenarioId,
      contingencies: workspace.contingencies.map((one) => ({
        ...one,
        elements: [...one.elements],
      })),
    });
  }

  /** Switches the outages at these places of the list on or off. */
  function enable(places: ReadonlySet<number>, choose: (now: boolean) => boolean): Promise<void> {
    return replace(
      workspace.contingencies.map((contingency, place) =>
        places.has(place) ? { ...contingency, enabled: choose(contingency.enabled) } : contingency,
      ),
    );
  }

  /** What can go out together, under one name; an outage that is there already is switched on. */
  function add(elements: readonly ElementRef[]): Promise<void> {
    const outage = elements.filter(({ kind }) => kind === 'branch' || kind === 'generator');
    if (outage.length === 0) return Promise.resolve();
    const key = outageKey(outage);
    const known = workspace.contingencies.findIndex((one) => outageKey(one.elements) === key);
    if (known >= 0) return enable(new Set([known]), () => true);
    const name = outage.map(elementLabel).join(' + ').slice(0, 200);
    return replace([{ name, elements: outage, enabled: true }, ...workspace.contingencies]);
  }

  /** Takes the list of a file in place of the present one, which can be brought back. */
  async function importList(file: ReadableFile): Promise<void> {
    const scenarioId = workspace.scenario?.id;
    if (scenarioId === undefined) return;
    if (file.size > largestFileBytes) {
      const title = `${file.name} is too large`;
      useMessages().show({ kind: 'error', title, text: tooLargeText(file.size) });
      return;
    }
    try {
      const before = workspace.contingencies;
      const request = { scenarioId, fileName: file.name, bytes: await bytesOf(file) };
      const read = await api.call('contingencies.import', request);
      if (workspace.scenario?.id !== scenarioId) return;
      if (read.contingencies) workspace.contingencies = read.contingencies;
      reading.value = { ...read, fileName: file.name, before };
    } catch (error) {
      workspace.fail(error);
    }
  }

  async function bringBack(): Promise<void> {
    const before = reading.value?.before;
    reading.value = null;
    if (before) await replace(before);
  }

  async function exportList(format: ListFormat): Promise<void> {
    const scenarioId = workspace.scenario?.id;
    if (scenarioId === undefined) return;
    try {
      const file = await api.call('contingencies.export', { scenarioId, format });
      downloadFile(file.fileName, file.mediaType, new Uint8Array(file.bytes));
    } catch (error) {
      workspace.fail(error);
    }
  }

  watch(
    () => workspace.scenario?.id,
    () => (reading.value = null),
  );

  return { reading, generate, enable, add, importList, bringBack, exportList };
});

export type ListFormat = RequestOf<'contingencies.export'>['format'];

const bytesOf = async (file: ReadableFile): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await file.arrayBuffer());

const outageKey = (elements: readonly ElementRef[]): string =>
  elements.map(elementKey).sort().join(' ');
