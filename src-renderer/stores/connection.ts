import { defineStore } from 'pinia';
import { shallowRef } from 'vue';

import { api } from '../api/api.ts';
import { useRuns } from './runs.ts';
import { useScenarios } from './scenarios.ts';
import { useWorkspace } from './workspace.ts';

/** Whether the main process answers. After a break everything shown is asked for again. */
export const useConnection = defineStore('connection', () => {
  const connection = shallowRef(api.connection());
  const workspace = useWorkspace();

  api.onConnection((next) => {
    const wasBroken = connection.value.remedy !== null;
    connection.value = next;
    if (next.state === 'open' && wasBroken) void catchUp();
  });

  async function catchUp(): Promise<void> {
    const open = workspace.scenario;
    if (open) await workspace.open(open.id);
    await Promise.all([useScenarios().refresh(), useRuns().reload(), useRuns().loadQueue()]);
  }

  return { connection };
});
