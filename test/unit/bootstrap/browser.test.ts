import { describe, expect, it } from 'vitest';
import { browserCandidates, findBrowser } from '../../../build/bootstrap/browser.mjs';

const only =
  (...paths: string[]) =>
  (path: string) =>
    paths.includes(path);

describe('finding a browser', () => {
  it('takes the one that a variable names, ours before the customary one', () => {
    const env = { PATH: '/usr/bin', CHROME_PATH: '/opt/one', PHASELOCK_BROWSER: '/opt/two' };
    const exists = only('/usr/bin/chromium', '/opt/one', '/opt/two');
    expect(findBrowser('linux', env, exists)).toBe('/opt/two');
    expect(findBrowser('linux', { ...env, PHASELOCK_BROWSER: '' }, exists)).toBe('/opt/one');
  });

  it('says which variable is wrong instead of silently taking another browser', () => {
    const env = { PATH: '/usr/bin', CHROME_PATH: '/opt/gone' };
    expect(() => findBrowser('linux', env, only('/usr/bin/chromium'))).toThrow(
      /CHROME_PATH names \/opt\/gone, which is not there/,
    );
  });

  it('prefers Chrome to Chromium to Edge, wherever on the PATH they are', () => {
    const env = { PATH: '/first:/second' };
    const edge = '/first/microsoft-edge';
    const chromium = '/second/chromium';
    const chrome = '/second/google-chrome';
    expect(findBrowser('linux', env, only(edge, chromium, chrome))).toBe(chrome);
    expect(findBrowser('linux', env, only(edge, chromium))).toBe(chromium);
    expect(findBrowser('linux', env, only(edge))).toBe(edge);
  });

  it('knows the usual places of Windows, whose PATH names none of them', () => {
    const env = {
      Path: 'C:\\Windows',
      ProgramFiles: 'C:\\Program Files',
      'ProgramFiles(x86)': 'C:\\Program Files (x86)',
    };
    const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
    expect(findBrowser('win32', env, only(edge))).toBe(edge);
    expect(browserCandidates('win32', env)).toContain('C:\\Windows\\chrome.exe');
  });

  it('knows the usual places of macOS, for all users and for one', () => {
    const chrome = '/Users/ada/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    expect(findBrowser('darwin', { HOME: '/Users/ada' }, only(chrome))).toBe(chrome);
  });

  it('finds nothing where nothing is', () => {
    expect(findBrowser('linux', { PATH: '/usr/bin' }, () => false)).toBeUndefined();
  });

  it('looks at absolute paths only, so that an empty PATH entry is not the current folder', () => {
    const paths = browserCandidates('linux', { PATH: ':/usr/bin:' });
    expect(paths.filter((path) => !path.startsWith('/'))).toEqual([]);
  });
});
