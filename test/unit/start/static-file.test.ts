import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { readStaticFile } from '../../../src-main/start/static-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'phaselock-static-'));
const root = join(folder, 'renderer');
mkdirSync(join(root, 'assets'), { recursive: true });
mkdirSync(join(folder, 'renderer-private'));
writeFileSync(join(root, 'index.html'), '<!doctype html>');
writeFileSync(join(root, 'assets', 'a b.js'), 'export {};');
writeFileSync(join(folder, 'secret.txt'), 'secret');
writeFileSync(join(folder, 'renderer-private', 'secret.txt'), 'secret');
symlinkSync(join(folder, 'secret.txt'), join(root, 'link.txt'));

describe('a file of the window', () => {
  it.each([
    ['/', '<!doctype html>', 'text/html; charset=utf-8'],
    ['/index.html', '<!doctype html>', 'text/html; charset=utf-8'],
    ['/assets/a%20b.js', 'export {};', 'text/javascript; charset=utf-8'],
  ])('at %s is read with its type', async (path, text, mediaType) => {
    const file = await readStaticFile(root, path);
    expect(Buffer.from(file?.bytes ?? []).toString()).toBe(text);
    expect(file?.mediaType).toBe(mediaType);
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/../../secret.txt',
    '/..\\secret.txt',
    '/%5c..%5csecret.txt',
    '/../renderer-private/secret.txt',
    '/link.txt',
    '/secret.txt%00.html',
    '/%',
    '/assets',
    '/missing.js',
    '//etc/passwd',
  ])('is not found at %s', async (path) => {
    expect(await readStaticFile(root, path)).toBeNull();
  });
});
