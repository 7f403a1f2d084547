import { computed, onScopeDispose, ref, watch } from 'vue';
import type { ComputedRef } from 'vue';

import { usePreferences } from '../stores/preferences.ts';

export type Theme = 'light' | 'dark';

const darkPreferred = window.matchMedia('(prefers-color-scheme: dark)');
const systemIsDark = ref(darkPreferred.matches);
const applied = ref<Theme>(darkPreferred.matches ? 'dark' : 'light');

/** The theme that is on the screen now; whoever paints on a canvas watches it. */
export const theme: ComputedRef<Theme> = computed(() => applied.value);

/** A colour of theme.css as it is now, for canvases and for Naive UI. */
export const themeToken = (name: `--pl-${string}`): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Before the first frame: the system's choice, until the stored one is known. */
export function applyTheme(choice: Theme): void {
  document.documentElement.dataset['theme'] = choice;
  applied.value = choice;
}

/** Keeps the document's theme equal to the preference, and to the system where it says so. */
export function useThemeSwitch(): void {
  const preferences = usePreferences();
  const follow = (event: MediaQueryListEvent): void => {
    systemIsDark.value = event.matches;
  };
  darkPreferred.addEventListener('change', follow);
  onScopeDispose(() => darkPreferred.removeEventListener('change', follow));
  watch(
    () => {
      if (preferences.theme !== 'system') return preferences.theme;
      return systemIsDark.value ? 'dark' : 'light';
    },
    applyTheme,
    { immediate: true },
  );
}
