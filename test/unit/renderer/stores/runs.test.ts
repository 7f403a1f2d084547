import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { nextTick } from 'vue';

import { PhaselockError } from '../../../../src-shared/contract/errors.ts';
import { useMessages } from '../../../../src-renderer/stores/messages.ts';
import { useRuns } from '../../../../src-renderer/stores/runs.ts';
import { useWorkspace } from '../../../../src-renderer/stores/workspace.ts';
import { aRun, keepsScenario, main, settled } from '../../../fixtures/a-main-process.ts';
import { last } from '../../../fixtures/last.ts';

vi.mock('../../../../src-renderer/api/api.ts', () => import('../../../fixtures/a-main-process.ts'));

async function withRuns(stored = [aRun({ id: 3, status: 'finished' })]) {
  main.reset({ ...keepsScenario().answers, 'studies.list': () => stored });
  await useWorkspace().open(1);
  const runs = useRuns();
  await settled();
  return runs;
}

describe('the runs', () => {
  beforeEach(() => setActivePinia(createPinia()));

  it('are those of the open scenario, newest first', async () => {
    const runs = await withRuns([aRun({ id: 2 }), aRun({ id: 5 }), aRun({ id: 4 })]);
    expect(runs.runs.map(({ id }) => id)).toEqual([5, 4, 2]);
    useWorkspace().close();
    await nextTick();
    expect(runs.runs).toEqual([]);
  });

  it('follow a run from the queue to its end by the events alone', async () => {
    const runs = await withRuns();
    main.answers['studies.start'] = () => aRun({ id: 8, status: 'queued' });
    await runs.start('time-domain', { duration: 5 }, 'A title');
    expect(last(main.asked)?.request).toEqual({
      scenarioId: 1,
      kind: 'time-domain',
      spec: { duration: 5 },
      title: 'A title',
    });
    main.emit('study.changed', aRun({ id: 8, status: 'running' }));
    main.emit('study.progress', { runId: 8, fraction: 0.5, remainingSeconds: 2 });
    expect(runs.active.map(({ id }) => id)).toEqual([8]);
    expect(runs.progress.get(8)?.fraction).toBe(0.5);
    main.emit('study.changed', aRun({ id: 8, status: 'finished' }));
    expect(runs.active).toEqual([]);
    expect(runs.progress.has(8)).toBe(false);
    expect(runs.ended?.id).toBe(8);
    expect(runs.runs.map(({ id }) => id)).toEqual([8, 3]);
  });

  it('put the question of a stale run once more, seed and all, and show the new one', async () => {
    const stale = aRun({ id: 3, kind: 'monte-carlo', title: 'Wind', seed: 7, stale: true });
    const runs = await withRuns([stale]);
    main.answers['studies.log'] = () => ({ run: stale, spec: { draws: 50 }, messages: [] });
    main.answers['studies.start'] = () => aRun({ id: 8, kind: 'monte-carlo', status: 'queued' });
    await runs.startAgain(3);
    expect(last(main.asked)?.request).toEqual({
      ...{ scenarioId: 1, kind: 'monte-carlo', spec: { draws: 50 } },
      ...{ title: 'Wind', seed: 7 },
    });
    expect(runs.wanted?.id).toBe(8);
    expect(runs.runs.map(({ id }) => id)).toEqual([8, 3]);
  });

  it('do not go back when the reply to a start comes after its end', async () => {
    const runs = await withRuns();
    main.answers['studies.start'] = () => {
      main.emit('study.changed', aRun({ id: 8, status: 'running' }));
      main.emit('study.changed', aRun({ id: 8, status: 'finished' }));
      return aRun({ id: 8, status: 'queued' });
    };
    await runs.start('sync-condition', {});
    expect(runs.runs[0]?.status).toBe('finished');
    expect(runs.active).toEqual([]);
  });

  it('show the run of another scenario in the queue but not in the list', async () => {
    const runs = await withRuns();
    main.emit('study.changed', aRun({ id: 9, scenarioId: 2, status: 'running' }));
    expect(runs.active.map(({ id }) => id)).toEqual([9]);
    expect(runs.runs.map(({ id }) => id)).toEqual([3]);
  });

  it('find a run that was under way before the window opened', async () => {
    const runs = await withRuns([aRun({ id: 6, status: 'running' })]);
    expect(runs.active.map(({ id }) => id)).toEqual([6]);
  });

  it('ask for a result once, and again after a failure', async () => {
    const runs = await withRuns();
    const asked = (): number => main.names().filter((name) => name === 'studies.result').length;
    main.answers['studies.result'] = () => {
      throw new PhaselockError('unavailable', 'No answer.');
    };
    await expect(runs.result(3)).rejects.toThrow('No answer.');
    await settled();
    main.answers['studies.result'] = () => ({
      run: aRun({ id: 3 }),
      spec: {},
      result: { norm: 1 },
    });
    await runs.result(3);
    await runs.result(3);
    expect(asked()).toBe(2);
  });

  it('tell why a study does not start', async () => {
    const runs = await withRuns();
    main.answers['studies.start'] = () => {
      throw new PhaselockError('refused', 'events: bus 99 does not exist; name another one.');
    };
    expect(await runs.start('time-domain', {})).toBeNull();
    expect(useMessages().messages[0]?.text).toContain('bus 99');
  });
});
