import { open } from 'node:fs/promises';
import { basename } from 'node:path';

import { PhaselockError } from '../../src-shared/contract/errors.ts';
import { whyTooLarge } from '../../src-shared/contract/file-size.ts';

export interface OpenedFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads a file that the user named. One that is too large is refused by its size, before a byte
 * of it is read.
 *
 * @throws PhaselockError `unreadable-input` that names the file and the remedy.
 */
export async function readOpenedFile(path: string): Promise<OpenedFile> {
  const file = await open(path).catch((cause: unknown) => unreadable(path, cause));
  try {
    const stats = await file.stat();
    if (!stats.isFile()) refuse(`${path} is not a file: name a network file.`);
    const reason = whyTooLarge(stats.size);
    if (reason !== null) refuse(`${path} is too large. ${reason}`);
    return { fileName: basename(path), bytes: await file.readFile() };
  } finally {
    await file.close();
  }
}

/** Says why a file that the user named cannot be read, and what to do. */
export function unreadable(path: string, cause: unknown): never {
  const { code } = cause as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
      return refuse(`${path} does not exist: check the name and the folder.`, cause);
    case 'EACCES':
    case 'EPERM':
      return refuse(`${path} may not be read: give yourself permission to read it.`, cause);
    default:
      return refuse(`${path} cannot be read (${code ?? String(cause)}).`, cause);
  }
}

function refuse(message: string, cause?: unknown): never {
  throw new PhaselockError('unreadable-input', message, { cause });
}
