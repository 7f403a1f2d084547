import { createServer } from 'node:http';
import type { IncomingMessage, OutgoingHttpHeaders, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { PhaselockError } from '../../../src-shared/contract/errors.ts';
import type { Application } from '../application.ts';
import { securityHeaders } from '../security-headers.ts';
import { readStaticFile } from '../static-file.ts';
import { createDoor } from './door.ts';
import type { Door } from './door.ts';
import { noSessionPage, notFoundPage } from './pages.ts';
import { acceptSockets } from './sockets.ts';

export interface HostServerOptions {
  readonly application: Pick<Application, 'dispatch' | 'subscribe'>;
  readonly rendererRoot: string;
  /** 0: any free one. */
  readonly port: number;
}

export interface HostServer {
  /** Address with the token that works once. */
  readonly entryUrl: string;
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/** The window's files and the WebSocket on the loopback interface, for one browser. */
export async function startHostServer(options: HostServerOptions): Promise<HostServer> {
  const server = createServer();
  const port = await listen(server, options.port);
  const door = createDoor(port);

  server.on('request', (request, response) => {
    void answer(door, options.rendererRoot, request).then((given) => send(response, given));
  });
  const closeSockets = acceptSockets(server, door, options.application);

  return {
    entryUrl: `${door.origin}/?token=${door.session.token}`,
    origin: door.origin,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        closeSockets();
        server.closeAllConnections();
      }),
  };
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(portError(port, cause)));
    server.listen(port, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

function portError(port: number, cause: NodeJS.ErrnoException): Error {
  const why = cause.code === 'EADDRINUSE' ? 'is taken by another program' : 'cannot be opened';
  return new PhaselockError(
    'unavailable',
    `Port ${port} ${why}: choose another with --port, or leave --port away and any free one is taken.`,
    { cause },
  );
}

interface Answer {
  readonly status: number;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: Uint8Array;
}

async function answer(door: Door, rendererRoot: string, request: IncomingMessage): Promise<Answer> {
  const { host, origin, cookie } = request.headers;
  // A page of another site that made its own name point to 127.0.0.1 betrays itself by Host.
  if (host !== door.host) return { status: 421 };
  if (origin !== undefined && origin !== door.origin) return { status: 403 };
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return { status: 405, headers: { Allow: 'GET, HEAD' } };
  }
  const url = URL.parse(request.url ?? '/', door.origin);
  if (url === null) return { status: 400 };

  const token = url.pathname === '/' ? url.searchParams.get('token') : null;
  if (token !== null) {
    const newCookie = door.session.exchange(token);
    if (newCookie !== null) return toStart({ 'Set-Cookie': newCookie });
    if (door.session.holds(cookie)) return toStart();
  }
  if (!door.session.holds(cookie)) return page(401, noSessionPage);
  if (url.pathname === '/session') return { status: 204 };

  const file = await readStaticFile(rendererRoot, url.pathname);
  if (file === null) return page(404, notFoundPage);
  return { status: 200, headers: { 'Content-Type': file.mediaType }, body: file.bytes };
}

/** To the address without the token, so that it stays neither in the address bar nor in history. */
const toStart = (headers: OutgoingHttpHeaders = {}): Answer => ({
  status: 303,
  headers: { Location: '/', ...headers },
});

const page = (status: number, html: string): Answer => ({
  status,
  headers: { 'Content-Type': 'text/html; charset=utf-8' },
  body: Buffer.from(html),
});

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, {
    ...securityHeaders,
    'Cache-Control': 'no-store',
    ...(status === 204 ? {} : { 'Content-Length': body?.byteLength ?? 0 }),
    ...headers,
  });
  response.end(body);
}
