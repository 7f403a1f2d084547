import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, say, secondsSince } from './messages.mjs';
import { root, toolPath } from './places.mjs';
import { runQuietly } from './processes.mjs';
import { fingerprint, removeStamp, stampSays, writeStamp } from './stamps.mjs';

/** @typedef {import('./toolchain.mjs').Toolchain} Toolchain */

const sources = [
  'src-main',
  'src-renderer',
  'src-shared',
  'electron.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
];

/** @typedef {'host' | 'cli'} Entry */

/** @param {Entry} entry */
export function entryPath(entry) {
  return join(root, 'out', 'main', `${entry}.js`);
}

/**
 * Builds the application into out/ unless it is there for exactly these sources.
 * @param {Toolchain} toolchain
 */
export async function ensureBuilt(toolchain) {
  const stamp = join(root, 'out', '.built-from');
  const wanted = fingerprint(root, sources);
  if (stampSays(stamp, wanted) && existsSync(entryPath('cli'))) return;
  const startedAt = performance.now();
  removeStamp(stamp);
  const args = [toolPath('electron-vite'), 'build', '--config', 'electron.config.ts'];
  const { code, output } = await runQuietly(toolchain.node, args, {
    cwd: root,
    env: toolchain.env,
  });
  if (code !== 0) throw new Failure(`${output.trimEnd()}\nThe build failed: see above.`);
  writeStamp(stamp, wanted);
  say(`Built in ${secondsSince(startedAt)}.`);
}
