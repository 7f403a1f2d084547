import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import {
  readWindowState,
  writeWindowState,
} from '../../../src-main/start/electron/window-state.ts';

const file = (): string =>
  join(mkdtempSync(join(tmpdir(), 'phaselock-window-')), 'a', 'window.json');
const screens = [
  { x: 0, y: 0, width: 1920, height: 1080 },
  { x: 1920, y: 0, width: 1280, height: 1024 },
];
const first = { bounds: { width: 1440, height: 900 }, maximized: false };

describe('the state of the window', () => {
  it('comes back as it was written, on any screen', () => {
    const path = file();
    const state = { bounds: { x: 2000, y: 30, width: 1000, height: 700 }, maximized: true };
    writeWindowState(path, state);
    expect(readWindowState(path, screens)).toEqual(state);
  });

  it('begins anew where its screen is gone', () => {
    const path = file();
    writeWindowState(path, {
      bounds: { x: 2000, y: 30, width: 1000, height: 700 },
      maximized: false,
    });
    expect(readWindowState(path, screens.slice(0, 1))).toEqual(first);
  });

  it.each(['', '{', 'null', '{"bounds":{"x":"0"}}', '{"bounds":{"x":1e99,"y":0}}'])(
    'begins anew where the file holds %j',
    (text) => {
      const path = join(mkdtempSync(join(tmpdir(), 'phaselock-window-')), 'window.json');
      writeFileSync(path, text);
      expect(readWindowState(path, screens)).toEqual(first);
    },
  );

  it('begins anew where there is none', () => {
    expect(readWindowState(file(), screens)).toEqual(first);
  });
});
