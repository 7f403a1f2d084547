import type { Bridge } from '../../src-shared/contract/bridge.ts';
import type { Carrier } from './carrier.ts';

/** Electron: the preload's bridge, there from the first line of the page to the last. */
export function bridgeCarrier(bridge: Bridge): Carrier {
  return {
    open({ changed, received }) {
      bridge.receive(received);
      changed({ state: 'open', remedy: null });
    },
    send: (message) => bridge.send(message),
  };
}
