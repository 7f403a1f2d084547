import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Engine } from '../../src-main/services/engine.ts';
import { reproduce } from '../../src-main/services/reproduction/published-item.ts';
import { publishedItems } from '../../src-main/services/reproduction/published-items.ts';
import type { Reproduction } from '../../src-shared/contract/reproduction.ts';
import { studyEngine } from '../fixtures/study-engine.ts';

/** What is to be thought of each, decided by hand: an item cannot change its mind unseen. */
const verdicts = {
  'a-critical-coupling': 'reproduced',
  'a-incoherence': 'paper-wrong',
  'a-figure-1': 'reproduced-under-assumptions',
  'a-figure-2': 'paper-wrong',
  'a-figure-3': 'reproduced-under-assumptions',
  'a-leading-indicator': 'reproduced-under-assumptions',
  'b-figure-1': 'reproduced-under-assumptions',
  'b-uniqueness': 'paper-wrong',
  'b-figure-2': 'reproduced',
  'b-connectivity': 'paper-wrong',
  'b-largest-eigenvalue': 'paper-wrong',
  'b-classic-kuramoto': 'reproduced',
  'b-exact-classes': 'reproduced',
  'b-complete-graphs': 'paper-wrong',
  'b-short-cycles': 'paper-wrong',
  'b-long-cycles': 'reproduced',
  'b-small-angles': 'reproduced',
  'b-statistical-result': 'reproduced-under-assumptions',
  'b-figure-3': 'reproduced-under-assumptions',
  'b-table': 'reproduced-under-assumptions',
  'b-always-true': 'paper-wrong',
  'b-rts96': 'reproduced-under-assumptions',
  'b-saddle-node': 'reproduced-under-assumptions',
  'b-figure-7': 'reproduced-under-assumptions',
  'b-figure-8': 'reproduced-under-assumptions',
  'b-figure-9': 'reproduced-under-assumptions',
} as const;

let engine: Engine;
beforeAll(() => {
  engine = studyEngine();
});
afterAll(() => engine.close());

function quickly(id: string, seed = 1, on: Engine = engine): Promise<Reproduction> {
  const item = publishedItems.find((one) => one.id === id)!;
  return reproduce(item, on, { quick: true, seed, caseFile: () => null });
}

describe('the published results', () => {
  it('are those that were judged, each under a name of its own', () => {
    expect(publishedItems.map(({ id }) => id)).toEqual(Object.keys(verdicts));
  });

  it.each(Object.entries(verdicts))(
    '%s, quick: %s',
    async (id, verdict) => {
      const { rows, charts, ...result } = await quickly(id);
      expect(rows.filter(({ explained }) => !explained)).toEqual([]);
      expect(rows.length).toBeGreaterThan(0);
      expect(result.verdict).toBe(verdict);
      for (const { x, y } of charts.flatMap(({ curves }) => curves)) {
        expect(y).toHaveLength(x.length);
        expect(x.every(Number.isFinite)).toBe(true);
      }
    },
    300_000,
  );

  it('say of the ten systems which are missing without their files', async () => {
    const { missing, rows } = await quickly('b-table');
    expect(missing.map((text) => text.split(':')[0])).toEqual(['IEEE 300', 'Polish 2383']);
    expect(rows.filter(({ quantity }) => quantity.endsWith('phases'))).toHaveLength(8);
  }, 60_000);

  it('are the same to the last bit with one thread and with two', async () => {
    const single = studyEngine(1);
    try {
      for (const id of ['b-statistical-result', 'b-always-true', 'a-leading-indicator']) {
        expect(await quickly(id, 5, single)).toEqual(await quickly(id, 5));
      }
    } finally {
      await single.close();
    }
  }, 120_000);
});
