import { PhaselockError } from '../../../src-shared/contract/errors.ts';
import type { Application } from '../application.ts';
import { defaultLogFile, defaultStoreFile } from '../locations.ts';
import type { ProductParts } from '../locations.ts';
import { openProject } from '../open-project.ts';
import type { MaySetAside } from '../open-project.ts';
import { readOpenedFile } from '../opened-file.ts';
import { chromiumPrinter } from '../pdf/chromium-printer.ts';
import { version } from '../version.ts';
import { startHostServer } from './host-server.ts';
import { openBrowser } from './open-browser.ts';

export interface ServeOptions {
  readonly parts: ProductParts;
  readonly port: number;
  readonly open: boolean;
  readonly storeFile: string | undefined;
  readonly workers: number | undefined;
  /** A project file that cannot be opened may be moved out of the way. */
  readonly setAside: boolean;
  /** Offered for import; where there are several, the last one is. */
  readonly files: readonly string[];
}

/** Runs the loopback host until the signal; everything is saved when it returns. */
export async function serve(options: ServeOptions, stop: AbortSignal): Promise<void> {
  const files = await Promise.all(options.files.map(readOpenedFile));
  const storeFile = options.storeFile ?? defaultStoreFile();
  const project = {
    storeFile,
    workerUrl: options.parts.workerUrl,
    logFile: defaultLogFile(),
    ...(options.workers === undefined ? {} : { workers: options.workers }),
    version,
    shell: 'host',
    pdfPrinter: chromiumPrinter(),
  } as const;
  const application = await openProject(project, maySetAside(options.setAside));
  try {
    for (const { fileName, bytes } of files) application.openFile(fileName, bytes);
    await serveApplication(application, options, stop);
  } finally {
    await application.close();
  }
}

const maySetAside =
  (allowed: boolean): MaySetAside =>
  (error) => {
    if (allowed) return true;
    const remedy = 'To move it out of the way and begin a new one, start with --set-aside.';
    throw new PhaselockError(error.code, `${error.message}\n${remedy}`, { cause: error });
  };

async function serveApplication(
  application: Application,
  { parts: { rendererRoot }, port, open }: ServeOptions,
  stop: AbortSignal,
): Promise<void> {
  const server = await startHostServer({ application, rendererRoot, port });
  console.log(`Phaselock is running at ${server.entryUrl} - stop it with Ctrl+C`);
  if (open) {
    void openBrowser(server.entryUrl).then((opened) => {
      if (!opened) console.error('No browser could be opened: open the address above in one.');
    });
  }
  await whenAborted(stop);
  await server.close();
}

const whenAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
