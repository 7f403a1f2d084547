import { existsSync } from 'node:fs';
import { posix, win32 } from 'node:path';
import { Failure, say } from './messages.mjs';
import { root, toolPath } from './places.mjs';
import { runQuietly } from './processes.mjs';

/** @typedef {import('./toolchain.mjs').Toolchain} Toolchain */

const namesOnPath = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
  'msedge',
  'chrome',
];

/** What a variable may name, first one first. */
const variables = ['PHASELOCK_BROWSER', 'CHROME_PATH'];

/**
 * Where Chrome, Chromium or Edge may be, best guess first.
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 * @returns {string[]} absolute paths
 */
export function browserCandidates(platform, env) {
  return [...onPath(platform, env), ...usualPlaces(platform, env)];
}

/**
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 */
function onPath(platform, env) {
  const path = platform === 'win32' ? win32 : posix;
  const suffix = platform === 'win32' ? '.exe' : '';
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(path.delimiter).filter(Boolean);
  return namesOnPath.flatMap((name) => folders.map((folder) => path.join(folder, name + suffix)));
}

/**
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 */
function usualPlaces(platform, env) {
  if (platform === 'win32') {
    const roots = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].map((name) => env[name]);
    const programs = [
      'Google\\Chrome\\Application\\chrome.exe',
      'Chromium\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
    ];
    return programs.flatMap((program) =>
      roots.flatMap((folder) => (folder ? [win32.join(folder, program)] : [])),
    );
  }
  if (platform === 'darwin') {
    const applications = ['/Applications', ...(env['HOME'] ? [`${env['HOME']}/Applications`] : [])];
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].flatMap((name) =>
      applications.map((folder) => `${folder}/${name}.app/Contents/MacOS/${name}`),
    );
  }
  return ['/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge', '/snap/bin/chromium'];
}

/**
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 * @param {(path: string) => boolean} exists
 * @returns {string | undefined}
 */
export function findBrowser(platform, env, exists) {
  for (const name of variables) {
    const chosen = env[name];
    if (!chosen) continue;
    if (exists(chosen)) return chosen;
    throw new Failure(`${name} names ${chosen}, which is not there: correct or unset it`);
  }
  return browserCandidates(platform, env).find(exists);
}

/**
 * The browser for the browser tests: what is installed, else playwright's Chromium, else, on
 * Debian as root, the distribution's.
 * @param {Toolchain} toolchain
 * @returns {Promise<string>}
 */
export async function ensureBrowser(toolchain) {
  const found = () => findBrowser(process.platform, process.env, existsSync);
  const browser =
    found() ??
    (await playwrightBrowser(toolchain)) ??
    (await fetchByPlaywright(toolchain)) ??
    ((await installByApt()) ? found() : undefined);
  if (browser) return browser;
  throw new Failure(
    'The browser tests need Chrome, Chromium or Edge, and none could be found or fetched: ' +
      'install one, or name it in CHROME_PATH',
  );
}

/**
 * @param {Toolchain} toolchain
 * @returns {Promise<string | undefined>} playwright's own Chromium, if it is there and runs
 */
async function playwrightBrowser({ node, env }) {
  const where = 'process.stdout.write(require("playwright-core").chromium.executablePath())';
  const { code, output: path } = await runQuietly(node, ['-e', where], { cwd: root, env });
  if (code !== 0 || !existsSync(path)) return undefined;
  // On a bare Linux the download is there but the libraries it needs are not.
  if (process.platform !== 'linux') return path;
  const trial = await runQuietly(path, ['--version'], { limitSeconds: 20 });
  return trial.code === 0 ? path : undefined;
}

/** @param {Toolchain} toolchain */
async function fetchByPlaywright(toolchain) {
  say('No Chrome, Chromium or Edge here: fetching Chromium by playwright (once) …');
  const args = [toolPath('playwright-core'), 'install', 'chromium'];
  const options = { cwd: root, env: toolchain.env, limitSeconds: 300 };
  await runQuietly(toolchain.node, args, options);
  return playwrightBrowser(toolchain);
}

/** @returns {Promise<boolean>} */
async function installByApt() {
  const root = process.getuid?.() === 0;
  if (process.platform !== 'linux' || !root || !existsSync('/usr/bin/apt-get')) return false;
  say('Installing Chromium by apt-get (once) …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runQuietly('apt-get', ['update'], { env, limitSeconds: 180 });
  const install = ['install', '--yes', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'];
  const { code } = await runQuietly('apt-get', install, { env, limitSeconds: 600 });
  return code === 0;
}
