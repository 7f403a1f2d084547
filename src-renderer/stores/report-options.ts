import { defineStore } from 'pinia';
import { ref, watch } from 'vue';

import { defaultReportOptions } from '../../src-shared/contract/report-options.ts';
import type { ReportOptions } from '../../src-shared/contract/report-options.ts';
import { api } from '../api/api.ts';
import { useMessages } from './messages.ts';
import { useWorkspace } from './workspace.ts';

const saveAfterMilliseconds = 400;

/** How the report of the open scenario is laid out; kept a moment after each change. */
export const useReportOptions = defineStore('report-options', () => {
  const workspace = useWorkspace();
  const messages = useMessages();
  const options = ref<ReportOptions>(defaultReportOptions);
  let owner: number | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const load = async (scenarioId: number | undefined): Promise<void> => {
    await save();
    owner = null;
    if (scenarioId === undefined) return;
    try {
      const loaded = await api.call('reports.options', { scenarioId });
      if (workspace.scenario?.id !== scenarioId) return;
      options.value = loaded;
      owner = scenarioId;
    } catch (error) {
      messages.fail(error);
    }
  };

  /** At once: what was changed must be kept before the report is made. */
  const save = async (): Promise<void> => {
    if (timer === null || owner === null) return;
    clearTimeout(timer);
    timer = null;
    try {
      await api.call('reports.setOptions', { scenarioId: owner, options: options.value });
    } catch (error) {
      messages.fail(error);
    }
  };

  const change = (changes: Partial<ReportOptions>): void => {
    options.value = { ...options.value, ...changes };
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => void save(), saveAfterMilliseconds);
  };

  watch(() => workspace.scenario?.id, load, { immediate: true });

  return { options, change, save };
});
