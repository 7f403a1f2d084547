import type { EventMap, EventName } from '../../src-shared/contract/contract.ts';
import type { ApplicationInfo } from '../../src-shared/contract/application-documents.ts';
import type { Dispatch } from '../../src-shared/contract/rpc.ts';
import type { Engine } from '../services/engine.ts';
import type { PdfPrinter } from '../services/reports.ts';
import type { Services } from '../services/services.ts';

/** What a shell hands in: everything that depends on where the program runs. */
export interface ApplicationOptions {
  /** The project file; created where it does not exist, with its folder. */
  readonly storeFile: string;
  /** Entry of the study worker: built, `study-worker.js`; from source, `worker-entry.ts`. */
  readonly workerUrl: URL;
  /** Defects are logged here, one JSON document a line; old lines rotate away. */
  readonly logFile: string;
  /** Threads for studies; one more serves the live margin. */
  readonly workers?: number;
  readonly version: string;
  readonly shell: ApplicationInfo['shell'];
  /** What makes a PDF of a page here; null where nothing does. */
  readonly pdfPrinter: PdfPrinter | null;
}

export interface EventListener {
  <Name extends EventName>(name: Name, data: EventMap[Name]): void;
}

/** The whole product below the windows. */
export interface Application {
  /** Answers every request of the contract; hand it to `createRpcServer`. */
  readonly dispatch: Dispatch;
  /** Tells every event to the listener until the returned function is called. */
  readonly subscribe: (listener: EventListener) => () => void;
  /** A file that the shell was asked to open: waits for `imports.pending` and says so. */
  readonly openFile: (fileName: string, bytes: Uint8Array) => void;
  /** The same, typed and without a carrier: for the command line. */
  readonly services: Services;
  /** Studies without a store. */
  readonly engine: Engine;
  /** No other process has the project file open: a shell with a window insists on it. */
  readonly isKeeper: boolean;
  /** The project file cannot be written now: it is only looked at, by as many as like to. */
  readonly isOnlyRead: boolean;
  /** Cancels what runs, writes down what is to be kept, closes the project file. */
  readonly close: () => Promise<void>;
}
