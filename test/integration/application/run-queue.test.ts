import { describe, expect, it } from 'vitest';

import type {
  RunDocument,
  RunProgress,
  RunSummary,
} from '../../../src-shared/contract/run-documents.ts';
import type { CriticalCouplingResult } from '../../../src-shared/studies/critical-coupling.ts';
import type { ContingencyScreeningResult } from '../../../src-shared/studies/contingency-screening.ts';
import { openStore } from '../../../src-main/store/open-store.ts';
import { anApplication } from '../../fixtures/an-application.ts';
import type { TestApplication } from '../../fixtures/an-application.ts';

/** A batch of seventeen pieces. */
const batch = { graph: 'erdos-renyi', n: 6, p: 0.5, samples: 24_000 };
const endless = { duration: 100_000, method: 'rk4' };

type Host = TestApplication & { readonly scenarioId: number };

async function aHost(given: Parameters<typeof anApplication>[0] = {}): Promise<Host> {
  const application = anApplication({ shell: 'host', ...given });
  const [known] = await application.ask('scenarios.list', {});
  const from = { kind: 'sample', id: 'wscc9' } as const;
  const scenario = known ?? (await application.ask('scenarios.create', { from }));
  return { ...application, scenarioId: scenario.id };
}

const startBatch = (host: Host, samples = batch.samples): Promise<RunSummary> =>
  host.ask('studies.start', {
    scenarioId: host.scenarioId,
    kind: 'critical-coupling',
    spec: { ...batch, samples },
  });

const startEndless = (host: Host): Promise<RunSummary> =>
  host.ask('studies.start', { scenarioId: host.scenarioId, kind: 'time-domain', spec: endless });

async function resultOf(host: Host, runId: number): Promise<RunDocument['result']> {
  const ended = await host.services.studies.ended({ runId });
  expect(ended).toMatchObject({ status: 'finished', queue: null });
  return (await host.ask('studies.result', { runId })).result;
}

/** Waits until so much of a run is done; fails when it ends before. */
async function reached(host: Host, runId: number, fraction: number): Promise<void> {
  const news = (): number =>
    host.told.reduce(
      (most, [name, data]) =>
        name === 'study.progress' && (data as RunProgress).runId === runId
          ? Math.max(most, (data as RunProgress).fraction)
          : most,
      0,
    );
  while (news() < fraction) {
    expect((await host.ask('studies.log', { runId })).run.queue).not.toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const messagesOf = async (host: Host, runId: number): Promise<string[]> =>
  (await host.ask('studies.log', { runId })).messages.map(({ text }) => text);

describe('a batch that is interrupted by the end of the program', () => {
  it('goes on with its pieces at the next start, with the bits of a run that was not', async () => {
    const straight = await aHost({ workers: 2 });
    const { id: whole, queue } = await startBatch(straight);
    const expected = await resultOf(straight, whole);

    const first = await aHost();
    const { id: runId } = await startBatch(first);
    await reached(first, runId, 0.3);
    await first.close();

    const second = await aHost({ storeFile: first.storeFile });
    expect(await resultOf(second, runId)).toEqual(expected);
    const [message, ...others] = await messagesOf(second, runId);
    expect(others).toEqual([]);
    const [, done] = /goes on with (\d+) of (\d+) pieces done/.exec(message ?? '') ?? [];
    expect(Number(done)).toBeGreaterThan(2);
    expect(Number(done)).toBeLessThan(queue!.pieces);
    await second.close();
    const store = openStore(first.storeFile);
    expect(store.queue.unfinished()).toEqual([]);
    expect(store.queue.chunks(runId)).toEqual([]);
    store.close();
  });

  it('begins anew where the engine is another version by then, and says so', async () => {
    const first = await aHost();
    const { id: runId } = await startBatch(first, 12_000);
    await reached(first, runId, 0.2);
    await first.close();
    const second = await aHost({ storeFile: first.storeFile, version: '2.0.0' });
    const ended = await second.services.studies.ended({ runId });
    expect(ended).toMatchObject({ status: 'finished', engineVersion: '2.0.0' });
    expect(await messagesOf(second, runId)).toEqual([
      'The program had ended. It is another version by now (2.0.0, before 1.2.3): the run begins anew.',
    ]);
  });

  it('stays paused where it was, and the command line leaves it alone', async () => {
    const first = await aHost();
    const { id: runId } = await startBatch(first);
    await first.ask('studies.pause', { runId });
    await first.close();
    const commandLine = await aHost({ storeFile: first.storeFile, shell: 'cli' });
    await commandLine.close();
    const second = await aHost({ storeFile: first.storeFile });
    const [run] = await second.ask('studies.queue', {});
    expect(run).toMatchObject({ id: runId, status: 'paused' });
    await second.ask('studies.cancel', { runId });
  });

  it('that ended the program twice without getting anywhere waits for the user', async () => {
    const first = await aHost();
    const { id: runId } = await startEndless(first);
    await first.close();
    const store = openStore(first.storeFile);
    store.queue.begin(runId);
    store.queue.begin(runId);
    store.close();
    const second = await aHost({ storeFile: first.storeFile });
    const [run] = await second.ask('studies.queue', {});
    expect(run?.status).toBe('paused');
    expect((await messagesOf(second, runId)).at(-1)).toMatch(/^The program ended twice while/);
    await second.ask('studies.cancel', { runId });
  });
});

describe('pausing', () => {
  it('holds a batch between its pieces; resumed, it gives the same bits', async () => {
    const host = await aHost();
    const { id: runId } = await startBatch(host);
    await reached(host, runId, 0.1);
    expect((await host.ask('studies.pause', { runId })).status).toBe('paused');
    // A thread is free for something else at once.
    const other = await startBatch(host);
    const expected = await resultOf(host, other.id);
    expect((await host.ask('studies.log', { runId })).run.status).toBe('paused');
    expect((await host.ask('studies.resume', { runId })).status).toBe('running');
    expect(await resultOf(host, runId)).toEqual(expected);
    expect(await messagesOf(host, runId)).toEqual(['Paused.', 'Resumed.']);
  });

  it('counts the piece under way when it ends, and says so', async () => {
    const host = await aHost();
    const { id: runId } = await startBatch(host);
    await reached(host, runId, 0.1);
    const counted = async (): Promise<number> => {
      const { result } = (await host.ask('studies.partial', { runId }))!;
      const [warning = ''] = (result as CriticalCouplingResult).warnings;
      return Number(/of (\d+) of 24000/.exec(warning)![1]);
    };
    const before = await counted();
    await host.ask('studies.pause', { runId });
    const paused = host.told.length;
    const pieceEnds = async (): Promise<boolean> => {
      const news = host.told.slice(paused).filter(([name]) => name === 'study.progress');
      return news.length > 0 && (await counted()) > before;
    };
    await expect.poll(pieceEnds, { timeout: 20_000 }).toBe(true);
    await host.ask('studies.cancel', { runId });
  });

  it('is refused for a study of one piece that has begun, and not for one that waits', async () => {
    const host = await aHost();
    const first = await startEndless(host);
    const second = await startEndless(host);
    await reached(host, first.id, 1e-9);
    await expect(host.ask('studies.pause', { runId: first.id })).rejects.toMatchObject({
      code: 'refused',
      message: `Run ${first.id} is of one piece and has begun: let it end, or cancel it.`,
    });
    expect(await host.ask('studies.pause', { runId: second.id })).toMatchObject({
      status: 'paused',
    });
    await host.ask('studies.cancel', { runId: first.id });
    await host.ask('studies.cancel', { runId: second.id });
  });

  it('of a run that has ended changes nothing', async () => {
    const host = await aHost();
    const { id: runId } = await startBatch(host, 10);
    await resultOf(host, runId);
    for (const what of ['studies.pause', 'studies.resume'] as const) {
      expect(await host.ask(what, { runId })).toMatchObject({ status: 'finished' });
    }
  });
});

describe('the order of the queue', () => {
  it('is that of coming, until a run is moved; the batch at the front is the one that works', async () => {
    const host = await aHost();
    const ids: number[] = [];
    for (let k = 0; k < 3; k++) ids.push((await startBatch(host)).id);
    const [first, second, third] = ids as [number, number, number];
    await reached(host, first, 0.1);
    const queue = async () => (await host.ask('studies.queue', {})).map((run) => run.id);
    expect(await queue()).toEqual([first, second, third]);

    await host.ask('studies.reorder', { runId: third, before: first });
    expect(await queue()).toEqual([third, first, second]);
    await reached(host, third, 0.1);
    const statuses = (await host.ask('studies.queue', {})).map(({ status }) => status);
    expect(statuses).toEqual(['running', 'queued', 'queued']);

    await host.ask('studies.reorder', { runId: third, before: null });
    expect(await queue()).toEqual([first, second, third]);
    for (const runId of ids) await host.ask('studies.cancel', { runId });
  });

  it('lets a study of one piece pass a batch', async () => {
    const host = await aHost();
    const { id: runId } = await startBatch(host);
    const quick = await host.ask('studies.start', {
      scenarioId: host.scenarioId,
      kind: 'sync-condition',
      spec: {},
    });
    await resultOf(host, quick.id);
    expect((await host.ask('studies.log', { runId })).run.status).toBe('running');
    await host.ask('studies.cancel', { runId });
  });
});

describe('a screening that is cancelled', () => {
  it('keeps the outages that were screened, and says how many', async () => {
    const host = await aHost();
    const { id: scenarioId } = await host.ask('scenarios.create', {
      from: { kind: 'sample', id: 'ieee118' },
    });
    const run = { scenarioId, kind: 'contingency-screening' } as const;
    const whole = await host.ask('studies.start', { ...run, spec: {} });
    const expected = (await resultOf(host, whole.id)) as ContingencyScreeningResult;

    // Every pair of outages: long enough to be cancelled on the way.
    const single = expected.outages.map(({ outage }) => outage);
    const pairs = single.flatMap((a, k) =>
      single.slice(k + 1).map((b) => ({
        name: `${a.name} and ${b.name}`,
        elements: [...a.elements, ...b.elements],
        enabled: true,
      })),
    );
    const contingencies = [...single, ...pairs];
    const spec = { contingencies, exactForWorst: 0 };
    const { id: runId } = await host.ask('studies.start', { ...run, spec });
    await reached(host, runId, 1e-6);
    const ended = await host.ask('studies.cancel', { runId });
    expect(ended.status).toBe('cancelled');
    const [, done = ''] = /^Cancelled after (\d+) of \d+ outages; partial/.exec(ended.outcome!)!;
    const { result } = await host.ask('studies.result', { runId });
    const { outages, warnings } = result as ContingencyScreeningResult;
    expect(outages).toHaveLength(Number(done));
    expect(warnings[0]).toBe(
      `This result is of ${done} of ${contingencies.length} outages: the others are not in it.`,
    );
    const norms = (all: ContingencyScreeningResult['outages']) => all.map(({ norm }) => norm);
    const common = Math.min(single.length, outages.length);
    expect(norms(outages).slice(0, common)).toEqual(norms(expected.outages).slice(0, common));
  });
});

describe('a batch under way', () => {
  it('tells what it has found so far, is looked at while it is paused, and keeps it when cancelled', async () => {
    const host = await aHost();
    const { id: runId } = await startBatch(host);
    await reached(host, runId, 0.2);
    await host.ask('studies.pause', { runId });
    const found = await host.ask('studies.partial', { runId });
    const { exact, ...seen } = found?.result as CriticalCouplingResult;
    const [said = '', drawn] = /^This result is of (\d+) of 24000 samples/.exec(seen.warnings[0]!)!;
    expect(said).not.toBe('');
    expect(Number(drawn)).toBeGreaterThan(0);
    expect(exact).toBeUndefined();
    // The arrays are asked for one by one, as those of a result in the store are.
    const { values } = await host.ask('studies.array', { runId, name: 'exact' });
    expect(values.length).toBeGreaterThanOrEqual(Number(drawn));
    const ended = await host.ask('studies.cancel', { runId });
    expect(ended.outcome).toMatch(/^Cancelled after \d+ of 24000 samples; partial result kept/);
    const { result } = await host.ask('studies.result', { runId });
    expect((result as CriticalCouplingResult).rows[0]!.samples).toBeGreaterThanOrEqual(
      seen.rows[0]!.samples,
    );
    expect(await host.ask('studies.partial', { runId })).toBeNull();
  });
});

describe('the log of a run', () => {
  it('has the question, the machine and a command that asks the same', async () => {
    const host = await aHost();
    const { scenarioId } = host;
    const { id: runId } = await host.ask('studies.start', {
      scenarioId,
      kind: 'time-domain',
      spec: { duration: 2.5, events: [] },
      seed: 4,
    });
    await resultOf(host, runId);
    const { spec, machine, startedAt, command } = await host.ask('studies.log', { runId });
    expect(spec).toMatchObject({ duration: 2.5, method: 'automatic' });
    expect(machine).not.toBe('');
    expect(startedAt).toEqual(expect.any(String));
    expect(command.split('\n')).toEqual([
      `phaselock scenario show ${scenarioId} --network --store '${host.storeFile}' > scenario-${scenarioId}.json`,
      `phaselock study time-domain --network scenario-${scenarioId}.json --seed 4 --set 'duration=2.5'`,
    ]);
  });
});
