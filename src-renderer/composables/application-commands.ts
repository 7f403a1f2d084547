import { ref } from 'vue';
import type { Ref } from 'vue';

import { useDataChecks } from '../composables/data-checks.ts';
import { useImports } from '../stores/imports.ts';
import { menuCommands } from '../../src-shared/contract/menu.ts';
import type { MenuCommandId } from '../../src-shared/contract/menu.ts';
import { api } from '../api/api.ts';
import { useMessages } from '../stores/messages.ts';
import { needsScenario, useNavigation } from '../stores/navigation.ts';
import type { Screen } from '../stores/navigation.ts';
import { useRuns } from '../stores/runs.ts';
import { useWorkspace } from '../stores/workspace.ts';
import { runCommand, useCommands } from './commands.ts';
import type { Command } from './commands.ts';
import { explainHere } from './explain.ts';
import { childOf } from './new-child.ts';
import { openOverlay } from './overlays.ts';
import { makeReport } from './make-report.ts';
import { focusPane } from './panes.ts';
import { networkFiles, pickFiles } from './pick-files.ts';

/** Whether the line that asks for a note before saving is open. */
export const savingNote: Ref<boolean> = ref(false);

const openFiles = (): void =>
  pickFiles(networkFiles.extensions, true, (files) => void useImports().read(files));

type MenuScreen = MenuCommandId extends infer Id
  ? Id extends `go-${infer Name}`
    ? Name
    : never
  : never;

const menuScreens: readonly (Screen & MenuScreen)[] = [
  'home',
  'network',
  'power-flow',
  'contingencies',
  'simulation',
  'studies',
  'scenarios',
  'report',
];

/** The commands that every screen has. Screens add their own, which go first. */
export function useApplicationCommands(): void {
  const workspace = useWorkspace();
  const navigation = useNavigation();
  const runs = useRuns();
  const messages = useMessages();
  const isOpen = (): boolean => workspace.scenario !== null;

  /** Title and keys are those of the menus. */
  const named = (id: MenuCommandId, command: Omit<Command, 'id' | 'title' | 'keys'>): Command => ({
    id,
    title: menuCommands[id].title,
    keys: menuCommands[id].keys,
    ...command,
  });

  const goTo = (screen: Screen & MenuScreen): Command => ({
    ...named(`go-${screen}`, {
      whileTyping: true,
      enabled: () => !needsScenario(screen) || isOpen(),
      run: () => navigation.go(screen),
    }),
    title: `Go to ${menuCommands[`go-${screen}`].title}`,
  });

  api.on('command.asked', ({ id }) => {
    if (runCommand(id)) return;
    messages.show({
      kind: 'info',
      title: 'Not possible here',
      text: 'Open a network first, or go to the screen that the command belongs to.',
    });
  });

  useCommands([
    named('open-file', { whileTyping: true, run: openFiles }),
    named('undo', {
      enabled: () => workspace.undoState.undo !== null,
      run: () => workspace.undo(),
    }),
    named('redo', {
      enabled: () => workspace.undoState.redo !== null,
      run: () => workspace.redo(),
    }),
    named('save', { whileTyping: true, enabled: isOpen, run: () => (savingNote.value = true) }),
    named('duplicate', {
      enabled: isOpen,
      run: () => (childOf.value = workspace.scenario),
    }),
    named('run-condition', {
      whileTyping: true,
      enabled: isOpen,
      run: () => runs.start('sync-condition', {}),
    }),
    named('report-pdf', {
      whileTyping: true,
      enabled: isOpen,
      run: () => {
        // There one sees that it is being made, and of what.
        navigation.go('report');
        return makeReport('pdf');
      },
    }),
    named('data-checks', {
      whileTyping: true,
      enabled: isOpen,
      run: () => useDataChecks().show(),
    }),
    named('command-palette', { whileTyping: true, run: () => (openOverlay.value = 'palette') }),
    named('explain', { whileTyping: true, run: explainHere }),
    {
      ...{ id: 'next-pane', title: 'To the next part of the screen', keys: ['F6'] },
      ...{ whileTyping: true, run: () => focusPane(1) },
    },
    {
      ...{ id: 'previous-pane', title: 'To the part of the screen before', keys: ['Shift+F6'] },
      ...{ whileTyping: true, run: () => focusPane(-1) },
    },
    named('tour', { run: () => (openOverlay.value = 'tour') }),
    ...menuScreens.map(goTo),
  ]);
}
