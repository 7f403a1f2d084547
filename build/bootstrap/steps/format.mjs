import { root, toolPath } from '../places.mjs';
import { runForeground } from '../processes.mjs';
import { ensureToolchain } from '../toolchain.mjs';

/**
 * Lays out every file, or the given ones, as the check wants it.
 * @param {string[]} args
 */
export async function format(args) {
  const { node, env } = await ensureToolchain();
  const paths = args.length > 0 ? args : ['.'];
  const command = [toolPath('prettier'), '--write', '--log-level=warn', ...paths];
  return runForeground(node, command, { cwd: root, env });
}
