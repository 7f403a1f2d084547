import { PhaselockError } from '../../src-shared/contract/errors.ts';
import { createRpcClient } from '../../src-shared/contract/rpc.ts';
import type { ClientMessage, RpcClient } from '../../src-shared/contract/rpc.ts';
import type { Carrier, Connection } from './carrier.ts';

/** The renderer's view of the main process: what it may ask, and what it is told. */
export interface Api {
  /**
   * Asks and waits for the answer. Fails with PhaselockError, whose message is for the user.
   * Before the first connection requests wait for it; while one is lost they fail at once with
   * `unavailable`, so that nothing is sent late that the user has given up on.
   */
  readonly call: RpcClient['call'];
  /**
   * Listens to an event; the returned function stops it. What happens while the connection is
   * lost is missed: look again when `onConnection` says that it is open.
   */
  readonly on: RpcClient['on'];
  readonly connection: () => Connection;
  /** Told of every change from now on; the returned function stops it. */
  readonly onConnection: (listener: (connection: Connection) => void) => () => void;
}

export function createApi(carrier: Carrier): Api {
  const listeners = new Set<(connection: Connection) => void>();
  const early: ClientMessage[] = [];
  let connection: Connection = { state: 'connecting', remedy: null };

  const client = createRpcClient((message) => {
    if (connection.state === 'connecting') early.push(message);
    else carrier.send(message);
  });

  function changed(next: Connection): void {
    connection = next;
    const waiting = early.splice(0);
    if (next.remedy === null) waiting.forEach(carrier.send);
    else client.failAll(new PhaselockError('unavailable', next.remedy));
    for (const listener of [...listeners]) listener(next);
  }

  carrier.open({ changed, received: client.receive });
  return {
    call: client.call,
    on: client.on,
    connection: () => connection,
    onConnection(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
