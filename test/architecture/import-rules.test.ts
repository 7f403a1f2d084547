import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root, toolPath } from '../../build/bootstrap/places.mjs';

const cruiser = toolPath('dependency-cruiser', 'depcruise');

/** A small house in which every file breaks the one rule that is named beside its import. */
const forbidden: [from: string, importLine: string, rule: string][] = [
  ['src-shared/units/a.ts', "import '../grid/lawful.ts'", 'room-src-shared-units'],
  ['src-shared/grid/a.ts', "import '../studies/lawful.ts'", 'room-src-shared-grid'],
  ['src-shared/studies/a.ts', "import '../contract/lawful.ts'", 'room-src-shared-studies'],
  [
    'src-shared/contract/a.ts',
    "import '../../src-main/store/lawful.ts'",
    'room-src-shared-contract',
  ],
  ['src-shared/grid/b.ts', "import 'node:fs'", 'pure-no-core-module'],
  ['src-shared/grid/c.vue', "import 'node:path'", 'pure-no-core-module'],
  ['src-main/numerics/a.ts', "import '../../src-shared/grid/lawful.ts'", 'room-src-main-numerics'],
  ['src-main/numerics/b.ts', "import 'fs'", 'pure-no-core-module'],
  ['src-main/equations/a.ts', "import '../studies/x/run.ts'", 'room-src-main-equations'],
  ['src-main/equations/b.ts', "import 'node:crypto'", 'pure-no-core-module'],
  ['src-main/studies/x/a.ts', "import '../../store/lawful.ts'", 'room-src-main-studies'],
  ['src-main/studies/x/b.ts', "import 'node:process'", 'pure-no-core-module'],
  [
    'src-main/workers/worker-entry.ts',
    "import '../studies/x/plan.ts'",
    'room-src-main-workers-worker-entry-ts',
  ],
  ['src-main/workers/pool.ts', "import '../studies/x/run.ts'", 'room-src-main-workers'],
  ['src-main/store/a.ts', "import '../services/lawful.ts'", 'room-src-main-store'],
  ['src-main/formats/a.ts', "import '../equations/lawful.ts'", 'room-src-main-formats'],
  ['src-main/reports/a.ts', "import '../store/lawful.ts'", 'room-src-main-reports'],
  ['src-main/services/a.ts', "import '../studies/x/run.ts'", 'room-src-main-services'],
  ['src-main/services/b.ts', "import '../numerics/lawful.ts'", 'room-src-main-services'],
  ['src-main/ipc/a.ts', "import '../store/lawful.ts'", 'room-src-main-ipc'],
  ['src-main/start/a.ts', "import '../../src-renderer/views/lawful.ts'", 'room-src-main-start'],
  ['src-main/services/c.ts', "import 'better-sqlite3'", 'door-better-sqlite3'],
  ['src-main/start/host.ts', "import type {} from 'electron'", 'door-electron'],
  ['src-main/ipc/b.ts', "import 'ws'", 'door-ws'],
  ['src-main/services/d.ts', "import 'node:worker_threads'", 'door-worker-threads'],
  ['src-renderer/api/a.ts', "import '../stores/lawful.ts'", 'room-src-renderer-api'],
  ['src-renderer/charts/a.ts', "import '../api/lawful.ts'", 'room-src-renderer-charts'],
  ['src-renderer/network/a.ts', "import '../stores/lawful.ts'", 'room-src-renderer-network'],
  ['src-renderer/stores/a.ts', "import '../composables/lawful.ts'", 'room-src-renderer-stores'],
  [
    'src-renderer/composables/a.ts',
    "import '../components/lawful.ts'",
    'room-src-renderer-composables',
  ],
  ['src-renderer/components/A.vue', "import '../views/lawful.ts'", 'room-src-renderer-components'],
  [
    'src-renderer/views/A.vue',
    "import '../../src-main/formats/lawful.ts'",
    'room-src-renderer-views',
  ],
  ['src-renderer/views/B.vue', "import 'node:fs'", 'renderer-no-core-module'],
  ['src-renderer/views/C.vue', "import 'chart.js'", 'door-chart-js'],
  ['src-renderer/views/D.vue', "import 'chartjs-plugin-zoom'", 'door-chartjs'],
  ['src-renderer/views/E.vue', "import 'cytoscape'", 'door-cytoscape'],
  ['src-renderer/views/F.vue', "import 'tabulator-tables'", 'door-tabulator-tables'],
  ['src-renderer/api/b.ts', "import 'zod'", 'door-zod'],
  ['src-main/services/e.ts', "import 'fflate/browser'", 'door-fflate'],
  ['src-main/services/f.ts', "import 'write-excel-file/node'", 'door-write-excel-file'],
  ['src-main/utils/a.ts', "import 'node:fs'", 'no-unknown-room'],
  ['src-main/start/b.ts', "import '../utils/lawful.ts'", 'no-import-into-unknown-room'],
  ['src-shared/grid/missing.ts', "import './nowhere.ts'", 'unresolvable'],
  ['src-main/store/test-only.ts', "import '../../test/lawful.ts'", 'room-src-main-store'],
];

/** Imports that the table allows; none of them may be reported. */
const allowed: [from: string, importLine: string][] = [
  ['src-shared/contract/ok.ts', "import 'zod'; import '../studies/lawful.ts'"],
  [
    'src-main/equations/ok.ts',
    "import '../numerics/lawful.ts'; import '../../src-shared/units/lawful.ts'",
  ],
  ['src-main/studies/x/run.ts', "import '../../equations/lawful.ts'"],
  [
    'src-main/workers/thread.ts',
    "import 'node:worker_threads'; import '../../src-shared/studies/lawful.ts'",
  ],
  ['src-main/store/ok.ts', "import 'better-sqlite3'; import 'node:zlib'"],
  ['src-main/services/ok.ts', "import '../workers/thread.ts'; import '../studies/x/plan.ts'"],
  ['src-main/start/electron.ts', "import 'electron'; import '../ipc/lawful.ts'; import 'ws'"],
  ['src-main/preload/preload.ts', "import 'electron'"],
  ['src-renderer/network/ok.ts', "import 'cytoscape'"],
  ['src-renderer/charts/ok.ts', "import 'chart.js'; import 'chartjs-plugin-zoom'"],
  ['src-renderer/views/Ok.vue', "import '../components/lawful.ts'; import '../charts/ok.ts'"],
];

const rooms = [
  ...['units', 'grid', 'studies', 'contract'].map((room) => `src-shared/${room}`),
  ...['numerics', 'equations', 'store', 'formats', 'reports', 'services', 'ipc', 'utils'].map(
    (room) => `src-main/${room}`,
  ),
  ...['api', 'stores', 'views', 'components', 'composables'].map((room) => `src-renderer/${room}`),
  'test',
];

interface Report {
  summary: { violations: { rule: { name: string }; from: string; to: string }[] };
}

let house = '';
let broken = new Map<string, string[]>();

function write(path: string, code: string): void {
  mkdirSync(dirname(join(house, path)), { recursive: true });
  const text = path.endsWith('.vue') ? `<script setup lang="ts">\n${code};\n</script>\n` : code;
  writeFileSync(join(house, path), text);
}

/** Rule names by the file that breaks them. */
function cruise(): Map<string, string[]> {
  const config = join(root, '.dependency-cruiser.cjs');
  const args = ['--config', config, '--output-type=json', 'src-main', 'src-renderer', 'src-shared'];
  const { stdout } = spawnSync(process.execPath, [cruiser, ...args], {
    cwd: house,
    encoding: 'utf8',
  });
  const { summary } = JSON.parse(stdout) as Report;
  const rules = new Map<string, string[]>();
  for (const { from, rule } of summary.violations) {
    rules.set(from, [...(rules.get(from) ?? []), rule.name]);
  }
  return rules;
}

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'house-'));
  write('tsconfig.json', '{}');
  for (const room of rooms) write(`${room}/lawful.ts`, 'export {}');
  write('src-main/studies/x/plan.ts', 'export {}');
  write(
    'src-shared/grid/circle.ts',
    "import type { B } from './circle-back.ts'; export type A = B",
  );
  write('src-shared/grid/circle-back.ts', "import './circle.ts'; export type B = number");
  for (const [from, importLine] of [...forbidden, ...allowed]) write(from, importLine);
  broken = cruise();
});

afterAll(() => {
  rmSync(house, { recursive: true });
});

describe('the table of who may import whom', () => {
  it.each(forbidden)('catches that %s says %s', (from, _, rule) => {
    expect(broken.get(from)).toContain(rule);
  });

  it('catches a cycle even if one of its arrows is only a type', () => {
    // One cycle is reported once, from whichever of its files comes first.
    const files = ['src-shared/grid/circle.ts', 'src-shared/grid/circle-back.ts'];
    expect(files.flatMap((file) => broken.get(file) ?? [])).toEqual(['no-cycles']);
  });

  it('lets pass what it allows', () => {
    const blamed = allowed.map(([from]) => [from, without(broken.get(from), 'unresolvable')]);
    expect(blamed).toEqual(allowed.map(([from]) => [from, []]));
  });
});

/** The little house has no node_modules: its packages cannot be resolved, which is not the point. */
function without(rules: string[] | undefined, rule: string): string[] {
  return (rules ?? []).filter((each) => each !== rule);
}
