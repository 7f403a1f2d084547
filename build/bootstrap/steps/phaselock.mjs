import { ensureBuilt, entryPath } from '../application.mjs';
import { callerFolder } from '../places.mjs';
import { runForeground } from '../processes.mjs';
import { ensureToolchain } from '../toolchain.mjs';

/**
 * The command line of a clone.
 * @param {string[]} args
 */
export async function phaselock(args) {
  const toolchain = await ensureToolchain();
  await ensureBuilt(toolchain);
  const { node, env } = toolchain;
  return runForeground(node, [entryPath('cli'), ...args], { cwd: callerFolder(), env });
}
