import { afterEach, describe, expect, it } from 'vitest';

import { createGate } from '../../../src-main/workers/gate.ts';
import { createPool } from '../../../src-main/workers/pool.ts';
import type { Pool } from '../../../src-main/workers/pool.ts';
import { StudyDefect } from '../../../src-main/workers/ticket.ts';
import type { Job } from '../../../src-main/workers/ticket.ts';
import { applyEdit } from '../../../src-shared/grid/edits.ts';
import type { Edit } from '../../../src-shared/grid/edits.ts';
import { StudyRefusal } from '../../../src-shared/studies/study-room.ts';
import { triangle } from '../../fixtures/small-grid.ts';

const workerUrl = new URL('../../fixtures/test-worker.ts', import.meta.url);

const pools: Pool[] = [];
afterEach(() => Promise.all(pools.splice(0).map((pool) => pool.close())));

function aPool(workers = 1, graceMilliseconds = 200): Pool {
  const pool = createPool({ workerUrl, workers, graceMilliseconds });
  pools.push(pool);
  return pool;
}

const aJob = (question: string, chunks: readonly unknown[] = [null]): Job => ({
  question,
  chunks,
  spec: null,
  seed: 0,
  network: { key: 'triangle', version: 0, whole: () => ({ kind: 'grid', grid: triangle() }) },
});

const numbers = (count: number): number[] => Array.from({ length: count }, (_, k) => k);

describe('the pool', () => {
  it.each([1, 2, 3])('gives the answers in the order of the chunks with %i threads', async (n) => {
    const answers = await aPool(n).run({ ...aJob('square', numbers(20)), seed: 5 });
    expect(answers).toEqual(numbers(20).map((k) => k * k + 5));
  });

  it('answers a question without chunks at once', async () => {
    expect(await aPool().run(aJob('square', []))).toEqual([]);
  });

  it('moves the arrays of an answer over', async () => {
    const [answer] = await aPool().run(aJob('arrays'));
    expect(answer).toEqual({ theta: Float32Array.of(1, 2), nested: [{ nodes: Int32Array.of(3) }] });
  });

  it('tells when a job begins and how far it has come', async () => {
    const fractions: number[] = [];
    let begun = 0;
    await aPool(2).run(aJob('steps', [300, 300]), {
      onStart: () => (begun += 1),
      onProgress: (fraction) => void fractions.push(fraction),
    });
    expect(begun).toBe(1);
    expect(fractions.length).toBeGreaterThan(1);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBeGreaterThan(0);
    expect(fractions.at(-1)).toBeLessThanOrEqual(1);
  });

  it('lets no long job starve a short one', async () => {
    const pool = aPool(1);
    const order: string[] = [];
    const long = pool.run(aJob('steps', Array(20).fill(20))).then(() => order.push('long'));
    const short = pool.run(aJob('square', [3])).then(() => order.push('short'));
    await Promise.all([long, short]);
    expect(order).toEqual(['short', 'long']);
  });
});

describe('the answers of a job', () => {
  it('are told one by one, each with its place', async () => {
    const told: [number, unknown][] = [];
    await aPool(2).run(aJob('square', [3, 4, 5]), {
      onAnswer: (chunk, answer) => void told.push([chunk, answer]),
    });
    expect(told.sort(([a], [b]) => a - b)).toEqual([
      [0, 9],
      [1, 16],
      [2, 25],
    ]);
  });

  it('that were under way when it was cancelled are told as they were by then', async () => {
    const controller = new AbortController();
    const fragments: unknown[] = [];
    const job = aPool(1, 60_000).run(aJob('steps', [60_000]), {
      signal: controller.signal,
      onProgress: (fraction) => fraction > 0 && controller.abort(),
      onFragment: (chunk, fragment) => void fragments.push([chunk, fragment]),
    });
    await expect(job).rejects.toMatchObject({ code: 'cancelled' });
    expect(fragments).toEqual([[0, 60_000]]);
  });
});

describe('a gate', () => {
  it('holds back the chunks that have not begun until it opens', async () => {
    const pool = aPool(1);
    const gate = createGate();
    const answers: unknown[] = [];
    const held = pool.run(aJob('square', [1, 2, 3]), {
      gate,
      onAnswer(_chunk, answer) {
        answers.push(answer);
        if (answers.length === 2) gate.close();
      },
    });
    await pool.run(aJob('square', [9]));
    expect(answers).toEqual([]);
    gate.open();
    await pool.run(aJob('steps', [20]));
    await pool.run(aJob('steps', [20]));
    expect(answers).toEqual([1, 4]);
    gate.open();
    expect(await held).toEqual([1, 4, 9]);
  });

  it('does not keep a job from being cancelled', async () => {
    const controller = new AbortController();
    const held = aPool().run(aJob('square', [1]), {
      gate: createGate(),
      signal: controller.signal,
    });
    controller.abort();
    await expect(held).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('cancelling', () => {
  it('ends a job that is under way, and the thread goes on with the next', async () => {
    const pool = aPool(1, 60_000);
    const controller = new AbortController();
    const job = pool.run(aJob('steps', [60_000]), {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(job).rejects.toMatchObject({ code: 'cancelled' });
    expect(await pool.run(aJob('square', [4]))).toEqual([16]);
  });

  it('ends the thread of a study that does not listen, and the next job gets a new one', async () => {
    const pool = aPool(1, 100);
    const controller = new AbortController();
    const job = pool.run(aJob('deaf'), {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(job).rejects.toMatchObject({ code: 'cancelled' });
    expect(await pool.run(aJob('square', [4]))).toEqual([16]);
  });

  it('takes a job that waits out of the queue, without touching the one that runs', async () => {
    const pool = aPool(1);
    const first = pool.run(aJob('steps', [100]));
    const controller = new AbortController();
    let begun = false;
    const second = pool.run(aJob('square', [2]), {
      signal: controller.signal,
      onStart: () => void (begun = true),
    });
    controller.abort();
    await expect(second).rejects.toMatchObject({ code: 'cancelled' });
    expect(await first).toEqual([100]);
    expect(begun).toBe(false);
  });

  it('before the start starts nothing', async () => {
    const job = aPool().run(aJob('square', [2]), { signal: AbortSignal.abort() });
    await expect(job).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('by closing ends what runs and what waits', async () => {
    const pool = aPool(1);
    const jobs = [pool.run(aJob('deaf')), pool.run(aJob('square', [1]))];
    const ends = Promise.allSettled(jobs);
    await pool.close();
    expect(await ends).toMatchObject([
      { reason: { code: 'cancelled' } },
      { reason: { code: 'cancelled' } },
    ]);
    await expect(pool.run(aJob('square', [1]))).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('a study that fails', () => {
  it('by refusing is told as it was meant for the user', async () => {
    const job = aPool().run(aJob('refuse'));
    await expect(job).rejects.toThrow(StudyRefusal);
    await expect(job).rejects.toThrow('The network has no generation: add a machine.');
  });

  it('by a defect keeps its message and its place', async () => {
    const error: unknown = await aPool()
      .run(aJob('break'))
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(StudyDefect);
    expect(error).toMatchObject({
      message: 'index 12 of 12',
      stack: expect.stringContaining('test-worker.ts') as unknown,
    });
  });

  it.each([
    ['by ending its thread', 'exit', /thread was lost: it ended with code 3/],
    ['by an answer that cannot be sent', 'unsendable', /could not be cloned/],
    ['by being unknown', 'astrology', /No study answers 'astrology'/],
  ])('%s is a defect of that job only', async (_how, question, text) => {
    const pool = aPool();
    const job = pool.run(aJob(question));
    await expect(job).rejects.toThrow(StudyDefect);
    await expect(job).rejects.toThrow(text);
    expect(await pool.run(aJob('square', [4]))).toEqual([16]);
  });

  it('stops the other chunks of its job', async () => {
    const job = aPool(2, 60_000).run(aJob('breakOrWait', ['wait', 'break']));
    await expect(job).rejects.toThrow('index 12 of 12');
  });

  it('by a start that the asker could not write down ends with that error', async () => {
    const job = aPool().run(aJob('steps', [60_000]), {
      onStart: () => {
        throw new Error('disk full');
      },
    });
    await expect(job).rejects.toThrow('disk full');
  });
});

describe('the network of a job', () => {
  const grid = triangle();
  const edits: Edit[] = [7, 8, 9].map((to, k) => ({
    kind: 'renumber-bus',
    number: [3, 7, 8][k]!,
    to,
  }));
  const states = [grid];
  edits.forEach((edit, k) => states.push(applyEdit(states[k]!, edit).grid));

  /** The job on one version; notes how the network was fetched. */
  function at(version: number, log: string[], key = 'scenario/1'): Job {
    return {
      ...aJob('busNumbers'),
      network: {
        key,
        version,
        whole: () => (log.push(`whole ${version}`), { kind: 'grid', grid: states[version]! }),
        editsSince: (from) =>
          from > version ? null : (log.push(`${from} to ${version}`), edits.slice(from, version)),
      },
    };
  }

  it('travels whole once, then as edits, then not at all', async () => {
    const pool = aPool();
    const log: string[] = [];
    const answers: unknown[] = [];
    for (const version of [0, 2, 2, 3]) answers.push(...(await pool.run(at(version, log))));
    expect(answers).toEqual([
      [1, 2, 3],
      [1, 2, 8],
      [1, 2, 8],
      [1, 2, 9],
    ]);
    expect(log).toEqual(['whole 0', '0 to 2', '2 to 3']);
  });

  it('travels whole again where the edits are not known, and after a crash', async () => {
    const pool = aPool();
    const log: string[] = [];
    await pool.run(at(2, log));
    expect(await pool.run(at(1, log))).toEqual([[1, 2, 7]]);
    await expect(pool.run(aJob('exit'))).rejects.toThrow(StudyDefect);
    expect(await pool.run(at(1, log))).toEqual([[1, 2, 7]]);
    expect(log).toEqual(['whole 2', 'whole 1', 'whole 1']);
  });

  it('is forgotten when enough others came after it', async () => {
    const pool = aPool();
    const log: string[] = [];
    for (const key of ['a', 'b', 'c', 'd', 'b', 'a']) await pool.run(at(0, log, key));
    expect(log).toHaveLength(5);
  });
});
