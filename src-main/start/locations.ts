import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The user's own folder for data of this program, by the custom of the platform. */
export function dataDirectory(
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
  home: string = homedir(),
): string {
  switch (platform) {
    case 'win32':
      return join(environment['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'Phaselock');
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Phaselock');
    default:
      return join(environment['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'phaselock');
  }
}

export const defaultStoreFile = (directory = dataDirectory()): string =>
  join(directory, 'project.phaselock');

export const defaultLogFile = (directory = dataDirectory()): string =>
  join(directory, 'log', 'phaselock.jsonl');

/** Where the desktop keeps what belongs to the window of a project, rather than to the project. */
export function profileFolder(storeFile: string, directory = dataDirectory()): string {
  const name = createHash('sha256').update(resolve(storeFile)).digest('hex').slice(0, 16);
  return join(directory, 'windows', name);
}

export interface ProductParts {
  /** Entry of the study worker. */
  readonly workerUrl: URL;
  /** Folder of the built window. */
  readonly rendererRoot: string;
}

/**
 * Where the other parts of the product lie, seen from an entry: its `import.meta.url`, which is
 * src-main/start/x.ts from source and out/main/x.js when built. A packaged application keeps
 * its worker outside the archive, since threads cannot start inside.
 */
export function productParts(entryUrl: string): ProductParts {
  if (entryUrl.endsWith('.ts')) {
    return {
      workerUrl: new URL('../workers/worker-entry.ts', entryUrl),
      rendererRoot: fileURLToPath(new URL('../../out/renderer', entryUrl)),
    };
  }
  const unpacked = entryUrl.replace('/app.asar/', '/app.asar.unpacked/');
  return {
    workerUrl: new URL('study-worker.js', unpacked),
    rendererRoot: fileURLToPath(new URL('../renderer', entryUrl)),
  };
}
