import { useDebounceFn } from '@vueuse/core';
import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';

import { api } from '../api/api.ts';
import type { LiveMargin } from '../../src-shared/contract/live-margin.ts';
import type { RunSummary } from '../../src-shared/contract/run-documents.ts';
import type { ScenarioSummary } from '../../src-shared/contract/scenario-documents.ts';
import type { GridCase } from '../../src-shared/grid/grid-case.ts';
import type { ResultOf, StudyKind } from '../../src-shared/studies/catalogue.ts';
import { useMessages } from './messages.ts';
import { useRuns } from './runs.ts';
import { lineOf } from './scenario-line.ts';
import { useScenarios } from './scenarios.ts';
import { useWorkspace } from './workspace.ts';

/**
 * What tables, diagram and charts show: the open scenario (present), the one that it is compared
 * with (base), present less base, or that in percent of the base.
 */
export type ComparedView = 'present' | 'base' | 'difference' | 'change';

export interface BaseScenario {
  readonly summary: ScenarioSummary;
  readonly grid: GridCase;
  /** Null where it has none (no generation, …). */
  readonly margin: LiveMargin | null;
  readonly runs: readonly RunSummary[];
}

/** The scenario that the open one is compared with, and what of the two is shown. */
export const useBaseComparison = defineStore('base-comparison', () => {
  const messages = useMessages();
  const scenarios = useScenarios();
  const workspace = useWorkspace();
  const allRuns = useRuns();

  if (!scenarios.loaded) void scenarios.refresh();

  const view = ref<ComparedView>('present');
  const base = shallowRef<BaseScenario | null>(null);
  /** What can be chosen: every scenario but the open one. */
  const choices = computed(() => scenarios.list.filter(({ id }) => id !== workspace.scenario?.id));
  /** False while the present is shown, and while there is nothing yet to compare it with. */
  const isOn = computed(() => view.value !== 'present' && base.value !== null);
  const shownView = computed<ComparedView>(() => (isOn.value ? view.value : 'present'));

  let newest = 0;

  async function load(scenarioId: number): Promise<void> {
    const mine = ++newest;
    const request = { scenarioId };
    try {
      const [{ summary, grid }, margin, runs] = await Promise.all([
        api.call('scenarios.open', request),
        api.call('margin.evaluate', request).catch(() => null),
        api.call('studies.list', request),
      ]);
      if (mine === newest) base.value = { summary, grid, margin, runs };
    } catch (error) {
      if (mine !== newest) return;
      leave();
      messages.fail(error);
    }
  }

  /** Back to the open scenario alone. */
  function leave(): void {
    newest++;
    view.value = 'present';
    base.value = null;
  }

  async function choose(scenarioId: number): Promise<void> {
    await load(scenarioId);
  }

  /** Without a base yet, the scenario that the open one follows, or the first other one. */
  async function show(wanted: ComparedView): Promise<void> {
    view.value = wanted;
    // An outage that is shown takes the colours away in which the two would be compared.
    if (wanted !== 'present') workspace.highlight = null;
    if (wanted === 'present' || base.value) return;
    const parent = workspace.scenario?.parentId ?? null;
    const chosen = choices.value.find(({ id }) => id === parent) ?? choices.value[0];
    if (chosen) await load(chosen.id);
    else leave();
  }

  /** The newest result of a study of the base; null where there is none. */
  async function newestResult<Kind extends StudyKind>(kind: Kind): Promise<ResultOf<Kind> | null> {
    const run = newestRun(kind);
    if (!run) return null;
    try {
      return (await allRuns.result(run.id)).result as ResultOf<Kind>;
    } catch (error) {
      messages.fail(error);
      return null;
    }
  }

  const newestRun = (kind: StudyKind): RunSummary | null =>
    base.value?.runs.find(
      (run) => run.kind === kind && (run.status === 'finished' || run.status === 'no-answer'),
    ) ?? null;

  const reloadSoon = useDebounceFn(() => {
    const id = base.value?.summary.id;
    if (id !== undefined) void load(id);
  }, 300);
  api.on('scenario.changed', ({ scenarioId }) => {
    if (lineOf(base.value?.summary.id ?? null, scenarios.list).includes(scenarioId)) {
      void reloadSoon();
    }
  });
  api.on('study.changed', ({ scenarioId }) => {
    if (scenarioId === base.value?.summary.id) void reloadSoon();
  });
  watch(
    () => workspace.scenario?.id,
    (id) => {
      if (id === undefined || id === base.value?.summary.id) leave();
    },
  );

  return { view, shownView, base, choices, isOn, choose, show, leave, newestRun, newestResult };
});
