import { describe, expect, it } from 'vitest';

import { packChunk, unpackChunk } from '../../../src-main/store/run-queue.ts';
import type { Store } from '../../../src-main/store/open-store.ts';
import { aFileOfSchema, aRun, aScenario, aStore, baseScenario } from '../../fixtures/a-store.ts';
import { later, noon } from '../../fixtures/a-store.ts';

const answer = {
  sum: -0,
  bounds: [NaN, -Infinity, undefined, null],
  rows: [{ theta: Float64Array.of(0.1, NaN), nodes: Int32Array.of(3, -1) }],
  counts: new Map([['no-solution', 2n]]),
};

function aQueue(count: number): { store: Store; ids: number[] } {
  const store = aStore();
  const scenarioId = aScenario(store);
  const ids = Array.from({ length: count }, () => aRun(store, scenarioId));
  for (const id of ids) store.queue.enter(id, 4);
  return { store, ids };
}

describe('the stored queue', () => {
  it('has the runs in the order in which they came, and then as they are arranged', () => {
    const { store, ids } = aQueue(3);
    const order = (): number[] => store.queue.unfinished().map(({ runId }) => runId);
    expect(order()).toEqual(ids);
    store.queue.arrange([ids[2]!, ids[0]!, ids[1]!]);
    expect(order()).toEqual([ids[2], ids[0], ids[1]]);
    store.queue.leave(ids[0]!);
    expect(order()).toEqual([ids[2], ids[1]]);
  });

  it('shows a run that waits or runs as paused while it is', () => {
    const { store, ids } = aQueue(1);
    const status = (): string | undefined => store.runs.summary(ids[0]!)?.status;
    store.queue.setPaused(ids[0]!, true);
    expect(status()).toBe('paused');
    store.runs.start(ids[0]!, noon);
    expect(status()).toBe('paused');
    store.queue.setPaused(ids[0]!, false);
    expect(status()).toBe('running');
  });

  it('knows what it takes to go on with a run', () => {
    const { store, ids } = aQueue(1);
    expect(store.queue.unfinished()).toEqual([
      {
        ...{ runId: ids[0], scenarioId: 1, revisionId: 1, kind: 'sync-condition' },
        ...{ spec: { model: { taps: true } }, seed: 7, engineVersion: '1.2.3' },
        ...{ paused: false, pieces: 4, seconds: 0, beginnings: 0 },
      },
    ]);
  });

  it('counts beginnings that stored nothing', async () => {
    const { store, ids } = aQueue(1);
    const [id] = ids as [number];
    const beginnings = (): number => store.queue.unfinished()[0]!.beginnings;
    store.queue.begin(id);
    store.queue.begin(id);
    expect(beginnings()).toBe(2);
    store.queue.writeChunks(id, [await packChunk(0, answer)], 2.5);
    expect(beginnings()).toBe(0);
    store.queue.begin(id);
    store.queue.settle(id);
    expect(beginnings()).toBe(0);
  });

  it('keeps what happened to a run after it has ended', () => {
    const { store, ids } = aQueue(1);
    store.queue.say(ids[0]!, noon, 'Paused.');
    store.queue.say(ids[0]!, later, 'Resumed.');
    store.queue.leave(ids[0]!);
    expect(store.queue.messages(ids[0]!)).toEqual([
      { at: noon, text: 'Paused.' },
      { at: later, text: 'Resumed.' },
    ]);
  });

  it('takes over what an older version left unfinished', () => {
    const file = aFileOfSchema(
      2,
      `${baseScenario}
      INSERT INTO network_revision VALUES (1, 'h', 's', 'zstd', x'00', '${noon}');
      INSERT INTO study_run (id, scenario_id, revision_id, kind, title, spec, seed, engine_version,
        machine, status, figures, created_at)
      VALUES (5, 1, 1, 'time-domain', 'T', '{}', 1, '1', 'm', 'running', '[]', '${noon}'),
        (6, 1, 1, 'time-domain', 'T', '{}', 1, '1', 'm', 'finished', '[]', '${noon}');`,
    );
    expect(aStore(file).queue.unfinished()).toMatchObject([{ runId: 5, pieces: 1 }]);
  });
});

describe('the chunks of an unfinished run', () => {
  it('come back to the bit, in their order, with the time they took', async () => {
    const { store, ids } = aQueue(2);
    const [id] = ids as [number];
    store.queue.writeChunks(id, [await packChunk(2, answer), await packChunk(0, 'first')], 2.5);
    store.queue.writeChunks(id, [await packChunk(1, 'second')], 3.5);
    const chunks = store.queue.chunks(id);
    expect(chunks.map(({ chunk }) => chunk)).toEqual([0, 1, 2]);
    expect(await Promise.all(chunks.map(unpackChunk))).toEqual(['first', 'second', answer]);
    expect(store.queue.unfinished()[0]?.seconds).toBe(3.5);
    expect(store.queue.chunks(ids[1]!)).toEqual([]);
  });

  it('go with the run when it ends, and when it begins anew', async () => {
    const { store, ids } = aQueue(2);
    const [ended, again] = ids as [number, number];
    for (const id of ids) store.queue.writeChunks(id, [await packChunk(0, answer)], 1);
    store.queue.leave(ended);
    store.queue.beginAnew(again, 9, '2.0.0');
    expect(ids.map((id) => store.queue.chunks(id))).toEqual([[], []]);
    expect(store.queue.unfinished()).toMatchObject([
      { runId: again, pieces: 9, seconds: 0, engineVersion: '2.0.0' },
    ]);
  });

  it('that were damaged on the disk are not taken for answers', async () => {
    const packed = await packChunk(0, answer);
    const damaged = { ...packed, bytes: packed.bytes.slice(0, -3) };
    await expect(unpackChunk(damaged)).rejects.toThrow();
  });
});
