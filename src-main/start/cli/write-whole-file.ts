import { rename, rm, writeFile } from 'node:fs/promises';

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
    const { code } = cause as NodeJS.ErrnoException;
    throw new PhaselockError(
      'unavailable',
      `${file} cannot be written (${code ?? String(cause)}): check the folder, your permission and the space on the disk.`,
      { cause },
    );
  }
}
