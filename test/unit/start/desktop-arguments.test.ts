import { resolve } from 'node:path';

import { describe, expect, it } from 'vitest';

import { desktopArguments } from '../../../src-main/start/electron/desktop-arguments.ts';

describe('the arguments of the desktop', () => {
  it("are files and our own options; Chromium's switches are passed over", () => {
    const given = ['--no-sandbox', '--lang=de', '--store', 'north.phaselock', 'a.m', '--workers=2'];
    expect(desktopArguments(given, '/grids')).toEqual({
      storeFile: resolve('/grids/north.phaselock'),
      workers: 2,
      files: [resolve('/grids/a.m')],
    });
  });

  it('may all be absent, and a number of workers that is none is', () => {
    const nothing = { storeFile: undefined, workers: undefined, files: [] };
    expect(desktopArguments([], '/')).toEqual(nothing);
    for (const workers of ['0', '-1', '1.5', 'many']) {
      expect(desktopArguments([`--workers=${workers}`], '/')).toEqual(nothing);
    }
  });
});
