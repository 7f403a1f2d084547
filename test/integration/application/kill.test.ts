import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { aFolder } from '../../fixtures/a-store.ts';
import { anApplication } from '../../fixtures/an-application.ts';

const script = fileURLToPath(new URL('../../fixtures/edit-until-killed.ts', import.meta.url));

/** Kills the editing process after so many acknowledged edits; tells the last that it reported. */
async function editAndKill(storeFile: string, edits: number): Promise<number> {
  const logFile = join(aFolder(), 'phaselock.log');
  const child = spawn(process.execPath, [script, storeFile, logFile], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = new Promise((resolve) => child.once('close', resolve));
  let acknowledged = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    const [what, number] = line.split(' ');
    if (what === 'edit') acknowledged = Number(number);
    if (acknowledged >= edits) child.kill('SIGKILL');
  }
  await closed;
  return acknowledged;
}

const batch = { graph: 'erdos-renyi', n: 6, p: 0.5, samples: 60_000 };
const batchScript = fileURLToPath(new URL('../../fixtures/run-until-killed.ts', import.meta.url));

/** Kills a process in the middle of a batch; tells the last edit that it acknowledged by then. */
async function runAndKill(storeFile: string): Promise<number> {
  const logFile = join(aFolder(), 'phaselock.log');
  const child = spawn(process.execPath, [batchScript, storeFile, logFile, JSON.stringify(batch)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = new Promise((resolve) => child.once('close', resolve));
  let acknowledged = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    const [what, number] = line.split(' ');
    if (what === 'edit') acknowledged = Number(number);
    else if (Number(number) > 0) child.kill('SIGKILL');
  }
  await closed;
  return acknowledged;
}

describe('a program that is killed while it works', () => {
  it.each([7, 130])('keeps every edit that it acknowledged (killed after %i)', async (edits) => {
    const storeFile = join(aFolder(), 'project.phaselock');
    const acknowledged = await editAndKill(storeFile, edits);
    expect(acknowledged).toBeGreaterThanOrEqual(edits);

    const application = anApplication({ storeFile });
    expect(application.isKeeper).toBe(true);
    const [scenario] = await application.ask('scenarios.list', {});
    const scenarioId = scenario!.id;
    const { version, grid } = await application.ask('scenarios.open', { scenarioId });
    // One more may have been written and killed before it was reported.
    expect([acknowledged, acknowledged + 1]).toContain(version);
    expect(grid.loads[0]!.pMw).toBe(version);

    for (let k = 0; k < version; k++) await application.ask('edits.undo', { scenarioId });
    const start = await application.ask('scenarios.open', { scenarioId });
    const sample = application.services.samples.load('ieee14');
    expect(start.grid).toEqual(sample);
    expect(start.undoState.undo).toBeNull();
  });

  it('goes on with its batch from the last piece that it stored, to the bits of a run that was not killed', async () => {
    const storeFile = join(aFolder(), 'project.phaselock');
    const acknowledged = await runAndKill(storeFile);
    const killed = anApplication({ storeFile, shell: 'host' });
    const [run] = await killed.ask('studies.queue', {});
    const { id: runId, scenarioId } = run!;
    const { messages } = await killed.ask('studies.log', { runId });
    const [, done, of] = /goes on with (\d+) of (\d+) pieces done/.exec(messages[0]!.text) ?? [];
    expect(Number(done)).toBeGreaterThan(0);
    expect(Number(done)).toBeLessThan(Number(of));
    const { version, grid, ...found } = await killed.ask('scenarios.open', { scenarioId });
    expect(found).toMatchObject({
      summary: { notes: 'Winter peak', tags: ['2030'], runs: 1, activeRuns: 1 },
      savedRevisions: [{ note: 'As it came' }],
    });
    expect([acknowledged, acknowledged + 1]).toContain(version);
    expect(grid.loads[0]!.pMw).toBe(version);
    expect(await killed.services.studies.ended({ runId })).toMatchObject({ status: 'finished' });

    const whole = anApplication({ workers: 2 });
    const { id } = await whole.ask('scenarios.create', { from: { kind: 'sample', id: 'ieee14' } });
    const kind = 'critical-coupling';
    const other = await whole.ask('studies.start', { scenarioId: id, kind, spec: batch });
    await whole.services.studies.ended({ runId: other.id });
    const results = [
      await killed.ask('studies.result', { runId }),
      await whole.ask('studies.result', { runId: other.id }),
    ].map(({ result }) => result);
    expect(results[0]).toEqual(results[1]);

    expect(found.contingencies).toEqual(
      await whole.ask('contingencies.generate', { scenarioId: id }),
    );
    const again = { scenarioId: id, kind: 'sync-condition', spec: {} } as const;
    const before = (await killed.ask('studies.list', { scenarioId })).find(
      (known) => known.kind === again.kind,
    );
    const { id: same } = await whole.ask('studies.start', again);
    await whole.services.studies.ended({ runId: same });
    expect((await killed.ask('studies.result', { runId: before!.id })).result).toEqual(
      (await whole.ask('studies.result', { runId: same })).result,
    );
  });

  it('goes on with its unfinished run, and finds the file sound', async () => {
    const storeFile = join(aFolder(), 'project.phaselock');
    await editAndKill(storeFile, 60);
    const application = anApplication({ storeFile, shell: 'host' });
    const [run] = await application.ask('studies.queue', {});
    expect(['queued', 'running']).toContain(run!.status);
    const { messages } = await application.ask('studies.log', { runId: run!.id });
    expect(messages.map(({ text }) => text)).toEqual([
      'The program had ended: the run begins anew.',
    ]);
    const cancelled = await application.ask('studies.cancel', { runId: run!.id });
    expect(cancelled).toMatchObject({ status: 'cancelled', queue: null });
    await application.close();
    const db = new Database(storeFile, { readonly: true });
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(db.pragma('foreign_key_check')).toEqual([]);
    db.close();
  });
});
