import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { createWorkingNetworks } from '../../../src-main/services/working-networks.ts';
import { openStore } from '../../../src-main/store/open-store.ts';
import type { Store } from '../../../src-main/store/open-store.ts';
import { aContext } from '../../fixtures/a-context.ts';
import { aFolder } from '../../fixtures/a-store.ts';
import { anApplication } from '../../fixtures/an-application.ts';
import type { TestApplication } from '../../fixtures/an-application.ts';

/** Everything that a user would look for, as text. */
async function whatIsThere(store: Store): Promise<string> {
  const networks = createWorkingNetworks(aContext(store));
  const scenarios = [...store.scenarios.list(false), ...store.scenarios.list(true)];
  const all = [];
  for (const { id, name, notes, parentId, deletedAt } of scenarios.sort((a, b) => a.id - b.id)) {
    const { grid, version } = networks.open(id);
    const runs = [];
    for (const run of store.runs.ofScenario(id)) {
      const result = await store.results.whole(run.id);
      expect(result !== null, `run ${run.id} is ${run.status}`).toBe(run.status === 'finished');
      expect(run.queue === null, `run ${run.id} is ${run.status}`).toBe(run.status === 'finished');
      expect(store.revisions.load(run.revisionId)).not.toBeNull();
      runs.push([run.id, run.status, result]);
    }
    all.push({
      ...{ id, name, notes, parentId, isInBin: deletedAt !== null, version, runs },
      loads: grid.loads.map(({ pMw }) => pMw),
      undo: store.journal.undoState(id),
      outages: store.contingencies.get(id).length,
      changes: store.changes.list(id).map(({ label, enabled }) => [label, enabled]),
      saved: store.revisions.ofScenario(id).map(({ note }) => note),
    });
  }
  return JSON.stringify(all);
}

/** What the program tells its windows on the way is what they may find after it was killed. */
async function workADay(application: TestApplication, told: () => Promise<void>): Promise<void> {
  const { ask } = application;
  const { id } = await ask('scenarios.create', { from: { kind: 'sample', id: 'wscc9' } });
  await told();
  const edit = async (scenarioId: number, pMw: number): Promise<void> => {
    const { version, grid } = await ask('scenarios.open', { scenarioId });
    const { bus, id: load } = grid.loads[0]!;
    const element = { kind: 'load', bus, id: load } as const;
    const change = { kind: 'update', element, changes: { pMw } } as const;
    await ask('edits.apply', { scenarioId, version, edit: change });
    await told();
  };
  await edit(id, 1);
  await edit(id, 2);
  await ask('edits.undo', { scenarioId: id });
  await told();
  await ask('scenarios.save', { scenarioId: id, note: 'Before the talk' });
  await told();
  await ask('contingencies.generate', { scenarioId: id });
  await told();
  const child = await ask('scenarios.derive', { scenarioId: id, name: 'Child' });
  await told();
  await edit(child.id, 3);
  const run = await ask('studies.start', {
    scenarioId: child.id,
    kind: 'sync-condition',
    spec: {},
  });
  await told();
  await application.services.studies.ended({ runId: run.id });
  await told();
  const { bytes } = await ask('archive.export', { scenarioIds: [child.id] });
  await ask('archive.import', { fileName: 'day.phaselock-archive', bytes: new Uint8Array(bytes) });
  await told();
  await ask('scenarios.remove', { scenarioId: child.id });
  await told();
  await ask('bin.empty', { scenarioIds: [child.id] });
  await told();
}

const headerBytes = 32;
const frameBytes = 24 + 4096;

/**
 * The log as it is on the disk in the middle of every commit: all of it up to the page that makes it
 * one, and half of that (its header tells: the size of the file afterwards, else 0). And whole.
 */
function* cutLogs(log: Buffer): Generator<Buffer> {
  for (let at = headerBytes; at < log.length; at += frameBytes) {
    if (log.readUInt32BE(at + 4) !== 0) yield log.subarray(0, at + frameBytes / 2);
  }
  yield log;
}

describe('a program that is killed at any of its writes', () => {
  it('leaves what it had last acknowledged, or what it was about to, and nothing in between', async () => {
    const storeFile = join(aFolder(), 'project.phaselock');
    openStore(storeFile).close();
    const before = join(aFolder(), 'before');
    copyFileSync(storeFile, before);
    const application = anApplication({ storeFile });
    const look = openStore(storeFile);
    const states: string[] = [await whatIsThere(look)];
    const note = async (): Promise<void> => void states.push(await whatIsThere(look));
    let telling: Promise<void> = Promise.resolve();
    application.subscribe((name) => {
      if (name === 'study.changed') telling = Promise.all([telling, note()]).then(() => undefined);
    });
    await workADay(application, async () => {
      await telling;
      await note();
    });
    const log = readFileSync(`${storeFile}-wal`);
    look.close();

    const seen = new Set<string>();
    let last = 0;
    const image = join(aFolder(), 'image');
    for (const part of cutLogs(log)) {
      copyFileSync(before, image);
      writeFileSync(`${image}-wal`, part);
      const store = openStore(image);
      const state = await whatIsThere(store);
      store.close();
      seen.add(state);
      const found = states.indexOf(state, last);
      expect(found, `after ${part.length} bytes there is ${state}`).toBeGreaterThanOrEqual(0);
      last = found;
    }
    expect(seen).toEqual(new Set(states));
  });
});
