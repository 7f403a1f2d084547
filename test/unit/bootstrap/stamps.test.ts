import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  fingerprint,
  removeStamp,
  stampSays,
  writeStamp,
} from '../../../build/bootstrap/stamps.mjs';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stamps-'));
  mkdirSync(join(folder, 'src/deep'), { recursive: true });
  writeFileSync(join(folder, 'src/a.ts'), 'one');
  writeFileSync(join(folder, 'src/deep/b.ts'), 'two');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('the fingerprint of the sources', () => {
  it('stays when a file is only touched', () => {
    const before = fingerprint(folder, ['src']);
    utimesSync(join(folder, 'src/a.ts'), new Date(0), new Date(0));
    expect(fingerprint(folder, ['src'])).toBe(before);
  });

  it('does not depend on the order in which the paths are named', () => {
    writeFileSync(join(folder, 'package.json'), '{}');
    const paths = ['src', 'package.json'];
    expect(fingerprint(folder, paths)).toBe(fingerprint(folder, paths.toReversed()));
  });

  const changes: [string, () => void][] = [
    ['a content changes', () => writeFileSync(join(folder, 'src/deep/b.ts'), 'other')],
    ['a file is added', () => writeFileSync(join(folder, 'src/c.ts'), '')],
    ['a file goes away', () => rmSync(join(folder, 'src/a.ts'))],
    [
      'a text moves from one file to the next',
      () => {
        writeFileSync(join(folder, 'src/a.ts'), '');
        writeFileSync(join(folder, 'src/deep/b.ts'), 'onetwo');
      },
    ],
  ];
  it.each(changes)('changes when %s', (_, change) => {
    const before = fingerprint(folder, ['src']);
    change();
    expect(fingerprint(folder, ['src'])).not.toBe(before);
  });

  it('tells a missing input from an empty one', () => {
    const without = fingerprint(folder, ['tsconfig.json']);
    writeFileSync(join(folder, 'tsconfig.json'), '');
    expect(fingerprint(folder, ['tsconfig.json'])).not.toBe(without);
  });
});

describe('a stamp', () => {
  it('vouches only for the input it was written for, and no longer once removed', () => {
    const stamp = join(folder, 'out/new/.built-from');
    expect(stampSays(stamp, 'abc')).toBe(false);
    writeStamp(stamp, 'abc');
    expect(stampSays(stamp, 'abc')).toBe(true);
    expect(stampSays(stamp, 'abcd')).toBe(false);
    removeStamp(stamp);
    expect(stampSays(stamp, 'abc')).toBe(false);
  });
});
