import { defineStore } from 'pinia';

import { api } from '../api/api.ts';
import { elementKey, elementLabel } from '../../src-shared/grid/element-ref.ts';
import type { ElementRef } from '../../src-shared/grid/element-ref.ts';
import type { Contingency } from '../../src-shared/studies/contingency.ts';
import { useWorkspace } from './workspace.ts';

/** The outages that are to be screened, and which of them are switched on. */
export const useContingencies = defineStore('contingencies', () => {
  const workspace = useWorkspace();
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

  return { generate, enable, add };
});

const outageKey = (elements: readonly ElementRef[]): string =>
  elements.map(elementKey).sort().join(' ');
