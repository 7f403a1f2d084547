import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

import { WebSocket, WebSocketServer } from 'ws';

import { decodeFrame, encodeFrame, largestFrameBytes } from '../../../src-shared/contract/frame.ts';
import { createRpcServer } from '../../../src-shared/contract/rpc.ts';
import type { Application } from '../application.ts';
import type { Door } from './door.ts';

type Served = Pick<Application, 'dispatch' | 'subscribe'>;

const goingAway = 1001;
const unsupportedData = 1003;

/** Joins every WebSocket that may come in with the application; the returned function ends all. */
export function acceptSockets(server: Server, door: Door, application: Served): () => void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: largestFrameBytes,
    // The bytes stay on this machine: compressing them would only cost time.
    perMessageDeflate: false,
  });

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const status = refusal(door, request);
    if (status === null) {
      sockets.handleUpgrade(request, stream, head, (socket) => serve(socket, application));
    } else {
      stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    }
  });

  return () => {
    for (const socket of sockets.clients) socket.close(goingAway, 'The host was stopped.');
    // A page that does not answer must not hold the end up.
    setTimeout(() => sockets.clients.forEach((socket) => socket.terminate()), 500).unref();
  };
}

function refusal(door: Door, { headers, url }: IncomingMessage): string | null {
  if (headers.host !== door.host) return '421 Misdirected Request';
  if (headers.origin !== door.origin) return '403 Forbidden';
  if (!door.session.holds(headers.cookie)) return '401 Unauthorized';
  return url === '/rpc' ? null : '404 Not Found';
}

function serve(socket: WebSocket, application: Served): void {
  socket.binaryType = 'arraybuffer';
  const rpc = createRpcServer(application.dispatch, (message) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(encodeFrame(message));
  });
  const unsubscribe = application.subscribe(rpc.emit);

  socket.on('message', (data, isBinary) => {
    try {
      if (!isBinary) throw new TypeError('A text message is no frame.');
      rpc.receive(decodeFrame(new Uint8Array(data as ArrayBuffer)));
    } catch {
      socket.close(unsupportedData, 'This message is none of ours.');
    }
  });
  socket.on('close', () => {
    unsubscribe();
    rpc.close();
  });
  // Without a listener a broken stream would end the process; `close` follows and cleans up.
  socket.on('error', () => undefined);
}
