import { defineStore } from 'pinia';
import { computed, ref, shallowReactive } from 'vue';

import { PhaselockError } from '../../src-shared/contract/errors.ts';
import type { PublishedResult, Reproduction } from '../../src-shared/contract/reproduction.ts';
import { api } from '../api/api.ts';
import { useMessages } from './messages.ts';

/** Published results, and what was computed of them since the window opened. */
export const useReproductions = defineStore('reproductions', () => {
  const messages = useMessages();
  const items = ref<readonly PublishedResult[]>([]);
  const results = shallowReactive(new Map<string, Reproduction>());
  /** null: all of them in one table. */
  const chosen = ref<string | null>(null);
  /** One at a time, as each takes all threads. */
  const running = ref<string | null>(null);
  const fraction = ref(0);
  let stop = new AbortController();

  api.on('reproduction.progress', (progress) => {
    if (progress.id === running.value) fraction.value = progress.fraction;
  });

  const item = computed(() => items.value.find(({ id }) => id === chosen.value) ?? null);
  const result = computed(() => (chosen.value === null ? null : results.get(chosen.value)) ?? null);

  async function load(): Promise<void> {
    if (items.value.length > 0) return;
    try {
      items.value = await api.call('reproductions.list', {});
    } catch (error) {
      messages.fail(error);
    }
  }

  /** One after the other, until somebody cancels. */
  async function run(ids: readonly string[], quick: boolean): Promise<void> {
    if (running.value !== null) return;
    stop = new AbortController();
    const { signal } = stop;
    try {
      for (const id of ids) {
        [running.value, fraction.value] = [id, 0];
        results.set(id, await api.call('reproductions.run', { id, quick }, { signal }));
      }
    } catch (error) {
      if (!(error instanceof PhaselockError && error.code === 'cancelled')) messages.fail(error);
    } finally {
      running.value = null;
    }
  }

  const cancel = (): void => {
    stop.abort();
  };

  return { items, results, chosen, item, result, running, fraction, load, run, cancel };
});
