import { describe, expect, it, vi } from 'vitest';

import { PhaselockError } from '../../../../src-shared/contract/errors.ts';
import type { Bridge } from '../../../../src-shared/contract/bridge.ts';
import { createRpcServer } from '../../../../src-shared/contract/rpc.ts';
import type { ClientMessage } from '../../../../src-shared/contract/rpc.ts';
import { bridgeCarrier } from '../../../../src-renderer/api/bridge-carrier.ts';
import type { CarrierEvents } from '../../../../src-renderer/api/carrier.ts';
import { createApi } from '../../../../src-renderer/api/create-api.ts';

/** A carrier worked by hand. */
function handCarrier() {
  const sent: ClientMessage[] = [];
  let events: CarrierEvents | undefined;
  const api = createApi({ open: (given) => (events = given), send: (m) => sent.push(m) });
  if (!events) throw new Error('createApi opens its carrier.');
  return { api, sent, ...events };
}

describe('the api over a carrier', () => {
  it('keeps what is asked before the first connection, in order', () => {
    const { api, sent, changed } = handCarrier();
    void api.call('application.info', {});
    void api.call('samples.list', {});
    expect(sent).toEqual([]);
    changed({ state: 'open', remedy: null });
    expect(sent.map((message) => message.kind === 'request' && message.method)).toEqual([
      'application.info',
      'samples.list',
    ]);
  });

  it('fails what waits when the connection is lost, with what to do about it', async () => {
    const { api, changed } = handCarrier();
    const early = api.call('samples.list', {});
    changed({ state: 'lost', remedy: 'Start the host again.' });
    await expect(early).rejects.toMatchObject({
      code: 'unavailable',
      message: 'Start the host again.',
    });
  });

  it('does not send after a break what failed before it', async () => {
    const { api, sent, changed } = handCarrier();
    const early = api.call('samples.list', {});
    changed({ state: 'lost', remedy: 'Start the host again.' });
    await expect(early).rejects.toBeInstanceOf(PhaselockError);
    changed({ state: 'open', remedy: null });
    expect(sent).toEqual([]);
  });

  it('tells of every change of the connection until one stops listening', () => {
    const { api, changed } = handCarrier();
    const listener = vi.fn();
    const stop = api.onConnection(listener);
    expect(api.connection()).toEqual({ state: 'connecting', remedy: null });
    changed({ state: 'open', remedy: null });
    changed({ state: 'ended', remedy: 'Close this page.' });
    stop();
    changed({ state: 'open', remedy: null });
    expect(
      listener.mock.calls.map(([connection]) => (connection as { state: string }).state),
    ).toEqual(['open', 'ended']);
    expect(api.connection().state).toBe('open');
  });
});

describe('the bridge carrier', () => {
  it('joins the window with the main process by structured clone', async () => {
    let listen: (message: unknown) => void = () => undefined;
    const server = createRpcServer(
      (method, payload) => Promise.resolve({ method, payload }),
      (message) => listen(structuredClone(message)),
    );
    const bridge: Bridge = {
      send: (message) => server.receive(structuredClone(message)),
      receive: (listener) => (listen = listener),
    };
    const api = createApi(bridgeCarrier(bridge));
    expect(api.connection().state).toBe('open');
    expect(await api.call('scenarios.open', { scenarioId: 5 })).toEqual({
      method: 'scenarios.open',
      payload: { scenarioId: 5 },
    });
  });
});
