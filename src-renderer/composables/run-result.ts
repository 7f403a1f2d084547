import { useThrottleFn } from '@vueuse/core';
import { computed, ref, shallowRef, watch } from 'vue';
import type { ComputedRef, Ref, ShallowRef } from 'vue';

import type { RunDocument, RunSummary } from '../../src-shared/contract/run-documents.ts';
import type { ResultOf, SpecOf, StudyKind } from '../../src-shared/studies/catalogue.ts';
import { useRuns } from '../stores/runs.ts';
import { useWorkspace } from '../stores/workspace.ts';
import { isActive } from './run-words.ts';

type NumericArray = Float64Array | Float32Array | Int32Array;

/** A result as it is asked for at once: its arrays stay behind in the main process. */
export type ResultFields<Result> = {
  readonly [
    Field in keyof Result as Result[Field] extends NumericArray ? never : Field
  ]: Result[Field];
};

export interface Answer<Kind extends StudyKind> {
  readonly runId: number;
  readonly spec: SpecOf<Kind>;
  readonly result: ResultFields<ResultOf<Kind>>;
}

interface RunResult<Kind extends StudyKind> {
  /** The runs of this kind, newest first. */
  readonly ofKind: ComputedRef<readonly RunSummary[]>;
  /** What the user picked; null follows the newest that runs or has an answer. */
  readonly chosen: Ref<number | null>;
  readonly run: ComputedRef<RunSummary | null>;
  /** Of a run under way, what it has found so far. */
  readonly answer: ShallowRef<Answer<Kind> | null>;
  /** The answer is there and on its way here. */
  readonly loading: Ref<boolean>;
}

/** How often a run under way is asked what it has found, in ms. */
const leastPause = 700;

/** The run of a kind that a screen shows, and its answer once there is one. */
export function useRunResult<Kind extends StudyKind>(kind: Kind): RunResult<Kind> {
  const runs = useRuns();
  const workspace = useWorkspace();

  const chosen = ref<number | null>(null);
  const answer: ShallowRef<Answer<Kind> | null> = shallowRef(null);
  watch(
    () => runs.wanted,
    (wanted) => {
      if (wanted?.kind === kind) chosen.value = wanted.id;
    },
    { immediate: true },
  );
  const ofKind = computed(() => runs.runs.filter((run) => run.kind === kind));
  const run = computed(
    () => ofKind.value.find(({ id }) => id === chosen.value) ?? newestOf(ofKind.value),
  );
  /** Only what has come to its end has an answer; a failed run has none. */
  const answered = computed(() => {
    const shown = run.value;
    return shown && !isActive(shown) && shown.status !== 'failed' ? shown.id : null;
  });

  const loading = ref(false);
  const take = (runId: number, { spec, result }: RunDocument): void => {
    if (result === null || result === undefined) return;
    answer.value = {
      runId,
      spec: spec as SpecOf<Kind>,
      result: result as Answer<Kind>['result'],
    };
  };

  const underway = computed(() => (run.value && isActive(run.value) ? run.value.id : null));
  /** An answer that takes long to gather is asked for seldom. */
  const pause = ref(leastPause);
  const look = useThrottleFn(
    async () => {
      const runId = underway.value;
      if (runId === null) return;
      const asked = performance.now();
      const found = await runs.partial(runId);
      pause.value = Math.max(leastPause, 8 * (performance.now() - asked));
      if (found && runId === underway.value) take(runId, found);
    },
    pause,
    true,
  );
  watch(
    () => underway.value !== null && [run.value?.status, runs.progress.get(underway.value)],
    (news) => void (news && look()),
    { immediate: true },
  );

  watch(
    answered,
    async (runId) => {
      // What was seen of the run on its way stays until the whole of it is here.
      if (answer.value?.runId !== run.value?.id) answer.value = null;
      if (runId === null) return;
      loading.value = true;
      try {
        const found = await runs.result(runId);
        if (runId === answered.value) take(runId, found);
      } catch (error) {
        if (runId === answered.value) answer.value = null;
        // A run that was cancelled before it found anything has no result to show.
        if (run.value?.status === 'finished') workspace.fail(error);
      } finally {
        if (runId === answered.value) loading.value = false;
      }
    },
    { immediate: true },
  );

  return { ofKind, chosen, run, answer, loading };
}

/** A run that was cancelled or failed does not hide the answer that came before it. */
function newestOf(runs: readonly RunSummary[]): RunSummary | null {
  const ended = (run: RunSummary): boolean => run.status === 'cancelled' || run.status === 'failed';
  return runs.find((run) => !ended(run)) ?? runs[0] ?? null;
}
