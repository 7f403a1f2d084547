import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { layoutNetworkOf, placeBuses } from '../../../../src-renderer/network/diagram-layout.ts';
import {
  expectLayout,
  forgetLayout,
  placeBusesOffThread,
} from '../../../../src-renderer/network/layout-off-thread.ts';
import type { UnplacedNetwork } from '../../../../src-shared/contract/import-documents.ts';
import type { GridCase } from '../../../../src-shared/grid/grid-case.ts';
import { sample } from './networks.ts';

const bare = (id: string): GridCase => {
  const grid = sample(id);
  return { ...grid, buses: grid.buses.map((one) => ({ ...one, position: null })) };
};

const written = ({ buses, branches }: GridCase): UnplacedNetwork => ({
  buses: Float64Array.from(buses, ({ number }) => number),
  from: Float64Array.from(branches, ({ from }) => from),
  to: Float64Array.from(branches, ({ to }) => to),
});

/** Threads that answer when they are told to. */
const threads: Thread[] = [];

class Thread {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onerror: (() => void) | null = null;
  ended = false;
  asked: Parameters<typeof layoutNetworkOf>[0] | null = null;

  constructor() {
    threads.push(this);
  }

  postMessage(asked: Parameters<typeof layoutNetworkOf>[0]): void {
    this.asked = asked;
  }

  terminate(): void {
    this.ended = true;
  }

  answer(): void {
    if (this.asked) this.onmessage?.({ data: placeBuses(layoutNetworkOf(this.asked)) });
  }
}

describe('a layout on a thread of its own', () => {
  beforeEach(() => vi.stubGlobal('Worker', Thread));
  afterEach(() => {
    forgetLayout();
    threads.length = 0;
    vi.unstubAllGlobals();
  });

  it('is the one that was begun while the report was read, to the pixel', async () => {
    const grid = bare('wscc9');
    expectLayout(written(grid));
    const places = placeBusesOffThread(grid);
    expect(threads).toHaveLength(1);
    threads[0]?.answer();
    expect(await places).toEqual(placeBuses(grid));
    expect(threads[0]?.ended).toBe(true);
  });

  it('goes on where the report is looked at again, and is found once it is done', async () => {
    const grid = bare('wscc9');
    const network = written(grid);
    expectLayout(network);
    threads[0]?.answer();
    expectLayout(network);
    expect(await placeBusesOffThread(grid)).toEqual(placeBuses(grid));
    expect(threads).toHaveLength(1);
  });

  it('is thrown away with a file that is discarded', () => {
    const grid = bare('wscc9');
    expectLayout(written(grid));
    forgetLayout();
    expect(threads[0]?.ended).toBe(true);
    void placeBusesOffThread(grid);
    expect(threads).toHaveLength(2);
    expect(threads[1]?.ended).toBe(false);
  });

  it('is thrown away for that of another file', () => {
    expectLayout(written(bare('wscc9')));
    expectLayout(written(bare('ieee39')));
    expect(threads.map(({ ended }) => ended)).toEqual([true, false]);
  });

  it('is not that of another network with as many buses and branches', async () => {
    const grid = bare('wscc9');
    const [first, ...others] = grid.branches;
    if (!first) throw new Error('The sample has no branch.');
    const other = { ...grid, branches: [...others, first] };
    expectLayout(written(grid));
    const places = placeBusesOffThread(other);
    expect(threads).toHaveLength(2);
    threads[1]?.answer();
    expect(await places).toEqual(placeBuses(other));
    // A network whose buses have places keeps them, and is never the expected one.
    void placeBusesOffThread(sample('wscc9'));
    expect(threads).toHaveLength(3);
  });

  it('is found on this thread where there is no other', async () => {
    const grid = bare('wscc9');
    const places = placeBusesOffThread(grid);
    threads[0]?.onerror?.();
    expect(await places).toEqual(placeBuses(grid));
  });
});
