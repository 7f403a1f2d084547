import { ensureBuilt, entryPath } from '../application.mjs';
import { ensureElectron } from '../electron-binary.mjs';
import { say } from '../messages.mjs';
import { callerFolder, root } from '../places.mjs';
import { runForeground } from '../processes.mjs';
import { ensureToolchain } from '../toolchain.mjs';

/** @typedef {import('../toolchain.mjs').Toolchain} Toolchain */

/** Exit codes after SIGHUP, SIGINT and SIGTERM. */
const stoppedByUser = [129, 130, 143];
const instead = 'opening in the browser instead.';

/**
 * Opens the window; without Electron, or with --host, the same application in the browser.
 * @param {string[]} args file names and flags of the application
 */
export async function start(args) {
  const toolchain = await ensureToolchain();
  await ensureBuilt(toolchain);
  const passedOn = args.filter((arg) => arg !== '--host');
  if (!args.includes('--host')) {
    const code = await openWindow(toolchain, passedOn);
    if (code !== undefined) return code;
  }
  const { node, env } = toolchain;
  return runForeground(node, [entryPath('host'), ...passedOn], { cwd: callerFolder(), env });
}

/**
 * @param {Toolchain} toolchain
 * @param {string[]} args
 * @returns {Promise<number | undefined>} undefined if there was no window to open
 */
async function openWindow(toolchain, args) {
  const electron = await ensureElectron(toolchain);
  if (electron.program === undefined) {
    say(`${electron.reason}: ${instead}`);
    return undefined;
  }
  const startedAt = performance.now();
  const place = { cwd: callerFolder(), env: toolchain.env };
  const code = await runForeground(electron.program, [root, ...args], place);
  // No display, a missing system library, root without a sandbox: Electron gives up at once.
  const ended = code === 0 || stoppedByUser.includes(code);
  const gaveUp = !ended && performance.now() - startedAt < 5000;
  if (gaveUp) say(`Electron could not open a window (exit code ${code}): ${instead}`);
  return gaveUp ? undefined : code;
}
