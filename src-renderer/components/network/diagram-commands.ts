import { useCommands } from '../../composables/commands.ts';
import { useWorkspace } from '../../stores/workspace.ts';
import { useNetworkScreen } from './network-screen.ts';
import { tools } from './tools.ts';

export interface DiagramActions {
  readonly fit: () => void;
  readonly zoom: (factor: number) => void;
  readonly layout: () => unknown;
  readonly find: () => void;
  readonly duplicate: () => void;
  /** The diagram has the focus and something is selected: Ctrl+D is not the scenario's then. */
  readonly canDuplicate: () => boolean;
}

/** What the diagram can be asked for by key and from the list of commands. */
export function useDiagramCommands({
  fit,
  zoom,
  layout,
  find,
  duplicate,
  canDuplicate,
}: DiagramActions): void {
  const workspace = useWorkspace();
  const screen = useNetworkScreen();
  useCommands([
    ...tools.map(({ tool, label, key }) => ({
      id: `tool-${tool}`,
      title: `${label} tool`,
      keys: [key],
      run: () => (screen.tool = tool),
    })),
    {
      id: 'cancel-tool',
      title: 'Back to selecting',
      keys: ['Escape'],
      run: () => {
        if (screen.tool !== 'select') screen.tool = 'select';
        else if (workspace.highlight) workspace.highlight = null;
        else workspace.select([]);
      },
    },
    { id: 'fit', title: 'Show the whole diagram', keys: ['Ctrl+E'], run: fit },
    { id: 'zoom-in', title: 'Zoom in', keys: ['+', 'Ctrl++', 'Ctrl+='], run: () => zoom(1.25) },
    { id: 'zoom-out', title: 'Zoom out', keys: ['-', 'Ctrl+-'], run: () => zoom(0.8) },
    {
      id: 'find-element',
      title: 'Find an element',
      keys: ['Ctrl+F'],
      whileTyping: true,
      run: find,
    },
    {
      id: 'duplicate-elements',
      title: 'Duplicate the selected buses and what is between them',
      keys: ['Ctrl+D'],
      enabled: canDuplicate,
      run: duplicate,
    },
    { id: 'layout', title: 'Place all buses anew', keys: [], run: layout },
  ]);
}
