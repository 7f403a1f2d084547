import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface Browser {
  readonly name: string;
  readonly path: string;
}

interface Known {
  readonly name: string;
  /** Names of the program on the PATH. */
  readonly commands: readonly string[];
  readonly mac: string;
  /** Below each of the program folders of Windows. */
  readonly windows: string;
}

const known: readonly Known[] = [
  {
    name: 'Google Chrome',
    commands: ['google-chrome', 'google-chrome-stable', 'chrome'],
    mac: '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    windows: 'Google\\Chrome\\Application\\chrome.exe',
  },
  {
    name: 'Chromium',
    commands: ['chromium', 'chromium-browser'],
    mac: '/Applications/Chromium.app/Contents/MacOS/Chromium',
    windows: 'Chromium\\Application\\chrome.exe',
  },
  {
    name: 'Microsoft Edge',
    commands: ['microsoft-edge', 'microsoft-edge-stable'],
    mac: '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    windows: 'Microsoft\\Edge\\Application\\msedge.exe',
  },
];

/**
 * A browser of the Chromium family on this machine: the one that PHASELOCK_BROWSER names, else the
 * first of Chrome, Chromium, Edge; null where there is none.
 */
export function findBrowser(
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
  isProgram: (path: string) => boolean = isExecutable,
): Browser | null {
  const own = environment['PHASELOCK_BROWSER'];
  if (own) return isProgram(own) ? { name: 'the browser in PHASELOCK_BROWSER', path: own } : null;
  for (const browser of known) {
    const path = candidates(browser, platform, environment).find(isProgram);
    if (path !== undefined) return { name: browser.name, path };
  }
  return null;
}

function candidates(
  browser: Known,
  platform: NodeJS.Platform,
  environment: NodeJS.ProcessEnv,
): string[] {
  switch (platform) {
    case 'darwin':
      return [browser.mac];
    case 'win32':
      return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
        .map((variable) => environment[variable])
        .filter((folder) => folder !== undefined)
        .map((folder) => `${folder}\\${browser.windows}`);
    default: {
      const folders = (environment['PATH'] ?? '')
        .split(delimiter)
        .filter((folder) => folder !== '');
      return browser.commands.flatMap((command) => folders.map((folder) => join(folder, command)));
    }
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
