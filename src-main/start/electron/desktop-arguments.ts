import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface DesktopArguments {
  readonly storeFile: string | undefined;
  readonly workers: number | undefined;
  readonly files: readonly string[];
}

/** What stands behind the program's name; switches that are Chromium's own are passed over. */
export function desktopArguments(args: string[], workingDirectory: string): DesktopArguments {
  const { values, positionals } = parseArgs({
    args,
    strict: false,
    allowPositionals: true,
    options: { store: { type: 'string' }, workers: { type: 'string' } },
  });
  const workers = Number(values.workers);
  return {
    storeFile:
      typeof values.store === 'string' ? resolve(workingDirectory, values.store) : undefined,
    workers: Number.isInteger(workers) && workers > 0 ? workers : undefined,
    files: positionals.map((file) => resolve(workingDirectory, file)),
  };
}
