/** What the menus offer: the same in the native menu bar and in that of a browser. */
export interface MenuCommand {
  readonly title: string;
  /** Chords such as 'Ctrl+Shift+Z'; the first one is shown. */
  readonly keys: readonly string[];
}

export const menuCommands = {
  'open-file': { title: 'Open a network file…', keys: ['Ctrl+O'] },
  save: { title: 'Save as a revision with a note…', keys: ['Ctrl+S'] },
  duplicate: { title: 'New child scenario…', keys: ['Ctrl+D'] },
  'report-pdf': { title: 'Make the report as PDF', keys: ['Ctrl+Shift+R'] },
  undo: { title: 'Undo', keys: ['Ctrl+Z'] },
  redo: { title: 'Redo', keys: ['Ctrl+Y', 'Ctrl+Shift+Z'] },
  'go-home': { title: 'Home', keys: ['Alt+1'] },
  'go-network': { title: 'Network', keys: ['Alt+2'] },
  'go-power-flow': { title: 'Power flow', keys: ['Alt+3'] },
  'go-contingencies': { title: 'Contingencies', keys: ['Alt+4', 'F8'] },
  'go-simulation': { title: 'Simulation', keys: ['Alt+5'] },
  'go-studies': { title: 'Studies', keys: ['Alt+6'] },
  'go-scenarios': { title: 'Scenarios', keys: ['Alt+7'] },
  'go-report': { title: 'Report', keys: ['Alt+8'] },
  'run-condition': { title: 'Run the synchronization condition', keys: ['F5'] },
  'data-checks': { title: 'Check the data of the network', keys: ['F11'] },
  'command-palette': { title: 'Find a command or an element…', keys: ['Ctrl+K'] },
  explain: { title: 'Explain this number', keys: ['F1'] },
  tour: { title: 'Tour of one minute', keys: [] },
} as const satisfies Record<string, MenuCommand>;

export type MenuCommandId = keyof typeof menuCommands;

/** null is a separator. */
export const menus: readonly {
  readonly title: string;
  readonly items: readonly (MenuCommandId | null)[];
}[] = [
  { title: 'File', items: ['open-file', null, 'save', 'duplicate', null, 'report-pdf'] },
  { title: 'Edit', items: ['undo', 'redo'] },
  {
    title: 'Go',
    items: [
      'go-home',
      'go-network',
      'go-power-flow',
      'go-contingencies',
      'go-simulation',
      'go-studies',
      'go-scenarios',
      'go-report',
    ],
  },
  { title: 'Study', items: ['run-condition', 'data-checks'] },
  { title: 'Help', items: ['command-palette', 'explain', 'tour'] },
];
