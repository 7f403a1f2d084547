import { computed, ref, shallowRef } from 'vue';
import type { ComputedRef, ShallowRef } from 'vue';

import { PhaselockError } from '../../src-shared/contract/errors.ts';
import type { EditOutcome } from '../../src-shared/contract/scenario-documents.ts';

export type SaveState = 'saved' | 'saving' | 'unsaved';

/** What becomes of a request of the scenario that is still open. */
export interface EditAnswers {
  /** `isLast`: none is under way behind it. */
  readonly taken: (outcome: EditOutcome, isLast: boolean) => void;
  /** `isUnsaved`: the main process did not answer, and an edit is shown that it does not have. */
  readonly failed: (error: unknown, isUnsaved: boolean) => Promise<void> | void;
}

/** The edits on their way to the main process, one after the other. */
export interface EditQueue {
  readonly saveState: ComputedRef<SaveState>;
  readonly savedAt: ShallowRef<Date | null>;
  /** True if it stands. With none before it, a request is on its way before the window is drawn. */
  readonly send: (request: () => Promise<EditOutcome>, answers: EditAnswers) => Promise<boolean>;
  /** Until what was sent has been answered. */
  readonly rest: () => Promise<unknown>;
  /** In its turn; what is sent afterwards waits for it. */
  readonly wait: (work: () => Promise<void>) => Promise<void>;
  /** What was sent before no longer matters: another network is shown, saved at that time. */
  readonly restart: (saved: Date | null) => void;
}

export function createEditQueue(): EditQueue {
  const pending = ref(0);
  const unsaved = ref(false);
  const savedAt = shallowRef<Date | null>(null);
  const saveState = computed((): SaveState => {
    if (unsaved.value) return 'unsaved';
    return pending.value > 0 ? 'saving' : 'saved';
  });
  let epoch = 0;
  let tail: Promise<unknown> = Promise.resolve();

  function send(request: () => Promise<EditOutcome>, answers: EditAnswers): Promise<boolean> {
    const mine = epoch;
    const first = pending.value++ === 0;
    const ask = (): Promise<boolean> => exchange(mine, request, answers);
    const sent = first ? ask() : tail.then(ask);
    tail = sent;
    return sent.finally(() => pending.value--);
  }

  async function exchange(
    mine: number,
    request: () => Promise<EditOutcome>,
    { taken, failed }: EditAnswers,
  ): Promise<boolean> {
    if (mine !== epoch) return false;
    try {
      const outcome = await request();
      if (mine !== epoch) return false;
      savedAt.value = new Date();
      taken(outcome, pending.value === 1);
      return true;
    } catch (error) {
      if (mine !== epoch) return false;
      const isUnsaved = isUnavailable(error);
      if (isUnsaved) unsaved.value = true;
      await failed(error, isUnsaved);
      return false;
    }
  }

  function wait(work: () => Promise<void>): Promise<void> {
    pending.value++;
    const done = tail.then(work);
    tail = done.catch(() => undefined);
    return done.finally(() => pending.value--);
  }

  function restart(saved: Date | null): void {
    epoch++;
    unsaved.value = false;
    savedAt.value = saved;
  }

  return { saveState, savedAt, send, rest: () => tail, wait, restart };
}

const isUnavailable = (error: unknown): boolean =>
  error instanceof PhaselockError && error.code === 'unavailable';
