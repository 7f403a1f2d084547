import type { ClientMessage } from '../../src-shared/contract/rpc.ts';

/**
 * connecting: not yet there. open: usable. lost: it was there, or should be, and is being
 * restored. ended: it will not come back without the user. `remedy` says what to do.
 */
export type Connection =
  | { readonly state: 'connecting' | 'open'; readonly remedy: null }
  | { readonly state: 'lost' | 'ended'; readonly remedy: string };

export interface CarrierEvents {
  readonly changed: (connection: Connection) => void;
  readonly received: (message: unknown) => void;
}

/** What brings messages to the main process and back: Electron's bridge or a WebSocket. */
export interface Carrier {
  /** Called once, before the first `send`. */
  readonly open: (events: CarrierEvents) => void;
  /** @throws PhaselockError where the message cannot be sent. */
  readonly send: (message: ClientMessage) => void;
}
