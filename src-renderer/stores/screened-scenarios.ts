import { useDebounceFn } from '@vueuse/core';
import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';

import { api } from '../api/api.ts';
import type { RunSummary } from '../../src-shared/contract/run-documents.ts';
import { findElement } from '../../src-shared/grid/element-ref.ts';
import type { ResultOf, SpecOf } from '../../src-shared/studies/catalogue.ts';
import type { OutageResult } from '../../src-shared/studies/contingency-screening.ts';
import { outageKey } from '../../src-shared/studies/outage-choice.ts';
import { counted } from '../../src-shared/units/counted.ts';
import { useMessages } from './messages.ts';
import { useRuns } from './runs.ts';
import { useScenarios } from './scenarios.ts';
import { useWorkspace } from './workspace.ts';

/** The newest screening of another scenario, by outage. */
export interface ScreenedScenario {
  readonly id: number;
  readonly name: string;
  /** Null where it has none yet. */
  readonly run: RunSummary | null;
  readonly outages: ReadonlyMap<string, OutageResult>;
}

type ScreeningSpec = Partial<SpecOf<'contingency-screening'>>;

/** The scenarios whose screenings stand beside that of the open one. */
export const useScreenedScenarios = defineStore('screened-scenarios', () => {
  const workspace = useWorkspace();
  const scenarios = useScenarios();
  const messages = useMessages();
  const runs = useRuns();

  const chosen = ref<readonly number[]>([]);
  const found = shallowRef<readonly ScreenedScenario[]>([]);
  /** Those that are still there, without the open one. */
  const ids = computed(() =>
    chosen.value.filter(
      (id) => id !== workspace.scenario?.id && scenarios.list.some((one) => one.id === id),
    ),
  );
  let newest = 0;
  watch(ids, () => void load(), { immediate: true });

  const loadSoon = useDebounceFn(() => void load(), 300);
  api.on('study.changed', ({ scenarioId, kind }) => {
    if (kind === 'contingency-screening' && ids.value.includes(scenarioId)) void loadSoon();
  });
  api.on('scenario.changed', ({ scenarioId }) => {
    if (ids.value.includes(scenarioId)) void loadSoon();
  });

  async function load(): Promise<void> {
    const mine = ++newest;
    try {
      const all = await Promise.all(ids.value.map(screened));
      if (mine === newest) found.value = all;
    } catch (error) {
      if (mine === newest) messages.fail(error);
    }
  }

  async function screened(scenarioId: number): Promise<ScreenedScenario> {
    const list = await api.call('studies.list', { scenarioId });
    const run =
      [...list]
        .sort((a, b) => b.id - a.id)
        .find(({ kind, status }) => kind === 'contingency-screening' && status === 'finished') ??
      null;
    const result = run && (await runs.result(run.id)).result;
    const { outages } = (result ?? { outages: [] }) as Pick<
      ResultOf<'contingency-screening'>,
      'outages'
    >;
    const name = scenarios.list.find(({ id }) => id === scenarioId)?.name ?? '';
    const byKey = outages.map((each) => [outageKey(each.outage.elements), each] as const);
    return { id: scenarioId, name, run, outages: new Map(byKey) };
  }

  /** Puts the same question to each of them; outages of what a network does not have are left out. */
  async function screen(spec: ScreeningSpec): Promise<void> {
    for (const id of ids.value) await screenOne(id, spec);
  }

  async function screenOne(scenarioId: number, spec: ScreeningSpec): Promise<void> {
    const name = scenarios.list.find(({ id }) => id === scenarioId)?.name ?? '';
    try {
      const { grid } = await api.call('scenarios.open', { scenarioId });
      const list = spec.contingencies ?? [];
      const there = list.filter(({ elements }) =>
        elements.every((element) => findElement(grid, element) >= 0),
      );
      if (there.length < list.length) {
        messages.show({
          kind: 'warning',
          title: `“${name}” does not have ${counted(list.length - there.length, 'outage')} of the list`,
          text: 'Their elements are not in its network; the others are screened there.',
        });
      }
      if (there.length === 0) return;
      const asked = { ...spec, contingencies: there };
      await api.call('studies.start', { scenarioId, kind: 'contingency-screening', spec: asked });
    } catch (error) {
      messages.fail(error);
    }
  }

  function choose(scenarioIds: readonly number[]): void {
    chosen.value = scenarioIds;
  }

  return { ids, found, choose, screen };
});
