import { useDebounceFn } from '@vueuse/core';
import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';

import { api } from '../api/api.ts';
import type { RunDocument, RunProgress, RunSummary } from '../../src-shared/contract/documents.ts';
import type { SpecOf, StudyKind } from '../../src-shared/studies/catalogue.ts';
import { useMessages } from './messages.ts';
import { useWorkspace } from './workspace.ts';

const newestFirst = (runs: readonly RunSummary[]): RunSummary[] =>
  [...runs].sort((a, b) => b.id - a.id);

const isActive = ({ status }: RunSummary): boolean => status === 'queued' || status === 'running';

/** The studies: those of the open scenario, and whatever runs now. */
export const useRuns = defineStore('runs', () => {
  const workspace = useWorkspace();
  const messages = useMessages();

  /** Of the open scenario, newest first. */
  const runs = shallowRef<readonly RunSummary[]>([]);
  /** Queued and running, of every scenario, oldest first. */
  const active = shallowRef<readonly RunSummary[]>([]);
  const progress = ref<ReadonlyMap<number, RunProgress>>(new Map());
  /** The run that came to an end last, while this window looked on. */
  const ended = shallowRef<RunSummary | null>(null);
  const results = new Map<number, Promise<RunDocument>>();

  const scenarioId = computed(() => workspace.scenario?.id ?? null);
  let newestLoad = 0;
  watch(scenarioId, () => void reload(), { immediate: true });

  api.on('study.changed', (run) => accept(run));
  api.on('study.progress', (news) => {
    progress.value = new Map(progress.value).set(news.runId, news);
  });
  api.on('scenario.changed', (news) => {
    if (news.scenarioId === scenarioId.value) void reloadSoon();
  });

  async function reload(): Promise<void> {
    const id = scenarioId.value;
    const mine = ++newestLoad;
    if (id === null) {
      runs.value = [];
      return;
    }
    try {
      const list = await api.call('studies.list', { scenarioId: id });
      if (mine !== newestLoad) return;
      runs.value = newestFirst(list);
      const elsewhere = active.value.filter((run) => run.scenarioId !== id);
      active.value = newestFirst([...elsewhere, ...list.filter(isActive)]).reverse();
    } catch (error) {
      messages.fail(error);
    }
  }

  /** Every edit may make runs stale; a burst of edits asks once. */
  const reloadSoon = useDebounceFn(reload, 300);

  function accept(run: RunSummary): void {
    const others = active.value.filter(({ id }) => id !== run.id);
    const wasActive = others.length < active.value.length;
    active.value = isActive(run) ? newestFirst([...others, run]).reverse() : others;
    if (!isActive(run)) {
      if (wasActive) ended.value = run;
      const rest = new Map(progress.value);
      rest.delete(run.id);
      progress.value = rest;
    }
    if (run.scenarioId !== scenarioId.value) return;
    const rest = runs.value.filter(({ id }) => id !== run.id);
    runs.value = newestFirst([run, ...rest]);
  }

  async function start<Kind extends StudyKind>(
    kind: Kind,
    spec: Partial<SpecOf<Kind>>,
    title?: string,
  ): Promise<RunSummary | null> {
    const id = scenarioId.value;
    if (id === null) return null;
    try {
      const run = await api.call('studies.start', {
        scenarioId: id,
        kind,
        spec,
        ...(title === undefined ? {} : { title }),
      });
      // The first events may have come before this reply and know more than it does.
      if (!runs.value.some((known) => known.id === run.id)) accept(run);
      return run;
    } catch (error) {
      messages.fail(error);
      return null;
    }
  }

  async function cancel(runId: number): Promise<void> {
    try {
      accept(await api.call('studies.cancel', { runId }));
    } catch (error) {
      messages.fail(error);
    }
  }

  /** A finished run never changes, so its answer is asked for once. */
  function result(runId: number): Promise<RunDocument> {
    const known = results.get(runId);
    if (known) return known;
    const asked = api.call('studies.result', { runId });
    results.set(runId, asked);
    asked.catch(() => results.delete(runId));
    return asked;
  }

  return { runs, active, ended, progress, reload, start, cancel, result };
});
