import { refDebounced } from '@vueuse/core';
import { computed } from 'vue';
import type { ComputedRef } from 'vue';

/**
 * True once something has been so for a while, false at once when it is not: for words that would
 * flash up at every edit where the answer is there in a moment.
 */
export function useLasting(isSo: () => boolean, milliseconds: number): ComputedRef<boolean> {
  const now = computed(isSo);
  const forLong = refDebounced(now, milliseconds);
  return computed(() => now.value && forLong.value);
}
