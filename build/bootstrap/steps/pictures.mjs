import { join } from 'node:path';
import { ensureBuilt } from '../application.mjs';
import { ensureBrowser } from '../browser.mjs';
import { root } from '../places.mjs';
import { runForeground } from '../processes.mjs';
import { ensureToolchain } from '../toolchain.mjs';

/**
 * The pictures of the guide, taken from the built application; with arguments, only those named.
 * @param {string[]} args
 */
export async function pictures(args) {
  const toolchain = await ensureToolchain();
  await ensureBuilt(toolchain);
  const browser = await ensureBrowser(toolchain);
  const { node, env } = toolchain;
  return runForeground(node, [join(root, 'test', 'pictures', 'make-pictures.ts'), ...args], {
    cwd: root,
    env: { ...env, PHASELOCK_BROWSER: browser },
  });
}
