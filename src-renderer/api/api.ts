import type { Bridge } from '../../src-shared/contract/bridge.ts';
import { bridgeCarrier } from './bridge-carrier.ts';
import { createApi } from './create-api.ts';
import { socketCarrier } from './socket-carrier.ts';

declare global {
  interface Window {
    /** Put there by Electron's preload; absent in a browser. */
    readonly phaselock?: Bridge;
  }
}

/** The one connection of this window to the main process. */
export const api = createApi(
  window.phaselock ? bridgeCarrier(window.phaselock) : socketCarrier(location.origin),
);
