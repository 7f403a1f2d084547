import { ref } from 'vue';
import type { Ref } from 'vue';

import { useDataChecks } from '../composables/data-checks.ts';
import { useImports } from '../stores/imports.ts';
import { useNavigation } from '../stores/navigation.ts';
import type { Screen } from '../stores/navigation.ts';
import { useRuns } from '../stores/runs.ts';
import { useScenarios } from '../stores/scenarios.ts';
import { useWorkspace } from '../stores/workspace.ts';
import { useCommands } from './commands.ts';
import { networkFiles, pickFiles } from './pick-files.ts';

/** Whether the line that asks for a note before saving is open. */
export const savingNote: Ref<boolean> = ref(false);

const openFiles = (): void =>
  pickFiles(networkFiles.extensions, true, (files) => void useImports().read(files));

/** The commands that every screen has. Screens add their own, which go first. */
export function useApplicationCommands(): void {
  const workspace = useWorkspace();
  const navigation = useNavigation();
  const scenarios = useScenarios();
  const runs = useRuns();
  const isOpen = (): boolean => workspace.scenario !== null;

  const goTo = (screen: Screen, title: string, key: string) => ({
    id: `go-${screen}`,
    title: `Go to ${title}`,
    keys: [key],
    whileTyping: true,
    enabled: () => screen === 'home' || screen === 'scenarios' || isOpen(),
    run: () => navigation.go(screen),
  });

  useCommands([
    {
      id: 'open-file',
      title: 'Open a network file',
      keys: ['Ctrl+O'],
      whileTyping: true,
      run: openFiles,
    },
    {
      id: 'undo',
      title: 'Undo',
      keys: ['Ctrl+Z'],
      enabled: () => workspace.undoState.undo !== null,
      run: () => workspace.undo(),
    },
    {
      id: 'redo',
      title: 'Redo',
      keys: ['Ctrl+Y', 'Ctrl+Shift+Z'],
      enabled: () => workspace.undoState.redo !== null,
      run: () => workspace.redo(),
    },
    {
      id: 'save',
      title: 'Save as a revision with a note',
      keys: ['Ctrl+S'],
      whileTyping: true,
      enabled: isOpen,
      run: () => (savingNote.value = true),
    },
    {
      id: 'duplicate',
      title: 'Duplicate the scenario',
      keys: ['Ctrl+D'],
      enabled: isOpen,
      run: () => workspace.scenario && scenarios.duplicate(workspace.scenario),
    },
    {
      id: 'run-condition',
      title: 'Run the synchronization condition',
      keys: ['F5'],
      whileTyping: true,
      enabled: isOpen,
      run: () => runs.start('sync-condition', {}),
    },
    {
      id: 'data-checks',
      title: 'Check the data of the network',
      keys: ['F11'],
      whileTyping: true,
      enabled: isOpen,
      run: () => useDataChecks().show(),
    },
    goTo('home', 'Home', 'Alt+1'),
    goTo('network', 'Network', 'Alt+2'),
    goTo('power-flow', 'Power flow', 'Alt+3'),
    goTo('contingencies', 'Contingencies', 'Alt+4'),
    goTo('simulation', 'Simulation', 'Alt+5'),
    goTo('scenarios', 'Scenarios', 'Alt+6'),
    goTo('report', 'Report', 'Alt+7'),
  ]);
}
