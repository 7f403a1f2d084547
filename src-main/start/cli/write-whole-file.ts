import { access, constants, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import { PhaselockError } from '../../../src-shared/contract/errors.ts';

/** Writes all of it or leaves what was there. */
export async function writeWholeFile(
  file: string,
  content: Parameters<typeof writeFile>[1],
): Promise<void> {
  const unfinished = `${file}.part`;
  try {
    await writeFile(unfinished, content);
    await rename(unfinished, file);
  } catch (cause) {
    await rm(unfinished, { force: true });
    throw unwritable(file, cause);
  }
}

/** Before hours of work whose answer is to go there: that there is such a folder to write in. */
export async function requireWritable(file: string | undefined): Promise<void> {
  if (file === undefined) return;
  await access(dirname(file), constants.W_OK).catch((cause: unknown) => {
    throw unwritable(file, cause);
  });
}

function unwritable(file: string, cause: unknown): PhaselockError {
  const { code } = cause as NodeJS.ErrnoException;
  return new PhaselockError(
    'unavailable',
    `${file} cannot be written (${code ?? String(cause)}): check the folder, your permission and the space on the disk.`,
    { cause },
  );
}
