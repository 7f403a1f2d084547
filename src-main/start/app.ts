import { createDispatcher } from '../ipc/dispatcher.ts';
import { bindServices } from '../ipc/bindings.ts';
import { createDefectLog } from '../services/defect-log.ts';
import { createEngine } from '../services/engine.ts';
import { createEventHub } from '../services/event-hub.ts';
import { createServices } from '../services/services.ts';
import { openStore } from '../store/open-store.ts';
import type { Application, ApplicationOptions } from './application.ts';

/**
 * Joins the rooms.
 *
 * @throws PhaselockError `storage` where the project file cannot be opened; nothing has been
 * started then. A damaged file can be moved out of the way by `setAside`, on the user's word.
 */
export function createApplication(options: ApplicationOptions): Application {
  const { storeFile, workerUrl, logFile, workers } = options;
  const now = (): Date => new Date();
  const log = createDefectLog(logFile, now);
  const events = createEventHub();
  const engine = createEngine({ workerUrl, workers });
  const store = openStore(storeFile);
  const services = createServices({ store, events, log, now }, engine, options);
  // The first network that is opened finds its thread ready.
  if (options.shell !== 'cli') engine.live.warmUp();

  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    try {
      await services.close();
    } finally {
      await engine.close();
      store.close();
    }
  };

  return {
    dispatch: createDispatcher(bindServices(services), log),
    subscribe: events.subscribe,
    openFile: (fileName, bytes) => services.imports.offer(fileName, bytes),
    services,
    engine,
    isKeeper: store.isKeeper,
    isOnlyRead: store.onlyRead !== null,
    close: () => (closing ??= close()),
  };
}
