import { existsSync, renameSync } from 'node:fs';

import { asStorageError } from './storage-errors.ts';

/**
 * Moves a damaged project file out of the way, with what belongs to it, so that a new one can
 * begin. Only on the user's word: nothing calls this on its own.
 *
 * @returns where the file is now.
 */
export function setAside(file: string, now: Date): string {
  const stamp = now.toISOString().slice(0, 19).replaceAll(':', '-');
  const aside = `${file}.damaged-${stamp}`;
  try {
    // The log first: without its database it is nothing, the database without it still opens.
    for (const part of ['-wal', '-shm', '']) {
      if (existsSync(file + part)) renameSync(file + part, aside + part);
    }
  } catch (error) {
    throw asStorageError(file, error);
  }
  return aside;
}
