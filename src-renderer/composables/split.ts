import { useDebounceFn } from '@vueuse/core';
import { computed, shallowRef, toValue, watch } from 'vue';
import type { MaybeRefOrGetter, Ref } from 'vue';

import { usePreferences } from '../stores/preferences.ts';

/** How the bar between two columns stands. */
interface Split {
  /** Of the left column in px; null: as it is at first. */
  readonly width: number | null;
  readonly folded: boolean;
}

const atFirst: Split = { width: null, folded: false };

/** Preferences are a file of the user: what is not understood is as at first. */
function splitFrom(kept: unknown): Split {
  if (typeof kept !== 'object' || kept === null) return atFirst;
  const { width, folded } = kept as Record<string, unknown>;
  return {
    width: typeof width === 'number' && Number.isFinite(width) ? width : null,
    folded: folded === true,
  };
}

/** The bar of that name, remembered with the preferences of the user. */
export function useSplit(name: MaybeRefOrGetter<string>): {
  readonly width: Readonly<Ref<number | null>>;
  readonly folded: Readonly<Ref<boolean>>;
  readonly show: (width: number) => void;
  readonly fold: () => void;
  readonly reset: () => void;
} {
  const preferences = usePreferences();
  const key = computed(() => `split-${toValue(name)}`);
  const split = shallowRef(atFirst);
  watch(
    () => preferences.layouts[key.value],
    (kept) => (split.value = splitFrom(kept)),
    { immediate: true },
  );

  const keep = (): Promise<void> => preferences.keepLayout(key.value, split.value);
  /** A drag is many changes, and one thing to remember. */
  const keepSoon = useDebounceFn(keep, 300);

  return {
    width: computed(() => split.value.width),
    folded: computed(() => split.value.folded),
    show: (width) => {
      split.value = { width, folded: false };
      void keepSoon();
    },
    fold: () => {
      split.value = { ...split.value, folded: !split.value.folded };
      void keep();
    },
    reset: () => {
      split.value = atFirst;
      void keep();
    },
  };
}
