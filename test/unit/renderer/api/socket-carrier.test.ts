import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';

import { decodeFrame, encodeFrame } from '../../../../src-shared/contract/frame.ts';
import { createRpcServer } from '../../../../src-shared/contract/rpc.ts';
import { createApi } from '../../../../src-renderer/api/create-api.ts';
import type { Api } from '../../../../src-renderer/api/create-api.ts';
import { socketCarrier } from '../../../../src-renderer/api/socket-carrier.ts';

/** The least that a host must do for a page: a WebSocket that echoes, and the state of the session. */
async function startHost(port = 0, session = { status: 204 }) {
  const server: Server = createServer((_request, response) => {
    response.writeHead(session.status).end();
  });
  const sockets = new WebSocketServer({ server, path: '/rpc' });
  sockets.on('connection', (socket) => {
    const rpc = createRpcServer(
      (_method, payload) => Promise.resolve(payload),
      (message) => socket.send(encodeFrame(message)),
    );
    socket.binaryType = 'arraybuffer';
    socket.on('message', (data) => rpc.receive(decodeFrame(new Uint8Array(data as ArrayBuffer))));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const stop = (): Promise<void> => {
    for (const socket of sockets.clients) socket.terminate();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  return { sockets, session, stop, port: (server.address() as AddressInfo).port };
}

const reached = (api: Api, state: string): Promise<string | null> =>
  new Promise((resolve) => {
    const stop = api.onConnection((connection) => {
      if (connection.state !== state) return;
      stop();
      resolve(connection.remedy);
    });
  });

let stopHost = (): Promise<void> => Promise.resolve();
afterEach(() => stopHost());

describe('the socket carrier', () => {
  it('brings typed arrays over and back', async () => {
    const host = await startHost();
    stopHost = host.stop;
    const api = createApi(socketCarrier(`http://127.0.0.1:${host.port}`));
    const request = { fileName: 'case9.m', bytes: new Uint8Array([1, 2, 3]) };
    expect(await api.call('imports.read', request)).toStrictEqual(request);
    host.session.status = 401;
  });

  it('comes back by itself when the host does', async () => {
    const first = await startHost();
    const api = createApi(socketCarrier(`http://127.0.0.1:${first.port}`));
    await reached(api, 'open');
    const lost = reached(api, 'lost');
    await first.stop();
    expect(await lost).toContain('start it again');
    await expect(api.call('samples.list', {})).rejects.toMatchObject({ code: 'unavailable' });

    const second = await startHost(first.port);
    stopHost = second.stop;
    await reached(api, 'open');
    expect(await api.call('samples.list', {})).toEqual({});
    second.session.status = 401;
  });

  it('opens a fresh connection where the host sends something unreadable', async () => {
    const host = await startHost();
    stopHost = host.stop;
    const api = createApi(socketCarrier(`http://127.0.0.1:${host.port}`));
    await reached(api, 'open');
    const again = reached(api, 'open');
    for (const socket of host.sockets.clients) socket.send(new Uint8Array(16));
    await again;
    expect(await api.call('samples.list', {})).toEqual({});
    host.session.status = 401;
  });

  it('stops trying and says what to do where the session has ended', async () => {
    const host = await startHost();
    stopHost = host.stop;
    const api = createApi(socketCarrier(`http://127.0.0.1:${host.port}`));
    await reached(api, 'open');
    host.session.status = 401;
    const ended = reached(api, 'ended');
    for (const socket of host.sockets.clients) socket.terminate();
    expect(await ended).toContain('open the address that the host printed');
  });
});
