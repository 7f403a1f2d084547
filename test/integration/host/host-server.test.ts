import { mkdtempSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';

import { decodeFrame, encodeFrame } from '../../../src-shared/contract/frame.ts';
import type { ServerMessage } from '../../../src-shared/contract/rpc.ts';
import type { EventListener } from '../../../src-main/start/application.ts';
import { startHostServer } from '../../../src-main/start/host/host-server.ts';
import type { HostServer } from '../../../src-main/start/host/host-server.ts';

const rendererRoot = mkdtempSync(join(tmpdir(), 'phaselock-renderer-'));
writeFileSync(join(rendererRoot, 'index.html'), '<!doctype html><title>Phaselock</title>');
writeFileSync(join(rendererRoot, 'main.js'), 'export {};');

/** An application that echoes, so that what arrives can be seen; one request lasts until cancelled. */
const listeners = new Set<EventListener>();
const signals: AbortSignal[] = [];
const application = {
  dispatch(method: string, payload: unknown, signal: AbortSignal): Promise<unknown> {
    if (method !== 'margin.evaluate') return Promise.resolve({ method, payload });
    signals.push(signal);
    return new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Error('stopped')));
    });
  },
  subscribe(listener: EventListener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

function get(url: string, headers: OutgoingHttpHeaders = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { headers, method }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, text }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

/** Opens a WebSocket; resolves with the status where the host refuses it. */
function connect(url: string, headers: OutgoingHttpHeaders): Promise<WebSocket | number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { headers: headers as Record<string, string> });
    socket.binaryType = 'arraybuffer';
    socket.on('open', () => resolve(socket));
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('error', reject);
  });
}

async function connected(url: string, headers: OutgoingHttpHeaders): Promise<WebSocket> {
  const socket = await connect(url, headers);
  if (typeof socket === 'number') throw new Error(`Refused with ${socket}.`);
  return socket;
}

const nextMessage = (socket: WebSocket): Promise<ServerMessage> =>
  new Promise((resolve) => {
    socket.once('message', (data) =>
      resolve(decodeFrame(new Uint8Array(data as ArrayBuffer)) as ServerMessage),
    );
  });

const closed = (socket: WebSocket): Promise<number> =>
  new Promise((resolve) => socket.once('close', resolve));

let host: HostServer;
let cookie: string;

beforeAll(async () => {
  host = await startHostServer({ application, rendererRoot, port: 0 });
  const { headers } = await get(host.entryUrl);
  cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? '';
});
afterAll(() => host.close());

describe('the address with the token', () => {
  let fresh: HostServer;
  beforeEach(async () => {
    fresh = await startHostServer({ application, rendererRoot, port: 0 });
    return () => fresh.close();
  });

  it('is on the loopback interface and gives a cookie for the browser that opens it', async () => {
    expect(fresh.entryUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
    const { status, headers } = await get(fresh.entryUrl);
    expect(status).toBe(303);
    expect(headers.location).toBe('/');
    expect(headers['set-cookie']?.[0]).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
  });

  it('works once; the same browser may come back with it, another may not', async () => {
    const { headers } = await get(fresh.entryUrl);
    const own = headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    expect((await get(fresh.entryUrl)).status).toBe(401);
    expect((await get(fresh.entryUrl, { cookie: own })).status).toBe(303);
  });
});

describe('a page', () => {
  it('is served to the session, also after a reload', async () => {
    for (let times = 0; times < 2; times++) {
      const { status, headers, text } = await get(`${host.origin}/`, { cookie });
      expect(status).toBe(200);
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect(text).toContain('<title>Phaselock</title>');
    }
    const script = await get(`${host.origin}/main.js`, { cookie, origin: host.origin });
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
  });

  it('without a session is refused, and says what to do', async () => {
    for (const headers of [{}, { cookie: 'phaselock=1' }]) {
      const { status, text } = await get(`${host.origin}/main.js`, headers);
      expect(status).toBe(401);
      expect(text).toContain('open the address that it prints');
    }
    expect((await get(`${host.origin}/session`)).status).toBe(401);
    expect((await get(`${host.origin}/session`, { cookie })).status).toBe(204);
  });

  it('is refused under another name of this machine, to another site, and for writing', async () => {
    const port = new URL(host.origin).port;
    expect((await get(`${host.origin}/`, { cookie, host: `localhost:${port}` })).status).toBe(421);
    expect((await get(`${host.origin}/`, { cookie, host: 'evil.example' })).status).toBe(421);
    expect((await get(`${host.origin}/`, { cookie, origin: 'http://evil.example' })).status).toBe(
      403,
    );
    expect((await get(`${host.origin}/`, { cookie }, 'POST')).status).toBe(405);
  });

  it('outside the folder does not exist', async () => {
    for (const path of ['/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json', '/%']) {
      expect((await get(host.origin + path, { cookie })).status).toBe(404);
    }
  });

  it('has the security headers on every answer', async () => {
    const answers = [
      await get(`${host.origin}/`, { cookie }),
      await get(`${host.origin}/none`, { cookie }),
      await get(`${host.origin}/`),
      await get(`${host.origin}/`, { host: 'evil.example' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 401, 421]);
    for (const { headers } of answers) {
      expect(headers['content-security-policy']).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      );
      expect(headers['cross-origin-opener-policy']).toBe('same-origin');
      expect(headers['cross-origin-embedder-policy']).toBe('require-corp');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });
});

describe('a WebSocket', () => {
  const rpc = (): string => `${host.origin.replace('http', 'ws')}/rpc`;

  it('is refused without the cookie, from another origin, by another name and elsewhere', async () => {
    const { origin } = host;
    expect(await connect(rpc(), { origin })).toBe(401);
    expect(await connect(rpc(), { cookie })).toBe(403);
    expect(await connect(rpc(), { cookie, origin: 'http://evil.example' })).toBe(403);
    expect(await connect(rpc(), { cookie, origin, host: 'evil.example' })).toBe(421);
    expect(await connect(rpc().replace('rpc', 'other'), { cookie, origin })).toBe(404);
  });

  it('carries requests with typed arrays, replies and events, uncompressed', async () => {
    const socket = await connected(rpc(), { cookie, origin: host.origin });
    expect(socket.extensions).toBe('');
    const payload = { theta: new Float64Array([1, 2]), limit: Infinity };
    socket.send(encodeFrame({ kind: 'request', id: 1, method: 'samples.list', payload }));
    expect(await nextMessage(socket)).toStrictEqual({
      kind: 'reply',
      id: 1,
      result: { method: 'samples.list', payload },
    });
    const event = nextMessage(socket);
    for (const listener of listeners) listener('import.pending', { fileName: 'case9.m' });
    expect(await event).toEqual({
      kind: 'event',
      name: 'import.pending',
      data: { fileName: 'case9.m' },
    });
    socket.terminate();
  });

  it('that brings something unreadable is closed, and the next one is served', async () => {
    for (const garbage of ['text', new Uint8Array(64), encodeFrame({ kind: 'none' })]) {
      const socket = await connected(rpc(), { cookie, origin: host.origin });
      const end = closed(socket);
      socket.send(garbage);
      expect(await end).toBe(1003);
    }
    const socket = await connected(rpc(), { cookie, origin: host.origin });
    socket.send(encodeFrame({ kind: 'request', id: 7, method: 'samples.list', payload: {} }));
    expect(await nextMessage(socket)).toMatchObject({ id: 7 });
    socket.terminate();
  });

  it('that announces a frame beyond the limit is closed before it is read', async () => {
    const socket = await connected(rpc(), { cookie, origin: host.origin });
    const end = closed(socket);
    // A masked binary frame whose 64-bit length says 1 GiB.
    const header = Buffer.from([0x82, 0xff, 0, 0, 0, 0, 0x40, 0, 0, 0, 0, 0, 0, 0]);
    (socket as unknown as { _socket: { write: (bytes: Buffer) => void } })._socket.write(header);
    expect(await end).toBe(1009);
  });

  it('that goes away leaves no listener behind and cancels what it asked for', async () => {
    await expect.poll(() => listeners.size).toBe(0);
    const socket = await connected(rpc(), { cookie, origin: host.origin });
    socket.send(encodeFrame({ kind: 'request', id: 1, method: 'margin.evaluate', payload: {} }));
    const state = (): unknown[] => [listeners.size, ...signals.map(({ aborted }) => aborted)];
    await expect.poll(state).toEqual([1, false]);
    socket.terminate();
    await expect.poll(state).toEqual([0, true]);
  });
});

describe('the end', () => {
  it('tells the pages and frees the port, though a page does not answer', async () => {
    const ending = await startHostServer({ application, rendererRoot, port: 0 });
    const { headers } = await get(ending.entryUrl);
    const own = headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    const url = `${ending.origin.replace('http', 'ws')}/rpc`;
    const answering = await connected(url, { cookie: own, origin: ending.origin });
    const silent = await connected(url, { cookie: own, origin: ending.origin });
    silent.pause();
    const end = closed(answering);
    await ending.close();
    expect(await end).toBe(1001);
    const again = await startHostServer({
      application,
      rendererRoot,
      port: Number(new URL(ending.origin).port),
    });
    await again.close();
  });

  it('never begins on a port that is taken, and names the remedy', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await expect(startHostServer({ application, rendererRoot, port })).rejects.toThrow(
      /is taken by another program: choose another with --port/,
    );
    other.close();
  });
});
