import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { setAside } from '../../../src-main/store/set-aside.ts';
import { aFile, aFolder } from '../../fixtures/a-store.ts';
import { anApplication } from '../../fixtures/an-application.ts';

const script = fileURLToPath(new URL('../../fixtures/open-and-save.ts', import.meta.url));

async function aProject(): Promise<string> {
  const application = anApplication();
  await application.ask('scenarios.create', { from: { kind: 'sample', id: 'ieee14' } });
  await application.close();
  return application.storeFile;
}

describe('a project file that cannot be used', () => {
  it('because it is damaged is named, left as it is, and set aside only on request', async () => {
    const storeFile = await aProject();
    const bytes = readFileSync(storeFile);
    bytes.fill(0xa5, 4096, bytes.length - 4096);
    writeFileSync(storeFile, bytes);
    expect(() => anApplication({ storeFile })).toThrow(
      expect.objectContaining({ code: 'storage' }),
    );
    expect(readFileSync(storeFile).equals(bytes)).toBe(true);
    const aside = setAside(storeFile, new Date());
    expect(readFileSync(aside).equals(bytes)).toBe(true);
    expect(await anApplication({ storeFile }).ask('scenarios.list', {})).toEqual([]);
  });

  it('because a newer program wrote it is named', async () => {
    const storeFile = await aProject();
    const db = new Database(storeFile);
    db.pragma('user_version = 999');
    db.close();
    expect(() => anApplication({ storeFile })).toThrow(/newer Phaselock.*update Phaselock/);
  });
});

/** Root may write everywhere, so the process that must not be able to runs as nobody. */
const unprivileged = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

/** What a process says that opens a project and saves a network in it. */
const openAndSave = (storeFile: string, shell?: string): string => said([script, storeFile], shell);

function said(args: readonly string[], shell = 'true'): string {
  const command = ['-c', `${shell}; exec "$0" "$@"`, process.execPath, ...args];
  const { stdout, stderr } = spawnSync('sh', command, { encoding: 'utf8', ...unprivileged });
  return stdout + stderr;
}

/** What a process sees that only looks at a project. */
interface Sight {
  readonly onlyRead: string | null;
  readonly loadMw: number;
  readonly outages: number;
  readonly norm: number;
  /** Of the scenario, of its run, and of the queue. */
  readonly stale: readonly [number, boolean, boolean];
  readonly bytes: readonly boolean[];
  readonly refusal: string | null;
}

const lookScript = fileURLToPath(new URL('../../fixtures/look-around.ts', import.meta.url));
const lookAround = (storeFile: string, shell: string, mode = 'look'): Sight =>
  JSON.parse(said([lookScript, storeFile, mode], shell)) as Sight;

/** A run, and after it an edit that makes it stale, whose hash is not in the file yet. */
async function aStaleProject(): Promise<string> {
  const application = anApplication();
  const scenario = await application.ask('scenarios.create', {
    from: { kind: 'sample', id: 'wscc9' },
  });
  const scenarioId = scenario.id;
  await application.ask('contingencies.generate', { scenarioId });
  const run = await application.ask('studies.start', {
    ...{ scenarioId, kind: 'sync-condition', spec: {} },
  });
  await application.services.studies.ended({ runId: run.id });
  const { grid, version } = await application.ask('scenarios.open', { scenarioId });
  const { bus, id } = grid.loads[0]!;
  const element = { kind: 'load', bus, id } as const;
  await application.ask('edits.apply', {
    ...{ scenarioId, version },
    edit: { kind: 'update', element, changes: { pMw: 50 } },
  });
  await application.close();
  return application.storeFile;
}

const reachable =
  process.platform !== 'win32' &&
  spawnSync(process.execPath, ['--check', script], unprivileged).status === 0;

/** A folder that the process above may enter. */
function aPublicFolder(): string {
  const folder = join(aFolder(), 'public');
  mkdirSync(folder);
  chmodSync(dirname(folder), 0o755);
  if (process.getuid?.() === 0) chownSync(folder, 65534, 65534);
  return folder;
}

describe.skipIf(!reachable)(
  'a place that cannot be written (skipped where an unprivileged process cannot read this clone, and on Windows)',
  () => {
    it('works before it is made so', () => {
      expect(openAndSave(join(aPublicFolder(), 'project.phaselock'))).toBe('saved\n');
    });

    it('because the folder is read-only is named, with the remedy', () => {
      const folder = aPublicFolder();
      chmodSync(folder, 0o555);
      const file = join(folder, 'project.phaselock');
      expect(openAndSave(file)).toBe(
        `storage: The project file ${file} cannot be written: give yourself write permission to it and to its folder, or open another project file.\n`,
      );
      chmodSync(folder, 0o755);
    });

    it('because the project in it is read-only is named, with the remedy', () => {
      const folder = aPublicFolder();
      const file = join(folder, 'project.phaselock');
      expect(openAndSave(file)).toBe('saved\n');
      chmodSync(file, 0o444);
      expect(openAndSave(file)).toMatch(/^storage: The project file .* cannot be written: give/);
    });

    it('because it is full is named, and what was there stays', () => {
      const file = join(aPublicFolder(), 'project.phaselock');
      expect(openAndSave(file)).toBe('saved\n');
      const before = readFileSync(file);
      expect(openAndSave(file, 'ulimit -f 8')).toMatch(
        /^storage: The disk that holds .* (is full|reports an error)/,
      );
      expect(openAndSave(file)).toBe('saved\n');
      expect(readFileSync(file).length).toBeGreaterThanOrEqual(before.length);
    });
  },
);

describe.skipIf(!reachable)(
  'a project that can only be looked at (skipped where an unprivileged process cannot read this clone, and on Windows)',
  () => {
    it.each([
      ['in a read-only folder', 0o444, 0o555, 'true', /cannot be written: give your/],
      // The limit on the size of a file is an error of the disk where that is no quota.
      ['on a full disk', 0o666, 0o777, 'ulimit -f 0', /is full|reports an error/],
    ])(
      '%s shows everything, and refuses edits with the remedy',
      async (_place, fileMode, folderMode, shell, why) => {
        const stale = await aStaleProject();
        const folder = aPublicFolder();
        const file = join(folder, 'project.phaselock');
        copyFileSync(stale, file);
        chmodSync(file, fileMode);
        chmodSync(folder, folderMode);
        const sight = lookAround(file, shell);
        chmodSync(folder, 0o755);
        expect(sight).toMatchObject({ loadMw: 50, stale: [1, true, true], bytes: [true, true] });
        expect(sight.outages).toBeGreaterThan(5);
        expect(sight.norm).toBeCloseTo(0.1376, 4);
        expect(sight.onlyRead).toMatch(why);
        expect(sight.onlyRead).toMatch(/for looking only.*start Phaselock again/);
        expect(sight.refusal).toBe(sight.onlyRead);
        expect(readFileSync(file).equals(readFileSync(stale))).toBe(true);
      },
    );

    it('since the disk became full meanwhile shows everything up to the last edit', async () => {
      const folder = aPublicFolder();
      const file = join(folder, 'project.phaselock');
      copyFileSync(await aStaleProject(), file);
      chmodSync(file, 0o666);
      chmodSync(folder, 0o777);
      const sight = lookAround(file, 'ulimit -f 400', 'fill');
      expect(sight).toMatchObject({ onlyRead: null, stale: [1, true, true], bytes: [true, true] });
      expect(sight.loadMw).toBeGreaterThan(2);
      expect(sight.refusal).toMatch(/The disk that holds .* (is full|reports an error)/);
      const { services } = anApplication({ storeFile: file });
      const { grid } = services.scenarios.open({ scenarioId: 1 });
      expect(grid.loads[0]!.pMw).toBe(sight.loadMw);
    });
  },
);

describe('two programs on one project file', () => {
  it('see each other, and neither takes the other for dead', async () => {
    const first = anApplication({ storeFile: aFile() });
    const { id: scenarioId } = await first.ask('scenarios.create', {
      from: { kind: 'sample', id: 'ieee14' },
    });
    const { id: runId } = await first.ask('studies.start', {
      scenarioId,
      kind: 'time-domain',
      spec: { duration: 100_000, method: 'rk4' },
    });
    const second = anApplication({ storeFile: first.storeFile });
    expect(second.isKeeper).toBe(false);
    const [run] = await second.ask('studies.list', { scenarioId });
    expect(['queued', 'running']).toContain(run!.status);
    await expect(second.ask('studies.cancel', { runId })).rejects.toThrow(/cancel it there/);
    await first.ask('studies.cancel', { runId });
  });
});
