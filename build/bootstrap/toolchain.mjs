import { join } from 'node:path';
import { say, secondsSince } from './messages.mjs';
import { ensureNode24, stepEnvironment } from './node24.mjs';
import { npmCleanInstall } from './npm.mjs';
import { root } from './places.mjs';
import { fingerprint, stampSays, writeStamp } from './stamps.mjs';

/** @typedef {{ node: string, env: NodeJS.ProcessEnv }} Toolchain */

/**
 * Node 24 and the dependencies of the lock file, installed only if they are not there yet.
 * @returns {Promise<Toolchain>}
 */
export async function ensureToolchain() {
  const node = await ensureNode24();
  const toolchain = { node, env: stepEnvironment(node) };
  await ensureDependencies(toolchain);
  return toolchain;
}

/** @param {Toolchain} toolchain */
async function ensureDependencies({ node, env }) {
  const stamp = join(root, 'node_modules', '.installed-for');
  const wanted = `${fingerprint(root, ['package-lock.json'])} ${process.platform} ${process.arch}`;
  if (stampSays(stamp, wanted)) return;
  const startedAt = performance.now();
  say('Installing the dependencies of package-lock.json (once) …');
  await npmCleanInstall(root, node, env);
  writeStamp(stamp, wanted);
  say(`Dependencies installed in ${secondsSince(startedAt)}.`);
}
