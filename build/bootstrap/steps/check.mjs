import { runGates } from '../gates.mjs';
import { Failure } from '../messages.mjs';
import { root, toolPath } from '../places.mjs';
import { runQuietly } from '../processes.mjs';
import { ensureToolchain } from '../toolchain.mjs';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {import('../toolchain.mjs').Toolchain} Toolchain */

const cache = 'node_modules/.cache';
const cruised = ['src-main', 'src-renderer', 'src-shared', 'bench'];

/**
 * @param {string} packageName
 * @param {string} [command]
 */
const tool = (packageName, command) => () => [toolPath(packageName, command)];

/** The longest first. @type {Record<string, () => string[]>} */
const commands = {
  lint: () => [
    ...tool('eslint')(),
    ...['.', '--max-warnings=0', '--cache', '--cache-strategy=content'],
    `--cache-location=${cache}/eslint/`,
  ],
  'types of main': () => [...tool('vue-tsc')(), '-p', 'tsconfig.json'],
  'types of window': () => [...tool('vue-tsc')(), '-p', 'src-renderer/tsconfig.json'],
  'types of tests': () => [...tool('vue-tsc')(), '-p', 'test/tsconfig.json'],
  format: () => [
    ...tool('prettier')(),
    ...['.', '--check', '--log-level=warn', '--cache', '--cache-strategy=content'],
    `--cache-location=${cache}/prettier/cache.json`,
  ],
  imports: () => [
    ...tool('dependency-cruiser', 'depcruise')(),
    ...['--config', '.dependency-cruiser.cjs', '--output-type=err-long'],
    ...cruised.filter((folder) => existsSync(join(root, folder))),
  ],
  'dead code': () => [...tool('knip')(), '--no-progress'],
};

/**
 * Types, lint, layout, import directions and dead code; all of them, or those named.
 * @param {string[]} names
 */
export async function check(names) {
  const unknown = names.find((name) => !Object.hasOwn(commands, name));
  if (unknown !== undefined) {
    throw new Failure(`no check «${unknown}»; there are: ${Object.keys(commands).join(', ')}`);
  }
  const failed = await runChecks(await ensureToolchain(), names);
  return failed === 0 ? 0 : 1;
}

/**
 * @param {Toolchain} toolchain
 * @param {string[]} [names] all if empty
 * @returns {Promise<number>} how many failed
 */
export function runChecks({ node, env }, names = []) {
  const chosen = Object.entries(commands).filter(
    ([name]) => names.length === 0 || names.includes(name),
  );
  const where = { cwd: root, env };
  return runGates(
    chosen.map(([name, args]) => ({ name, run: () => runQuietly(node, args(), where) })),
  );
}
