import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  requireWritable,
  writeWholeFile,
} from '../../../../src-main/start/cli/write-whole-file.ts';

describe('a file that an answer goes to', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'phaselock-out-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is refused before the work where its folder is not there, and left alone where it is', async () => {
    const lost = join(folder, 'none', 'answer.json');
    await expect(requireWritable(lost)).rejects.toThrow(
      /answer\.json cannot be written \(ENOENT\): check the folder/,
    );
    const file = join(folder, 'answer.json');
    await requireWritable(file);
    await requireWritable(undefined);
    expect(existsSync(file)).toBe(false);
  });

  it('is written whole, or with the same words not at all', async () => {
    const file = join(folder, 'answer.json');
    await writeWholeFile(file, '{}');
    expect(readFileSync(file, 'utf8')).toBe('{}');
    const lost = join(folder, 'none', 'answer.json');
    await expect(writeWholeFile(lost, '{}')).rejects.toThrow(/cannot be written \(ENOENT\)/);
  });
});
