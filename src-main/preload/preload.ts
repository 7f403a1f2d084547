import { contextBridge, ipcRenderer } from 'electron';

import { bridgeChannel } from '../../src-shared/contract/bridge.ts';
import type { Bridge } from '../../src-shared/contract/bridge.ts';

const bridge: Bridge = {
  send: (message) => ipcRenderer.send(bridgeChannel, message),
  receive: (listener) => void ipcRenderer.on(bridgeChannel, (_event, message) => listener(message)),
};

contextBridge.exposeInMainWorld('phaselock', bridge);
