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
    void answer(door, options.rendererRoot, request, response);
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

async function answer(
  door: Door,
  rendererRoot: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { host, origin, cookie } = request.headers;
  // A page of another site that made its own name point to 127.0.0.1 betrays itself by Host.
  if (host !== door.host) return send(response, 421);
  if (origin !== undefined && origin !== door.origin) return send(response, 403);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return send(response, 405, { Allow: 'GET, HEAD' });
  }
  const url = URL.parse(request.url ?? '/', door.origin);
  if (url === null) return send(response, 400);

  const token = url.pathname === '/' ? url.searchParams.get('token') : null;
  if (token !== null) {
    const newCookie = door.session.exchange(token);
    if (newCookie !== null) {
      return send(response, 303, { Location: '/', 'Set-Cookie': newCookie });
    }
    if (door.session.holds(cookie)) return send(response, 303, { Location: '/' });
  }
  if (!door.session.holds(cookie)) return sendPage(response, 401, noSessionPage);
  if (url.pathname === '/session') return send(response, 204);

  const file = await readStaticFile(rendererRoot, url.pathname);
  if (file === null) return sendPage(response, 404, notFoundPage);
  send(response, 200, { 'Content-Type': file.mediaType }, file.bytes);
}

const sendPage = (response: ServerResponse, status: number, page: string): void =>
  send(response, status, { 'Content-Type': 'text/html; charset=utf-8' }, Buffer.from(page));

function send(
  response: ServerResponse,
  status: number,
  headers: OutgoingHttpHeaders = {},
  body: Uint8Array = new Uint8Array(),
): void {
  response.writeHead(status, {
    ...securityHeaders,
    'Cache-Control': 'no-store',
    ...(status === 204 ? {} : { 'Content-Length': body.byteLength }),
    ...headers,
  });
  response.end(body);
}
