'use strict';

/**
 * Who may import whom, types included. docs/architecture.md holds the same table in words. A room
 * may always import itself; `room/` means the whole folder, a longer path only what it names.
 */
const mayImport = {
  'src-shared/units/': [],
  'src-shared/grid/': ['src-shared/units/'],
  'src-shared/studies/': ['src-shared/units/', 'src-shared/grid/'],
  'src-shared/contract/': ['src-shared/units/', 'src-shared/grid/', 'src-shared/studies/'],

  'src-main/numerics/': [],
  'src-main/equations/': ['src-main/numerics/', 'src-shared/'],
  'src-main/studies/': ['src-main/equations/', 'src-main/numerics/', 'src-shared/'],
  'src-main/workers/worker-entry[.]ts$': [
    'src-main/workers/',
    'src-main/studies/[^/]+/(run|live-margin)[.]ts$',
    'src-main/studies/[^/]+[.]ts$',
    'src-shared/',
  ],
  'src-main/workers/(?!worker-entry[.]ts$)': ['src-shared/'],
  'src-main/store/': ['src-shared/'],
  'src-main/formats/': ['src-shared/'],
  'src-main/reports/': ['src-shared/'],
  'src-main/samples/': ['src-shared/'],
  'src-main/services/': [
    'src-main/workers/(?!worker-entry[.]ts$)',
    'src-main/studies/[^/]+/(plan|reduce)[.]ts$',
    'src-main/studies/[^/]+[.]ts$',
    'src-main/store/',
    'src-main/formats/',
    'src-main/reports/',
    'src-main/samples/',
    'src-shared/',
  ],
  'src-main/ipc/': ['src-main/services/', 'src-shared/'],
  'src-main/preload/': ['src-shared/'],
  'src-main/start/': ['src-main/', 'src-shared/'],

  'src-renderer/api/': ['src-shared/'],
  'src-renderer/charts/': ['src-shared/'],
  'src-renderer/network/': ['src-shared/'],
  'src-renderer/stores/': ['src-renderer/api/', 'src-shared/'],
  'src-renderer/composables/': ['src-renderer/(api|charts|network|stores)/', 'src-shared/'],
  'src-renderer/components/': [
    'src-renderer/(api|charts|network|stores|composables)/',
    'src-shared/',
  ],
  'src-renderer/views/': [
    'src-renderer/(api|charts|network|stores|composables|components)/',
    'src-shared/',
  ],
  'src-renderer/start/': ['src-renderer/', 'src-shared/'],
};

/** One door per outside library; `*` stands for its plugins. Core modules go without `node:`. */
const doors = {
  'better-sqlite3': ['src-main/store/'],
  electron: ['src-main/start/electron[.]ts$', 'src-main/preload/'],
  ws: ['src-main/start/'],
  worker_threads: ['src-main/workers/'],
  'chart[.]js': ['src-renderer/charts/'],
  'chartjs-*': ['src-renderer/charts/'],
  'cytoscape*': ['src-renderer/network/'],
  'tabulator-tables': ['src-renderer/components/'],
  'dockview*': ['src-renderer/(views|start)/'],
  zod: ['src-shared/'],
  // Both write and pack files, and neither may import the other.
  fflate: ['src-main/formats/', 'src-main/reports/'],
  'write-excel-file': ['src-main/formats/', 'src-main/reports/'],
};

/** Rooms without disk, clock or environment: no core module and no package (zod states types). */
const pureRooms = ['src-shared/', 'src-main/numerics/', 'src-main/equations/', 'src-main/studies/'];

const starting = (paths) => paths.map((path) => `^${path}`);
const ruleName = (text) => text.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '');
const library = (name) => {
  const [stem, plugins] = name.split('*');
  const end = plugins === undefined ? '(/|$)' : '';
  return [`^(node:)?${stem}${end}`, `node_modules/(@types/)?${stem}${end}`];
};

const roomRules = Object.entries(mayImport).map(([room, allowed]) => ({
  name: `room-${ruleName(room.replace(/[(].*[)]/, ''))}`,
  comment: `${room} may import itself${['', ...allowed].join(', ')}`,
  severity: 'error',
  from: { path: `^${room}` },
  to: { path: '^(src-|test/|bench/|build/)', pathNot: starting([room, ...allowed]) },
}));

const doorRules = Object.entries(doors).map(([name, allowed]) => ({
  name: `door-${ruleName(name)}`,
  comment: `${name} may be imported from ${allowed.join(' and ')} only`,
  severity: 'error',
  from: { path: '^src-', pathNot: starting(allowed) },
  to: { path: library(name) },
}));

const everyRoom = Object.keys(mayImport);

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unknown-room',
      comment: 'a new folder needs a row in the table above',
      severity: 'error',
      from: { path: '^src-', pathNot: starting(everyRoom) },
      to: {},
    },
    {
      name: 'no-import-into-unknown-room',
      severity: 'error',
      from: {},
      to: { path: '^src-', pathNot: starting([...everyRoom, 'src-renderer/[^/]+[.]css$']) },
    },
    {
      name: 'unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^virtual:', '[?]'] },
    },
    {
      name: 'pure-no-core-module',
      severity: 'error',
      from: { path: starting(pureRooms) },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pure-no-package',
      severity: 'error',
      from: { path: starting(pureRooms) },
      to: { path: 'node_modules/', pathNot: library('zod') },
    },
    {
      name: 'renderer-no-core-module',
      severity: 'error',
      from: { path: '^src-renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    ...roomRules,
    ...doorRules,
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['[.]as[.]ts$', '(^|/)node_modules/[.]cache/'] },
    enhancedResolveOptions: {
      extensions: ['.ts', '.vue', '.js', '.mjs', '.cjs', '.json', '.css', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
