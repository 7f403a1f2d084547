import type { ParsedRequestOf } from '../../src-shared/contract/contract.ts';
import type { Preferences } from '../../src-shared/contract/application-documents.ts';
import type { Store } from '../store/open-store.ts';

export interface PreferenceService {
  readonly get: () => Preferences;
  readonly set: (changes: ParsedRequestOf<'preferences.set'>) => Preferences;
}

const themes: readonly unknown[] = ['system', 'light', 'dark'] satisfies Preferences['theme'][];

export function preferenceService(store: Store): PreferenceService {
  const get = (): Preferences => {
    const theme = store.preferences.get('theme');
    const layouts = store.preferences.get('layouts');
    return {
      theme: themes.includes(theme) ? (theme as Preferences['theme']) : 'system',
      layouts: (layouts ?? {}) as Preferences['layouts'],
    };
  };
  return {
    get,
    set({ theme, layouts }) {
      store.transaction(() => {
        if (theme !== undefined) store.preferences.set('theme', theme);
        // One screen saves its layout without touching the others'.
        if (layouts !== undefined) {
          store.preferences.set('layouts', { ...get().layouts, ...layouts });
        }
      });
      return get();
    },
  };
}
