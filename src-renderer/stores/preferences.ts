import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';

import { api } from '../api/api.ts';
import type {
  ApplicationInfo,
  Preferences,
} from '../../src-shared/contract/application-documents.ts';
import { useMessages } from './messages.ts';

/** What the user chose once and expects to find again; and what the application is. */
export const usePreferences = defineStore('preferences', () => {
  const messages = useMessages();
  const theme = ref<Preferences['theme']>('system');
  const layouts = shallowRef<Preferences['layouts']>({});
  const application = shallowRef<ApplicationInfo | null>(null);

  function adopt(preferences: Preferences): void {
    theme.value = preferences.theme;
    layouts.value = preferences.layouts;
  }

  async function load(): Promise<void> {
    try {
      adopt(await api.call('preferences.get', {}));
      application.value = await api.call('application.info', {});
    } catch (error) {
      messages.fail(error);
    }
  }

  async function chooseTheme(choice: Preferences['theme']): Promise<void> {
    theme.value = choice;
    await store({ theme: choice });
  }

  /** The layout of the panels of one screen. */
  async function keepLayout(screen: string, layout: unknown): Promise<void> {
    layouts.value = { ...layouts.value, [screen]: layout };
    await store({ layouts: { ...layouts.value } });
  }

  /** Where the project can only be looked at, a choice holds as long as the window. */
  async function store(changes: Partial<Preferences>): Promise<void> {
    if (application.value?.onlyRead) return;
    try {
      await api.call('preferences.set', changes);
    } catch (error) {
      messages.fail(error);
    }
  }

  return { theme, layouts, application, load, chooseTheme, keepLayout };
});
