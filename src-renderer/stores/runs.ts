import { useDebounceFn } from '@vueuse/core';
import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';

import { api } from '../api/api.ts';
import type {
  RunDocument,
  RunLog,
  RunProgress,
  RunSummary,
} from '../../src-shared/contract/run-documents.ts';
import { isActive } from '../../src-shared/contract/run-status.ts';
import type { SpecOf, StudyKind } from '../../src-shared/studies/catalogue.ts';
import { useMessages } from './messages.ts';
import { useWorkspace } from './workspace.ts';

const newestFirst = (runs: readonly RunSummary[]): RunSummary[] =>
  [...runs].sort((a, b) => b.id - a.id);

/** In the order in which they will be worked on. */
const inQueueOrder = (runs: readonly RunSummary[]): RunSummary[] =>
  [...runs].sort((a, b) => (a.queue?.place ?? 0) - (b.queue?.place ?? 0) || a.id - b.id);

/** The studies: those of the open scenario, and whatever runs now. */
export const useRuns = defineStore('runs', () => {
  const workspace = useWorkspace();
  const messages = useMessages();

  /** Of the open scenario, newest first. */
  const runs = shallowRef<readonly RunSummary[]>([]);
  /** What has not ended, of every scenario, in the order of the queue. */
  const active = shallowRef<readonly RunSummary[]>([]);
  const progress = ref<ReadonlyMap<number, RunProgress>>(new Map());
  /** The run that came to an end last, while this window looked on. */
  const ended = shallowRef<RunSummary | null>(null);
  /** The newest that have ended, of every scenario; known once the queue was asked for. */
  const past = shallowRef<readonly RunSummary[]>([]);
  /** The run that a screen is asked to show. */
  const wanted = shallowRef<RunSummary | null>(null);
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
      active.value = inQueueOrder([...elsewhere, ...list.filter(isActive)]);
    } catch (error) {
      messages.fail(error);
    }
  }

  /** Every edit may make runs stale; a burst of edits asks once. */
  const reloadSoon = useDebounceFn(reload, 300);

  function accept(run: RunSummary): void {
    const others = active.value.filter(({ id }) => id !== run.id);
    const wasActive = others.length < active.value.length;
    active.value = isActive(run) ? inQueueOrder([...others, run]) : others;
    if (!isActive(run)) {
      if (wasActive) {
        ended.value = run;
        past.value = [run, ...past.value.filter(({ id }) => id !== run.id)];
      }
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
    seed?: number,
  ): Promise<RunSummary | null> {
    const id = scenarioId.value;
    if (id === null) return null;
    try {
      const run = await api.call('studies.start', {
        scenarioId: id,
        kind,
        spec,
        ...(title === undefined ? {} : { title }),
        ...(seed === undefined ? {} : { seed }),
      });
      // The first events may have come before this reply and know more than it does.
      if (!runs.value.some((known) => known.id === run.id)) accept(run);
      return run;
    } catch (error) {
      messages.fail(error);
      return null;
    }
  }

  /** The same question on other scenarios; one that cannot take it does not keep the next from it. */
  async function startOn<Kind extends StudyKind>(
    scenarioIds: readonly number[],
    kind: Kind,
    spec: Partial<SpecOf<Kind>>,
    title?: string,
    seed?: number,
  ): Promise<void> {
    const named = {
      ...(title === undefined ? {} : { title }),
      ...(seed === undefined ? {} : { seed }),
    };
    for (const id of scenarioIds) {
      // Its events tell of it.
      await attempt(async () => {
        await api.call('studies.start', { scenarioId: id, kind, spec, ...named });
      });
    }
  }

  /** The question of a run once more, to the network of its scenario as it is now; then shown. */
  async function startAgain(runId: number): Promise<void> {
    const asked = await log(runId);
    if (!asked) return;
    const { scenarioId, kind, title, seed } = asked.run;
    const spec = asked.spec as Partial<SpecOf<StudyKind>>;
    await attempt(async () => {
      const run = await api.call('studies.start', { scenarioId, kind, spec, title, seed });
      if (!runs.value.some(({ id }) => id === run.id)) accept(run);
      wanted.value = run;
    });
  }

  async function attempt(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      messages.fail(error);
    }
  }

  const cancel = (runId: number): Promise<void> =>
    attempt(async () => accept(await api.call('studies.cancel', { runId })));
  const pause = (runId: number): Promise<void> =>
    attempt(async () => accept(await api.call('studies.pause', { runId })));
  const resume = (runId: number): Promise<void> =>
    attempt(async () => accept(await api.call('studies.resume', { runId })));

  /** Runs of all scenarios, also of those that this window has never opened. */
  const loadQueue = (): Promise<void> =>
    attempt(async () => takeQueue(await api.call('studies.queue', {})));

  function takeQueue(all: readonly RunSummary[]): void {
    active.value = inQueueOrder(all.filter(isActive));
    past.value = all.filter((run) => !isActive(run));
  }

  /** One place forward (-1) or back (1) in the queue. */
  async function move(runId: number, step: -1 | 1): Promise<void> {
    const ids = active.value.map(({ id }) => id);
    const at = ids.indexOf(runId);
    const to = at + step;
    if (at < 0 || to < 0 || to >= ids.length) return;
    const before = (step < 0 ? ids[to] : ids[to + 1]) ?? null;
    await attempt(async () => takeQueue(await api.call('studies.reorder', { runId, before })));
  }

  async function log(runId: number): Promise<RunLog | null> {
    let found: RunLog | null = null;
    await attempt(async () => {
      found = await api.call('studies.log', { runId });
    });
    return found;
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

  /** What a run under way has found so far; a host that does not answer is told of elsewhere. */
  const partial = (runId: number): Promise<RunDocument | null> =>
    api.call('studies.partial', { runId }).catch(() => null);

  return {
    ...{ runs, active, past, ended, progress, wanted },
    ...{
      reload,
      loadQueue,
      start,
      startOn,
      startAgain,
      cancel,
      pause,
      resume,
      move,
      log,
      result,
      partial,
    },
  };
});
