import { callerFolder, root } from '../places.mjs';
import { runForeground } from '../processes.mjs';
import { ensureToolchain } from '../toolchain.mjs';
import { join } from 'node:path';

/**
 * The workloads of bench/, straight from the sources.
 * @param {string[]} args
 */
export async function bench(args) {
  const { node, env } = await ensureToolchain();
  return runForeground(node, [join(root, 'bench', 'run.ts'), ...args], {
    cwd: callerFolder(),
    env,
  });
}
