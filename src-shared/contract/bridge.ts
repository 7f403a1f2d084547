/** What the preload puts on `window.phaselock`: messages go by structured clone. */
export interface Bridge {
  readonly send: (message: unknown) => void;
  readonly receive: (listener: (message: unknown) => void) => void;
}

/** The one IPC channel, in both directions. */
export const bridgeChannel = 'phaselock';
