import { mkdtempSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { readOpenedFile } from '../../../src-main/start/opened-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'phaselock-opened-'));

describe('a file that the user names', () => {
  it('is read under its own name', async () => {
    const path = join(folder, 'case9.m');
    writeFileSync(path, 'mpc');
    const { fileName, bytes } = await readOpenedFile(path);
    expect([fileName, Buffer.from(bytes).toString()]).toEqual(['case9.m', 'mpc']);
  });

  it('of 1 GB is refused by its size, before memory is taken for it', async () => {
    const path = join(folder, 'zeros.m');
    writeFileSync(path, '');
    truncateSync(path, 1024 ** 3);
    const before = process.memoryUsage().rss;
    await expect(readOpenedFile(path)).rejects.toMatchObject({
      code: 'unreadable-input',
      message: expect.stringMatching(
        /zeros\.m is too large\. It has 1024 MB; at most 256 MB/,
      ) as string,
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(512 * 1024 ** 2);
  });

  it.each([
    ['missing.m', /does not exist/],
    ['.', /is not a file/],
  ])('%s gets the reason and the remedy', async (name, reason) => {
    const reading = readOpenedFile(join(folder, name));
    await expect(reading).rejects.toMatchObject({ code: 'unreadable-input' });
    await expect(reading).rejects.toThrow(reason);
  });
});
