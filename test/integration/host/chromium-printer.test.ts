import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { chromiumPrinter } from '../../../src-main/start/pdf/chromium-printer.ts';
import { findBrowser } from '../../../src-main/start/pdf/find-browser.ts';

// Everything temporary goes to a folder of our own, so that what is left behind can be seen.
const folder = mkdtempSync(join(tmpdir(), 'phaselock-printing-'));
process.env['TMPDIR'] = process.env['TEMP'] = folder;
const leftovers = (): string[] => readdirSync(folder);

describe('printing without a window', () => {
  it.skipIf(findBrowser() === null)(
    'makes a PDF of the page (skipped where no browser is installed)',
    async () => {
      const printer = chromiumPrinter();
      const page = '<p style="break-after:page">one</p><p>two</p>';
      const pdf = Buffer.from((await printer?.print(page)) ?? []).toString('latin1');
      expect(pdf.slice(0, 5)).toBe('%PDF-');
      expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(2);
      expect(leftovers()).toEqual([]);
    },
    60_000,
  );

  it('says what to do instead where the browser fails, and leaves nothing behind', async () => {
    const path = join(folder, 'browser');
    writeFileSync(path, '#!/bin/sh\nexit 3\n', { mode: 0o755 });
    const printer = chromiumPrinter({ name: 'Broken', path });
    await expect(printer?.print('<p>x</p>')).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/Broken .* failed.*take the HTML report/) as string,
    });
    expect(leftovers()).toEqual(['browser']);
  });

  it('is not offered where no browser is installed', () => {
    expect(chromiumPrinter(null)).toBeNull();
  });
});
