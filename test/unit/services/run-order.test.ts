import { describe, expect, it } from 'vitest';

import { mayWork, moved } from '../../../src-main/services/run-order.ts';
import type { QueuedRun } from '../../../src-main/services/run-order.ts';

const run = (runId: number, pieces: number, paused = false): QueuedRun => ({
  runId,
  pieces,
  paused,
});

const working = (queue: readonly QueuedRun[], workers: number): number[] =>
  [...mayWork(queue, workers)].sort((a, b) => a - b);

describe('the order of work', () => {
  it('lets one batch work at a time, the first of the queue', () => {
    expect(working([run(1, 40), run(2, 9), run(3, 2)], 8)).toEqual([1]);
  });

  it('lets studies of one piece pass a batch, as many as there are threads', () => {
    const queue = [run(1, 40), run(2, 1), run(3, 1), run(4, 1)];
    expect(working(queue, 2)).toEqual([1, 2, 3]);
    expect(working(queue, 1)).toEqual([1, 2]);
  });

  it('passes over what is paused', () => {
    expect(working([run(1, 40, true), run(2, 1, true), run(3, 9), run(4, 1)], 1)).toEqual([3, 4]);
  });

  it('of an empty queue is empty', () => {
    expect(working([], 4)).toEqual([]);
  });
});

describe('moving a run', () => {
  it.each([
    [3, 1, [3, 1, 2, 4]],
    [1, 4, [2, 3, 1, 4]],
    [1, null, [2, 3, 4, 1]],
    [2, 2, [1, 2, 3, 4]],
    [2, 99, [1, 2, 3, 4]],
  ])('%i before %s gives %j', (runId, before, order) => {
    expect(moved([1, 2, 3, 4], runId, before)).toEqual(order);
  });
});
