import { describe, expect, it } from 'vitest';

import { findBrowser } from '../../../src-main/start/pdf/find-browser.ts';

const having =
  (...paths: string[]) =>
  (path: string): boolean =>
    paths.includes(path);

describe('a browser for printing', () => {
  it('is looked for along the PATH, Chrome before Chromium before Edge', () => {
    const environment = { PATH: '/usr/local/bin::/usr/bin' };
    const here = having('/usr/bin/chromium', '/usr/local/bin/microsoft-edge');
    expect(findBrowser('linux', environment, here)).toEqual({
      name: 'Chromium',
      path: '/usr/bin/chromium',
    });
  });

  it('is looked for where Windows and the Mac install programs', () => {
    const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
    const folders = {
      PROGRAMFILES: 'C:\\Program Files',
      'PROGRAMFILES(X86)': 'C:\\Program Files (x86)',
    };
    expect(findBrowser('win32', folders, having(edge))).toEqual({
      name: 'Microsoft Edge',
      path: edge,
    });
    const chrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    expect(findBrowser('darwin', {}, having(chrome))?.path).toBe(chrome);
  });

  it('is the one that the user names, and no other', () => {
    const environment = { PATH: '/usr/bin', PHASELOCK_BROWSER: '/opt/browser' };
    expect(findBrowser('linux', environment, having('/opt/browser'))?.path).toBe('/opt/browser');
    expect(findBrowser('linux', environment, having('/usr/bin/chromium'))).toBeNull();
  });

  it('may be missing', () => {
    expect(findBrowser('linux', { PATH: '/usr/bin' }, having())).toBeNull();
    expect(findBrowser('win32', {}, having())).toBeNull();
  });
});
