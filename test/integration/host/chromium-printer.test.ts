import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { chromiumPrinter } from '../../../src-main/start/pdf/chromium-printer.ts';
import { findBrowser } from '../../../src-main/start/pdf/find-browser.ts';

const leftovers = (): string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith('phaselock-pdf-'));

describe('printing without a window', () => {
  it.skipIf(findBrowser() === null)(
    'makes a PDF of the page (skipped where no browser is installed)',
    async () => {
      const before = leftovers();
      const printer = chromiumPrinter();
      const page = '<p style="break-after:page">one</p><p>two</p>';
      const pdf = Buffer.from((await printer?.print(page)) ?? []).toString('latin1');
      expect(pdf.slice(0, 5)).toBe('%PDF-');
      expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(2);
      expect(leftovers()).toEqual(before);
    },
    60_000,
  );

  it('says what to do instead where the browser fails, and leaves nothing behind', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'phaselock-broken-'));
    const path = join(folder, 'browser');
    writeFileSync(path, '#!/bin/sh\nexit 3\n', { mode: 0o755 });
    const before = leftovers();
    const printer = chromiumPrinter({ name: 'Broken', path });
    await expect(printer?.print('<p>x</p>')).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/Broken .* failed.*take the HTML report/) as string,
    });
    expect(leftovers()).toEqual(before);
  });

  it('is not offered where no browser is installed', () => {
    expect(chromiumPrinter(null)).toBeNull();
  });
});
