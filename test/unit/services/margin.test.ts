import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { editService } from '../../../src-main/services/edits.ts';
import type { Engine } from '../../../src-main/services/engine.ts';
import { marginService } from '../../../src-main/services/margin.ts';
import { keepScenarioModel } from '../../../src-main/services/scenario-model.ts';
import type { Job } from '../../../src-main/workers/ticket.ts';
import { PhaselockError } from '../../../src-shared/contract/errors.ts';
import type { Edit } from '../../../src-shared/grid/edits.ts';
import { defaultModelOptions } from '../../../src-shared/studies/model-options.ts';
import { aContext } from '../../fixtures/a-context.ts';
import { aScenario } from '../../fixtures/a-store.ts';

const setLoad = (pMw: number): Edit => ({
  kind: 'update',
  element: { kind: 'load', bus: 2, id: '1' },
  changes: { pMw },
});

/** A thread that answers a moment later with the load of bus 2, and all that it was asked. */
function setUp() {
  const context = aContext();
  const jobs: Job[] = [];
  const run = async (job: Job, { signal }: { signal: AbortSignal }): Promise<unknown[]> => {
    jobs.push(job);
    const subject = job.network.whole();
    await Promise.resolve();
    if (signal.aborted) throw new PhaselockError('cancelled', 'Cancelled.');
    return [{ load: subject.kind === 'grid' ? subject.grid.loads[0]?.pMw : undefined }];
  };
  const engine = { live: { run } } as unknown as Engine;
  const margin = marginService(context, engine, context.networks);
  const edits = editService(context, context.networks);
  const scenarioId = aScenario(context.store);
  return { context, jobs, margin, edits, scenarioId };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the margin after an edit', () => {
  it('is worked out while the edit is written down, and is there for whoever asks', async () => {
    const { context, jobs, margin, edits, scenarioId } = setUp();
    await margin.evaluate({ scenarioId });
    const whileWriting: number[] = [];
    context.networks.onStep(() => void whileWriting.push(jobs.length));
    edits.apply({ scenarioId, version: 0, edit: setLoad(70) });
    expect(whileWriting).toEqual([2]);
    expect(await margin.evaluate({ scenarioId })).toMatchObject({ version: 1, load: 70 });
    expect(jobs).toHaveLength(2);
  });

  it('is asked anew where it was asked before, or the network is seen otherwise now', async () => {
    const { context, jobs, margin, edits, scenarioId } = setUp();
    await margin.evaluate({ scenarioId });
    edits.apply({ scenarioId, version: 0, edit: setLoad(70) });
    await margin.evaluate({ scenarioId });
    await margin.evaluate({ scenarioId });
    expect(jobs).toHaveLength(3);
    edits.apply({ scenarioId, version: 1, edit: setLoad(80) });
    const model = { ...defaultModelOptions, voltages: 'power-flow' } as const;
    keepScenarioModel(context.store, scenarioId, model);
    await margin.evaluate({ scenarioId });
    expect(jobs).toHaveLength(5);
    expect(jobs[4]?.spec).toEqual({ model });
  });

  it('gives way to that of the next edit, and to who asked and went away', async () => {
    const { jobs, margin, edits, scenarioId } = setUp();
    const first = margin.evaluate({ scenarioId });
    edits.apply({ scenarioId, version: 0, edit: setLoad(70) });
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    edits.apply({ scenarioId, version: 1, edit: setLoad(80) });
    expect(await margin.evaluate({ scenarioId })).toMatchObject({ version: 2, load: 80 });
    expect(jobs).toHaveLength(3);
    const going = new AbortController();
    const last = margin.evaluate({ scenarioId }, going.signal);
    going.abort();
    await expect(last).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('does not cancel one under way where the step changed nothing', async () => {
    const { context, margin, scenarioId } = setUp();
    const asked = margin.evaluate({ scenarioId });
    context.networks.rebuild(scenarioId, () => undefined);
    expect(await asked).toMatchObject({ load: 60 });
  });

  it('is remembered of a few scenarios only', async () => {
    const { context, jobs, margin, edits, scenarioId } = setUp();
    await margin.evaluate({ scenarioId });
    for (let k = 0; k < 4; k++) await margin.evaluate({ scenarioId: aScenario(context.store) });
    edits.apply({ scenarioId, version: 0, edit: setLoad(70) });
    expect(jobs).toHaveLength(5);
  });

  it('is not worked out where nobody asked before, nor after one that moves a bus', async () => {
    const { jobs, margin, edits, scenarioId } = setUp();
    edits.apply({ scenarioId, version: 0, edit: setLoad(70) });
    expect(jobs).toEqual([]);
    await margin.evaluate({ scenarioId });
    const moved: Edit = { kind: 'place', positions: [{ bus: 1, position: { x: 7, y: 9 } }] };
    edits.apply({ scenarioId, version: 1, edit: moved });
    expect(jobs).toHaveLength(1);
  });

  it('that could not be written is that of the network as it was, then of the next edit', async () => {
    const { context, jobs, margin, edits, scenarioId } = setUp();
    await margin.evaluate({ scenarioId });
    const { addEntry } = context.store.journal;
    const journal = context.store.journal as { addEntry: typeof addEntry };
    journal.addEntry = () => {
      throw new Error('The disk is full.');
    };
    expect(() => edits.apply({ scenarioId, version: 0, edit: setLoad(70) })).toThrow('full');
    journal.addEntry = addEntry;
    expect(await margin.evaluate({ scenarioId })).toMatchObject({ version: 0, load: 60 });
    edits.apply({ scenarioId, version: 0, edit: setLoad(80) });
    expect(await margin.evaluate({ scenarioId })).toMatchObject({ version: 1, load: 80 });
    // A thread that has the lost edit does not take it for this one.
    const [, lost, , kept] = jobs.map(({ network }) => network);
    expect([lost?.version, kept?.version]).toEqual([1, 1]);
    expect(kept?.key).not.toBe(lost?.key);
  });
});

describe('the first network', () => {
  it('is answered again while nobody asks, so that its first edit finds quick code', async () => {
    const { jobs, margin, scenarioId } = setUp();
    await margin.evaluate({ scenarioId });
    await vi.advanceTimersByTimeAsync(2000);
    const rehearsed = jobs.length;
    expect(rehearsed).toBeGreaterThan(5);
    await margin.evaluate({ scenarioId });
    await vi.advanceTimersByTimeAsync(2000);
    expect(jobs).toHaveLength(rehearsed + 1);
  });

  it('is rehearsed after the next question where it was overtaken, and left alone once edited', async () => {
    const { jobs, margin, edits, scenarioId } = setUp();
    await margin.evaluate({ scenarioId });
    edits.apply({ scenarioId, version: 0, edit: setLoad(70) });
    await vi.advanceTimersByTimeAsync(2000);
    expect(jobs).toHaveLength(2);
    await margin.evaluate({ scenarioId });
    await margin.evaluate({ scenarioId });
    await vi.advanceTimersByTimeAsync(2000);
    expect(jobs.length).toBeGreaterThan(8);
  });
});
