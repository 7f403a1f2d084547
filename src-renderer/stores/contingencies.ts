import { defineStore } from 'pinia';
import { shallowRef, watch } from 'vue';

import { api } from '../api/api.ts';
import { largestFileBytes } from '../../src-shared/contract/contract.ts';
import type { RequestOf } from '../../src-shared/contract/contract.ts';
import type { ContingencyReading } from '../../src-shared/contract/reading-documents.ts';
import { elementKey } from '../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../src-shared/grid/element-ref.ts';
import type { Contingency } from '../../src-shared/studies/contingency.ts';
import {
  mostOutages,
  outageCount,
  outageKey,
  outageOf,
} from '../../src-shared/studies/outage-choice.ts';
import type { OutageChoice } from '../../src-shared/studies/outage-choice.ts';
import { counted } from '../../src-shared/units/counted.ts';
import { downloadFile } from '../api/download.ts';
import { tooLargeText } from '../../src-shared/contract/file-size.ts';
import type { ReadableFile } from './imports.ts';
import { useMessages } from './messages.ts';
import { freeName } from './scenarios.ts';
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
  const messages = useMessages();
  const reading = shallowRef<ListReading | null>(null);
  let sending = false;
  let unsent = false;

  api.on('scenario.changed', ({ scenarioId, version }) => {
    // What is on its way from here is newer than what stands there.
    if (version === undefined && scenarioId === workspace.scenario?.id && !sending) {
      void follow(scenarioId);
    }
  });

  // Nobody looked at the list before.
  if (workspace.scenario) void follow(workspace.scenario.id);

  /** Another window may have changed the list. */
  async function follow(scenarioId: number): Promise<void> {
    const before = workspace.contingencies;
    try {
      const list = await api.call('contingencies.list', { scenarioId });
      const isSame = scenarioId === workspace.scenario?.id && workspace.contingencies === before;
      if (isSame && !sending) workspace.contingencies = list;
    } catch (error) {
      // It may have gone to the bin from here.
      if (scenarioId === workspace.scenario?.id) workspace.fail(error);
    }
  }

  /** Of the network as it is now: every single branch and machine, or what the choice means. */
  async function generate(choice?: OutageChoice, adds = false): Promise<boolean> {
    const scenarioId = workspace.scenario?.id;
    if (scenarioId === undefined) return false;
    const before = workspace.contingencies;
    const request = { scenarioId, adds, ...(choice ? { choice } : {}) };
    try {
      workspace.contingencies = await api.call('contingencies.generate', request);
      if (choice) tellOfNew(before);
      return true;
    } catch (error) {
      workspace.fail(error);
      return false;
    }
  }

  /** Says how the list has changed; the former one is a click away. */
  function tellOfNew(before: readonly Contingency[]): void {
    const { length } = workspace.contingencies;
    messages.show({
      kind: 'done',
      title: `The list has ${counted(length, 'outage')} now`,
      action:
        before.length === 0
          ? null
          : { label: 'Bring the former list back', run: () => void replace(before) },
    });
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
    const outage = outageParts(elements);
    if (outage.length === 0) return Promise.resolve();
    const key = outageKey(outage);
    const known = workspace.contingencies.findIndex((one) => outageKey(one.elements) === key);
    if (known >= 0) return enable(new Set([known]), () => true);
    return replace([outageOf(outage), ...workspace.contingencies]);
  }

  /** A new outage, first of the list. */
  const insert = (outage: Contingency): Promise<void> =>
    replace([outage, ...workspace.contingencies]);

  /** Another name or other elements for the outage at a place of the list. */
  function change(place: number, changes: Partial<Contingency>): Promise<void> {
    return replace(
      workspace.contingencies.map((one, k) => (k === place ? { ...one, ...changes } : one)),
    );
  }

  /** Copies below the outages at these places, under names that are free. */
  function duplicate(places: ReadonlySet<number>): Promise<void> {
    const taken = workspace.contingencies.map(({ name }) => name);
    return replace(
      workspace.contingencies.flatMap((one, place) => {
        if (!places.has(place)) return [one];
        const name = freeName(`${one.name} – copy`.slice(0, 190), taken);
        taken.push(name);
        return [one, { ...one, name }];
      }),
    );
  }

  async function remove(places: ReadonlySet<number>): Promise<void> {
    if (places.size === 0) return;
    const before = workspace.contingencies;
    messages.show({
      kind: 'info',
      title: `${counted(places.size, 'outage')} deleted from the list`,
      action: { label: 'Bring back', run: () => void replace(before) },
    });
    await replace(before.filter((_, place) => !places.has(place)));
  }

  /** Every two of the outages at these places out together (N-2), after all others. */
  function pair(places: ReadonlySet<number>): Promise<void> {
    const chosen = workspace.contingencies.filter((_, place) => places.has(place));
    if (outageCount(chosen.length, 'N-2') > mostOutages) {
      messages.show({
        kind: 'error',
        title: `${chosen.length} outages make too many pairs`,
        text: `A list has at most ${mostOutages}: select fewer, or screen pairs of the worst branches.`,
      });
      return Promise.resolve();
    }
    const known = new Set(workspace.contingencies.map(({ elements }) => outageKey(elements)));
    const made = chosen.flatMap((one, k) =>
      chosen.slice(k + 1).map((other) => together(one, other)),
    );
    const added = made.filter(({ elements }) => !known.has(outageKey(elements)));
    return replace([...workspace.contingencies, ...added]);
  }

  /** Takes the list of a file in place of the present one, which can be brought back. */
  async function importList(file: ReadableFile): Promise<void> {
    const scenarioId = workspace.scenario?.id;
    if (scenarioId === undefined) return;
    if (file.size > largestFileBytes) {
      const title = `${file.name} is too large`;
      messages.show({ kind: 'error', title, text: tooLargeText(file.size) });
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

  return {
    ...{ reading, generate, enable, add, insert, change, duplicate, remove, pair },
    ...{ importList, bringBack, exportList },
  };
});

export type ListFormat = RequestOf<'contingencies.export'>['format'];

const bytesOf = async (file: ReadableFile): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await file.arrayBuffer());

/** Of a selection, what goes out: buses only where nothing else is selected. */
export function outageParts(elements: readonly ElementRef[]): readonly ElementRef[] {
  const parts = elements.filter(({ kind }) => kind === 'branch' || kind === 'generator');
  return parts.length > 0
    ? parts
    : elements.filter(({ kind }) => kind === 'bus' || kind === 'load');
}

/** Both out at once; what is in both is in it once. */
function together(one: Contingency, other: Contingency): Contingency {
  const elements = [
    ...new Map([...one.elements, ...other.elements].map((ref) => [elementKey(ref), ref])).values(),
  ];
  return { name: `${one.name} + ${other.name}`.slice(0, 200), elements, enabled: true };
}
