import { describe, expect, it } from 'vitest';

import type { Bindings } from '../../../src-main/ipc/bindings.ts';
import { createDispatcher } from '../../../src-main/ipc/dispatcher.ts';
import { PhaselockError } from '../../../src-shared/contract/errors.ts';
import type { Dispatch } from '../../../src-shared/contract/rpc.ts';

interface Logged {
  readonly place: string;
  readonly error: unknown;
  readonly details: unknown;
}

/** A dispatcher over the bindings that a test needs. */
function setUp(bindings: Partial<Bindings>): { dispatch: Dispatch; logged: Logged[] } {
  const logged: Logged[] = [];
  const dispatch = createDispatcher(bindings as Bindings, {
    write: (place, error, details) => void logged.push({ place, error, details }),
  });
  return { dispatch, logged };
}

const { signal } = new AbortController();

const failing = (error: Error): Partial<Bindings> => ({
  'studies.start': () => {
    throw error;
  },
});

const start = { scenarioId: 3, kind: 'sync-condition', spec: {}, seed: 9 } as const;

describe('the dispatcher', () => {
  it('hands the checked payload and the signal to the service, and its answer back', async () => {
    const { dispatch } = setUp({
      'scenarios.list': ({ deleted }, given) => {
        expect(given).toBe(signal);
        return deleted ? [] : [];
      },
      'samples.list': () => Promise.resolve([]),
    });
    expect(await dispatch('scenarios.list', { deleted: true }, signal)).toEqual([]);
    expect(await dispatch('samples.list', {}, signal)).toEqual([]);
  });

  it.each([
    ['a name that is none', 'scenarios.destroy', {}, /There is no request 'scenarios\.destroy'/],
    ['a name of every object', 'constructor', {}, /There is no request 'constructor'/],
    ['a field of the wrong type', 'scenarios.open', { scenarioId: '1' }, /scenarioId: It must b/],
    ['a field too many', 'scenarios.open', { scenarioId: 1, sql: '' }, /[Uu]nrecognized key.*sql/],
    ['no payload', 'scenarios.open', undefined, /scenarios\.open: It is missing/],
  ])('refuses %s before a service sees it', async (_what, method, payload, text) => {
    const { dispatch, logged } = setUp({});
    const reply = dispatch(method, payload, signal);
    await expect(reply).rejects.toMatchObject({ code: 'invalid-request' });
    await expect(reply).rejects.toThrow(text);
    expect(logged).toEqual([]);
  });

  it('refuses an edit that names a field which its element does not have', async () => {
    const { dispatch } = setUp({});
    const element = { kind: 'bus', number: 1 };
    const edit = { kind: 'update', element, changes: { colour: 'red' } };
    const reply = dispatch('edits.apply', { scenarioId: 1, version: 0, edit }, signal);
    await expect(reply).rejects.toMatchObject({ code: 'invalid-request' });
  });

  it('passes on what was meant for the user', async () => {
    const { dispatch, logged } = setUp(failing(new PhaselockError('refused', 'Add a machine.')));
    await expect(dispatch('studies.start', start, signal)).rejects.toMatchObject({
      code: 'refused',
      message: 'Add a machine.',
    });
    expect(logged).toEqual([]);
  });

  it('logs a defect with study and seed, and shows nothing of its inside', async () => {
    const defect = new TypeError('secret is undefined');
    const { dispatch, logged } = setUp(failing(defect));
    const reply = dispatch('studies.start', start, signal);
    await expect(reply).rejects.toMatchObject({ code: 'internal' });
    await expect(reply).rejects.not.toThrow(/secret/);
    expect(logged).toEqual([
      {
        place: 'studies.start',
        error: defect,
        details: { scenarioId: 3, kind: 'sync-condition', seed: 9 },
      },
    ]);
  });

  it('treats a promise that fails like a call that throws', async () => {
    const { dispatch, logged } = setUp({
      'samples.list': () => Promise.reject(new RangeError('later')),
    });
    await expect(dispatch('samples.list', {}, signal)).rejects.toMatchObject({ code: 'internal' });
    expect(logged).toHaveLength(1);
  });
});
