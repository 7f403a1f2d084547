import { describe, expect, it, vi } from 'vitest';

import { PhaselockError } from '../../../src-shared/contract/errors.ts';
import { createRpcClient, createRpcServer } from '../../../src-shared/contract/rpc.ts';
import type {
  ClientMessage,
  Dispatch,
  RpcClient,
  RpcServer,
  ServerMessage,
} from '../../../src-shared/contract/rpc.ts';

/** Both ends joined by structured clone, as Electron joins them. */
function join(dispatch: Dispatch): {
  client: RpcClient;
  server: RpcServer;
  sent: ClientMessage[];
} {
  const sent: ClientMessage[] = [];
  const client: RpcClient = createRpcClient((message) => {
    sent.push(message);
    server.receive(structuredClone(message));
  });
  const server = createRpcServer(dispatch, (message: ServerMessage) =>
    client.receive(structuredClone(message)),
  );
  return { client, server, sent };
}

const whenAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () =>
      reject(new PhaselockError('cancelled', 'Cancelled over there.')),
    );
  });

describe('a call', () => {
  it('brings the method and the request over, and the reply back', async () => {
    const { client } = join((method, payload) => Promise.resolve({ method, payload }));
    const bytes = new Uint8Array([1, 2]);
    expect(await client.call('imports.read', { fileName: 'a.m', bytes })).toEqual({
      method: 'imports.read',
      payload: { fileName: 'a.m', bytes },
    });
  });

  it('is answered by its own reply where replies overtake each other', async () => {
    const replies = new Map<unknown, (value: unknown) => void>();
    const { client } = join(
      (_method, payload) => new Promise((resolve) => replies.set(payload, resolve)),
    );
    const calls = [1, 2, 3].map((scenarioId) => client.call('scenarios.open', { scenarioId }));
    for (const [payload, resolve] of [...replies].reverse()) resolve(payload);
    expect(await Promise.all(calls)).toEqual([1, 2, 3].map((scenarioId) => ({ scenarioId })));
  });

  it('fails with the code and message that the main process failed with', async () => {
    const { client } = join(() =>
      Promise.reject(new PhaselockError('not-found', 'Scenario 7 does not exist.')),
    );
    await expect(client.call('scenarios.open', { scenarioId: 7 })).rejects.toMatchObject({
      name: 'PhaselockError',
      code: 'not-found',
      message: 'Scenario 7 does not exist.',
    });
  });

  it('tells nothing of a defect but that there is one', async () => {
    const { client } = join(() => Promise.reject(new TypeError('secret of line 12')));
    const error: unknown = await client.call('application.info', {}).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'internal' });
    expect(String(error)).not.toContain('secret');
  });

  it('fails where the reply cannot be sent', async () => {
    const { client } = join(() => Promise.resolve(() => 'no data'));
    await expect(client.call('application.info', {})).rejects.toMatchObject({ code: 'internal' });
  });

  it('fails where the request cannot be sent', async () => {
    const client = createRpcClient(() => {
      throw new PhaselockError('unavailable', 'The host does not answer.');
    });
    await expect(client.call('application.info', {})).rejects.toThrow('The host does not answer.');
  });
});

describe('cancelling a call', () => {
  it('fails it at once and stops the request over there', async () => {
    const stopped = vi.fn();
    const { client } = join((_method, _payload, signal) => {
      signal.addEventListener('abort', stopped);
      return whenAborted(signal);
    });
    const controller = new AbortController();
    const call = client.call('margin.evaluate', { scenarioId: 1 }, { signal: controller.signal });
    controller.abort();
    await expect(call).rejects.toMatchObject({ code: 'cancelled', message: 'Cancelled.' });
    expect(stopped).toHaveBeenCalledOnce();
  });

  it('sends nothing where it was aborted before, or is aborted after the reply', async () => {
    const { client, sent } = join(() => Promise.resolve(1));
    const aborted = AbortSignal.abort();
    await expect(client.call('application.info', {}, { signal: aborted })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(sent).toEqual([]);

    const late = new AbortController();
    await client.call('application.info', {}, { signal: late.signal });
    late.abort();
    expect(sent.map(({ kind }) => kind)).toEqual(['request']);
  });
});

describe('an event', () => {
  it('reaches the listeners of its name until they stop listening', () => {
    const { client, server } = join(() => Promise.resolve(null));
    const listener = vi.fn();
    const other = vi.fn();
    const stop = client.on('scenario.changed', listener);
    client.on('import.pending', other);
    server.emit('scenario.changed', { scenarioId: 3 });
    stop();
    server.emit('scenario.changed', { scenarioId: 4 });
    expect(listener.mock.calls).toEqual([[{ scenarioId: 3 }]]);
    expect(other).not.toHaveBeenCalled();
  });
});

describe('a connection that ends', () => {
  it('cancels on the main side what still ran, and says nothing more', async () => {
    let signal: AbortSignal | undefined;
    const messages: ServerMessage[] = [];
    const server = createRpcServer(
      (_method, _payload, given) => whenAborted((signal = given)),
      (message) => messages.push(message),
    );
    server.receive({ kind: 'request', id: 1, method: 'application.info', payload: {} });
    server.close();
    server.emit('scenario.changed', { scenarioId: 1 });
    await new Promise((resolve) => setImmediate(resolve));
    expect(signal?.aborted).toBe(true);
    expect(messages).toEqual([]);
  });

  it('fails every call that waits in the window', async () => {
    const client = createRpcClient(() => undefined);
    const calls = [client.call('application.info', {}), client.call('samples.list', {})];
    client.failAll(new PhaselockError('unavailable', 'The connection was lost.'));
    for (const call of calls) await expect(call).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('a message that is none of ours', () => {
  it.each([
    null,
    'request',
    [],
    { kind: 'request' },
    { kind: 'request', id: '1', method: 'application.info', payload: {} },
    { kind: 'request', id: -1, method: 'application.info', payload: {} },
    { kind: 'cancel', id: 1, more: true },
    { kind: 'reply', id: 1, result: 1 },
  ])('is refused by the main process: %j', (message) => {
    const dispatch = vi.fn<Dispatch>();
    const server = createRpcServer(dispatch, () => undefined);
    expect(() => server.receive(message)).toThrow(PhaselockError);
    expect(dispatch).not.toHaveBeenCalled();
  });

  it.each([undefined, { kind: 'request', id: 1 }, { kind: 'reply' }, { kind: 'event', data: 1 }])(
    'is refused by the window: %j',
    (message) => {
      const client = createRpcClient(() => undefined);
      expect(() => client.receive(message)).toThrow(PhaselockError);
    },
  );

  it('that answers a call nobody made is ignored', () => {
    const client = createRpcClient(() => undefined);
    expect(() => client.receive({ kind: 'reply', id: 99, result: 1 })).not.toThrow();
  });
});
