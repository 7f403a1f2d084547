import { ensureBuilt } from '../application.mjs';
import { ensureBrowser } from '../browser.mjs';
import { callerFolder, root } from '../places.mjs';
import { runForeground } from '../processes.mjs';
import { ensureToolchain } from '../toolchain.mjs';
import { join } from 'node:path';

/**
 * The workloads of bench/, straight from the sources; `browser` measures the built application.
 * @param {string[]} args
 */
export async function bench(args) {
  const toolchain = await ensureToolchain();
  const { node, env } = toolchain;
  if (args[0] !== 'browser') {
    const workloads = [join(root, 'bench', 'run.ts'), ...args];
    return runForeground(node, workloads, { cwd: callerFolder(), env });
  }
  await ensureBuilt(toolchain);
  const browser = await ensureBrowser(toolchain);
  return runForeground(node, [join(root, 'bench', 'browser', 'diagram.ts'), ...args.slice(1)], {
    cwd: callerFolder(),
    env: { ...env, PHASELOCK_BROWSER: browser },
  });
}
